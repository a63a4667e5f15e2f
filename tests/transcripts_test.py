#!/usr/bin/python3
"""Runs the transcripts of tests/cli: commands as a user types them, with what must appear and how they must end.

  transcripts_test.py DAICHO [--update] [NAME ...]

A transcript is a text: "# " begins remarks, lines "file: NAME = PATH" put copies of files (from tests/data) into an empty folder, "$ command" runs a
command there, the lines behind it are what it prints ("! " begins lines on standard error), "[exit N]" how it ends when not with 0.
"book: NAME" makes a workbook there with the sheet 台帳 of the rows that follow as lines "| cell | cell"; \\n in a cell is a line break; "sheet: NAME"
behind them begins another sheet.
--update writes what came out into the transcripts: read the change before you keep it."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
PARTS = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sheet.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="sheet.xml"/></Relationships>',
    'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="台帳" sheetId="1" r:id="r1"/></sheets></workbook>',
}


def sheet_part(rows):
    def cell(row, column, text):
        head = '<c r="%s%d"' % (chr(65 + column), row)
        if text.isdigit():
            return '%s><v>%s</v></c>' % (head, text)
        return '%s t="inlineStr"><is><t>%s</t></is></c>' % (head, escape(text.replace('\\n', '\n')))
    sheet = ''
    for number, row in enumerate(rows, 1):
        cells = [c.strip() for c in row.strip().strip('|').split('|')]
        sheet += '<row r="%d">%s</row>' % (number, ''.join(cell(number, i, c) for i, c in enumerate(cells) if c))
    return '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>' % sheet


def write_book(path, sheets):
    """`sheets`: rows by name."""
    parts = dict(PARTS)
    for number, (name, rows) in enumerate(sheets.items()):
        part = 'sheet%s.xml' % (number or '')
        parts['xl/' + part] = sheet_part(rows)
        if number == 0:
            continue
        for container, end, entry in (('[Content_Types].xml', '</Types>', re.search('<Override PartName="/xl/sheet.xml"[^>]*/>', PARTS['[Content_Types].xml'])[0]),
                                      ('xl/_rels/workbook.xml.rels', '</Relationships>', re.search('<Relationship Id="r1"[^>]*/>', PARTS['xl/_rels/workbook.xml.rels'])[0]),
                                      ('xl/workbook.xml', '</sheets>', '<sheet name="%s" sheetId="1" r:id="r1"/>' % escape(name))):
            entry = entry.replace('sheet.xml', part).replace('"r1"', '"r%d"' % (number + 1)).replace('sheetId="1"', 'sheetId="%d"' % (number + 1))
            parts[container] = parts[container].replace(end, entry + end)
    with zipfile.ZipFile(path, 'w') as z:
        for name, text in parts.items():
            z.writestr(name, text)


def printed(command, folder, env):
    done = subprocess.run(['sh', '-c', command], cwd=folder, env=env, capture_output=True, text=True, encoding='utf8', timeout=60)
    lines = done.stdout.splitlines() + ['! ' + x if x else '!' for x in done.stderr.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return lines + (['[exit %d]' % done.returncode] if done.returncode else [])


def play(daicho, text):
    """The transcript with what the commands print now. Comments (#), files and commands are kept, all else is output."""
    out, folder = [], tempfile.mkdtemp()
    env = dict(os.environ, PATH=os.path.dirname(daicho) + ':' + os.environ['PATH'], LC_ALL='C.UTF-8', LANG='C.UTF-8', HOME=folder)
    try:
        lines = text.splitlines()
        for at, line in enumerate(lines):
            if line.startswith('book: '):
                end = next((i for i in range(at + 1, len(lines)) if not lines[i].startswith('|')), len(lines))
                while end < len(lines) and lines[end].startswith('sheet: '):
                    end = next((i for i in range(end + 1, len(lines)) if not lines[i].startswith('|')), len(lines))
                sheets, name = {}, '台帳'
                for row in lines[at + 1:end]:
                    if row.startswith('sheet: '):
                        name = row[7:]
                    else:
                        sheets.setdefault(name, []).append(row)
                write_book(os.path.join(folder, line[6:]), sheets)
                out += lines[at:end]
            elif line.startswith('file: '):
                name, source = line[6:].split(' = ')
                shutil.copy(os.path.join(HERE, 'data', source), os.path.join(folder, name))
                out.append(line)
            elif line.startswith('# '):
                out.append(line)
            elif line.startswith('$ '):
                if out:
                    out.append('')
                out += [line] + printed(line[2:], folder, env)
    finally:
        shutil.rmtree(folder)
    return '\n'.join(out) + '\n'


def untrue_lines(readme, transcripts):
    """Lines that the README shows as printed (```console) and no transcript has; "…" stands for lines left out."""
    true, shown = {line for text in transcripts for line in text.splitlines()}, False
    for line in readme.splitlines():
        if line.startswith('```'):
            shown = line == '```console'
        elif shown and line.strip() != '…' and line not in true:
            yield line


def main():
    daicho = os.path.abspath(sys.argv[1])
    update, only = '--update' in sys.argv, [a for a in sys.argv[2:] if not a.startswith('--')]
    failed, transcripts = 0, []
    for path in sorted(glob.glob(os.path.join(HERE, 'cli', '*.txt'))):
        if only and os.path.splitext(os.path.basename(path))[0] not in only:
            continue
        with open(path, encoding='utf8') as f:
            wanted = f.read()
        got = play(daicho, wanted)
        transcripts.append(got)
        if update:
            with open(path, 'w', encoding='utf8') as f:
                f.write(got)
        elif got != wanted:
            failed += 1
            print('FAIL ' + os.path.basename(path))
            with tempfile.NamedTemporaryFile('w', encoding='utf8') as f:
                f.write(got); f.flush()
                print(subprocess.run(['diff', '-u', path, f.name], capture_output=True, text=True, encoding='utf8').stdout)
            continue
        print('ok   ' + os.path.basename(path))
    if not only:
        with open(os.path.join(HERE, '..', 'README.md'), encoding='utf8') as f:
            for line in untrue_lines(f.read(), transcripts):
                failed += 1
                print('FAIL README.md shows what is not printed: ' + line)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
