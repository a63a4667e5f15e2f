#!/usr/bin/python3
"""Sheets with charts, and notes, put into people's workbooks: everything else stays as it was, a second time replaces the first, and
LibreOffice shows the values and knows our sheets again.

  graft_test.py GRAFT_ANYTHING
"""
import glob
import os
import re
import subprocess
import sys
import tempfile
import warnings
import zipfile

import openpyxl
from openpyxl.comments import Comment

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from office_test import through_libreoffice  # noqa: E402

CHECK = os.path.join(HERE, 'tools', 'check_roundtrip.py')
TAG = re.compile(rb'<(?:"[^"]*"|\'[^\']*\'|[^\'">])*>')
LISTS = ('[Content_Types].xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels')


def run(graft, *arguments):
    return subprocess.run([graft, *arguments], capture_output=True, text=True, encoding='utf8')


def parts_of(path):
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def load(path):
    """The workbook as openpyxl reads it, and what it warned of; nothing where it cannot read it (strict workbooks)."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            book = openpyxl.load_workbook(path, keep_vba=path.endswith('m'))
        except Exception:
            return None, []
    return book, sorted(str(w.message) for w in caught if issubclass(w.category, UserWarning))


def without_new(name, content, sheets, new):
    """A list part without what may be added to it: entries of new parts, sheets behind the first ones, their names."""
    def gone(match):
        tag = match[0]
        word = re.match(rb'<(?:\w+:)?(\w+)', tag)
        word = word[1] if word else b''
        if word in (b'Override', b'Relationship', b'Default') and any(b'"/' + part.encode() + b'"' in tag for part in new):
            return b''
        if word == b'Default' and b'"vml"' in tag:
            return b''
        return b'' if word == b'calcPr' or b'calcChain' in tag else tag
    content = TAG.sub(gone, content)
    if not name.endswith('workbook.xml'):
        return content
    listed = list(re.finditer(rb'<(?:\w+:)?sheet [^>]*/>', content))
    for match in reversed(listed[sheets:]):
        content = content[:match.start()] + content[match.end():]
    content = re.sub(rb'<((?:\w+:)?definedName) [^>]*localSheetId="(\d+)"[^>]*>[^<]*</\1>',
                     lambda m: b'' if int(m[2]) >= sheets else m[0], content)
    return re.sub(rb'<((?:\w+:)?definedNames)></\1>', b'', content)


def unchanged(before, after, sheets):
    """Byte for byte: only the lists grew, and new parts came."""
    a, b = parts_of(before), parts_of(after)
    new = sorted(set(b) - set(a))
    lists = [n for n in a if n in LISTS or n.endswith('workbook.xml') or n.endswith('workbook.xml.rels')]
    allow = [x for part in new + lists for x in ('--allow-part', part)]
    proof = subprocess.run([sys.executable, CHECK, before, after, *allow], capture_output=True, text=True, encoding='utf8')
    wrong = ['round trip: ' + proof.stdout.strip()[-500:]] if proof.returncode else []
    for name in lists:
        if without_new(name, a[name], sheets, ['none']) != without_new(name, b[name], sheets, new):
            wrong.append('%s: more than new entries differs' % name)
    return wrong


def look(cell):
    value = cell.value.text if hasattr(cell.value, 'text') else cell.value  # an array formula
    styles = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
    return (value, cell.number_format, *(proxy._StyleProxy__target for proxy in styles))


def same_sheets(before, after):
    """As openpyxl sees them: every cell of the sheets that were there has its value and its look."""
    (a, warned), (b, warned_too) = load(before), load(after)
    if a is None:
        return []
    if b is None:
        return ['openpyxl cannot read it']
    wrong = ['openpyxl warns: %s' % w for w in warned_too if w not in warned]
    styled = any(name.endswith('styles.xml') for name in parts_of(before))
    for sheet in a.sheetnames:
        if not hasattr(a[sheet], 'iter_rows'):
            continue
        for row, other in zip(a[sheet].iter_rows(), b[sheet].iter_rows()):
            for cell, its in zip(row, other):
                same = look(cell) == look(its) if styled else cell.value == its.value
                if not same and len(wrong) < 5:
                    wrong.append('%s!%s is %r, was %r' % (sheet, cell.coordinate, its.value, cell.value))
    if b.sheetnames[:len(a.sheetnames)] != a.sheetnames or len(b.sheetnames) != len(a.sheetnames) + 2:
        wrong.append('sheets are %s' % b.sheetnames)
    elif len(b[b.sheetnames[-2]]._charts) != 4:
        wrong.append('openpyxl finds %d charts' % len(b[b.sheetnames[-2]]._charts))
    return wrong


def sheet_count(path):
    part = next(n for n in parts_of(path) if n.endswith('workbook.xml'))
    return len(re.findall(rb'<(?:\w+:)?sheet ', parts_of(path)[part]))


def grafted(graft, path, folder):
    name = os.path.basename(path)
    once, twice = os.path.join(folder, 'once-' + name), os.path.join(folder, 'twice-' + name)
    count = sheet_count(path)
    done = run(graft, path, once)
    if done.returncode:
        return ['adding sheets ended with %d: %s' % (done.returncode, done.stderr.strip()[-200:])], None
    wrong = unchanged(path, once, count) + same_sheets(path, once)
    done = run(graft, once, twice, '--times', '9')
    if done.returncode:
        return wrong + ['adding them again ended with %d: %s' % (done.returncode, done.stderr.strip()[-200:])], None
    a, b = parts_of(once), parts_of(twice)
    if list(a) != list(b):
        wrong.append('the second time there are other parts: %s' % sorted(set(a) ^ set(b)))
    # The summary's number and the four charts that show it; the entries of the new parts may stand in another order.
    changed = sorted(n for n in a if n in b and sorted(TAG.findall(a[n])) != sorted(TAG.findall(b[n])) or n.endswith('.xml') and TAG.sub(b'', a[n]) != TAG.sub(b'', b[n]))
    charts = [n for n in changed if n.startswith('xl/charts/')]
    if len(charts) != 4 or len(changed) != 5 or not any(n.startswith('xl/worksheets/') for n in changed):
        wrong.append('the second time changes %s' % changed)
    return wrong, twice


def in_libreoffice(graft, books, folder):
    wrong = []
    saved = through_libreoffice(list(books), folder)
    for path in books:
        name = os.path.basename(path)
        result = os.path.join(saved, os.path.splitext(name)[0] + '.xlsx')
        if not os.path.exists(result):
            wrong.append('%s: LibreOffice did not open it' % name)
            continue
        book = openpyxl.load_workbook(result, data_only=True)
        summary = next(n for n in reversed(book.sheetnames) if n.startswith('まとめ'))
        for cell, wanted in {'A1': 'リスクのまとめ <&> "部門"', 'B4': 9, 'C4': 3, 'C5': 2, 'D5': 4}.items():
            if book[summary][cell].value != wanted:
                wrong.append('%s: LibreOffice shows %r in %s, must be %r' % (name, book[summary][cell].value, cell, wanted))
        if len(book[summary]._charts) != 4:
            wrong.append('%s: LibreOffice keeps %d charts' % (name, len(book[summary]._charts)))
        again = os.path.join(folder, 'again-' + name)
        done = run(graft, result, again)
        if done.returncode or sheet_count(again) != sheet_count(result):
            wrong.append('%s: saved by LibreOffice, our sheets are not known again' % name)
    print('%d workbooks with new sheets in LibreOffice' % len(books))
    return wrong


def comments(path):
    return {(ws.title, c.coordinate): (c.comment.author, c.comment.text)
            for ws in openpyxl.load_workbook(path) for row in ws.iter_rows() for c in row if c.comment}


def noted_workbook(path):
    book = openpyxl.Workbook()
    book.active.title = '台帳'
    for row in range(1, 8):
        for column in range(1, 6):
            book.active.cell(row, column).value = row * column
    book.active['B2'].comment = Comment('人のコメント', '山田')
    book.active['E7'].comment = Comment('もう一つ\n二行目', '鈴木')
    book.create_sheet('何もない')['A1'].value = 1
    book.save(path)


def notes(graft, folder):
    before, one, two, three, none = (os.path.join(folder, n + '.xlsx') for n in ('noted', 'one', 'two', 'three', 'none'))
    noted_workbook(before)
    people = comments(before)
    done = run(graft, before, one, '--no-sheets', '台帳!B2=書けない', '台帳!C3=一つ目', '何もない!A1=長い文。' * 1, '何もない!D9=' + '長い文。' * 40)
    wrong = [] if done.stdout == 'note-kept\n' else ['a kept note is not told: %r' % (done.stdout + done.stderr)]

    def expect(path, ours):
        wanted = dict(people)
        wanted.update({cell: ('daicho', text) for cell, text in ours.items()})
        if comments(path) != wanted:
            wrong.append('%s holds %s, must be %s' % (os.path.basename(path), comments(path), wanted))
        boxes = {n: p for n, p in parts_of(path).items() if n.endswith('.vml')}
        count = sum(len(re.findall(rb'ObjectType="Note"', p)) for p in boxes.values())
        if count != len(wanted):
            wrong.append('%s has %d boxes for %d notes' % (os.path.basename(path), count, len(wanted)))

    long = '長い文。' * 40
    expect(one, {('台帳', 'C3'): '一つ目', ('何もない', 'A1'): '長い文。', ('何もない', 'D9'): long})
    run(graft, one, two, '--no-sheets', '台帳!C3=二つ目')
    expect(two, {('台帳', 'C3'): '二つ目', ('何もない', 'A1'): '長い文。', ('何もない', 'D9'): long})
    run(graft, two, three, '--drop-notes', '台帳!D4=三つ目')
    expect(three, {('台帳', 'D4'): '三つ目'})
    a, b = parts_of(before), parts_of(one)
    sheet = 'xl/worksheets/sheet1.xml'
    if a[sheet] != b[sheet]:
        wrong.append('a sheet that has comments already is not left as it is')
    run(graft, before, none, '--no-sheets', '--drop-notes')
    if parts_of(none) != a:
        wrong.append('where no note is ours, dropping ours changes something')
    saved = through_libreoffice([one], folder)
    office = comments(os.path.join(saved, 'one.xlsx'))
    if {k: v[1] for k, v in office.items()} != {k: v[1] for k, v in comments(one).items()}:
        wrong.append('LibreOffice keeps the comments %s' % office)
    print('notes on cells with and without comments')
    return wrong


def main():
    graft, wrong, books = os.path.abspath(sys.argv[1]), [], {}
    paths = [p for kind in ('layouts/*', 'published/*/*') for p in sorted(glob.glob(os.path.join(HERE, 'data', kind + '.xls[xm]')))]
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            found, result = grafted(graft, path, folder)
            wrong += ['%s: %s' % (os.path.basename(path), w) for w in found]
            if result:
                books[result] = path
        print('%d workbooks with new sheets, twice' % len(paths))
        wrong += notes(graft, folder)
        new = os.path.join(folder, 'new.xlsx')
        run(graft, 'new', new)
        again = os.path.join(folder, 'new-again.xlsx')
        run(graft, new, again, '--times', '9')
        if sheet_count(again) != 2:
            wrong.append('the sheets of a new book are not known again')
        wrong += in_libreoffice(graft, [*[b for b in books if os.path.getsize(b) < 300000], again], folder)
    for line in wrong[:40]:
        print('FAIL ' + line)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
