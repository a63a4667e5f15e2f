#!/usr/bin/python3
"""refresh --add-missing on statements of applicability of many layouts: the controls that lack a row get one, in the catalogue's
order and the sheet's own writing; every cell that was there is still there. Orders and titles come from the catalogue files, all
else is read with openpyxl.

  add_missing_test.py DAICHO
"""
import json
import os
import subprocess
import sys
import tempfile
import unicodedata
import warnings
import xml.etree.ElementTree as ET

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from graft_test import look  # noqa: E402

warnings.simplefilter('ignore')
NS = '{urn:daicho:catalogue:1}'
LINE = Border(bottom=Side('thin'))
GREY = PatternFill('solid', fgColor='FFDDDDDD')


def catalogue(name):
    """[(id, Japanese title, English title, [headings above, from the top])]"""
    out = []

    def walk(entry, above):
        one = (entry.get('id'), entry.get('ja'), entry.get('en'))
        if entry.get('level') == 'control':
            out.append((*one, above))
            return
        for child in entry.findall(NS + 'entry'):
            walk(child, above + [one])
    for entry in ET.parse(os.path.join(HERE, '..', 'catalog', 'catalogues', name + '.xml')).getroot().findall(NS + 'entry'):
        walk(entry, [])
    return out


C2022, C2013 = catalogue('iso27001-2022'), catalogue('iso27001-2013')
assert len(C2022) == 93 and len(C2013) == 114


class Sheet:
    """A statement under construction. `number(id)`: what the cell of a control holds."""

    def __init__(self, headings, top=3):
        self.book = openpyxl.Workbook()
        self.ws = self.book.active
        self.ws.title = 'SoA'
        self.ws['A1'] = headings[0]
        self.row = top
        self.columns = {h: i for i, h in enumerate(headings[1:], 1)}
        for head, column in self.columns.items():
            self.put(column, head)

    def put(self, column, value):
        cell = self.ws.cell(self.row, column)
        cell.value, cell.border = value, LINE
        return cell

    def line(self, *values):
        self.row += 1
        for column, value in enumerate(values, 1):
            self.put(column, value)
        self.ws.row_dimensions[self.row].height = 18 + self.row % 7
        return self.row

    def save(self, folder, name):
        path = os.path.join(folder, name)
        self.book.save(path)
        return path


JAPANESE = ('適用宣言書', '管理策番号', '管理策', '適用', '実施', '理由', '規程・手順書')


def sections(folder):
    """Headings over the themes, numbers A.5.1, all that speaks of cells; the first, a middle, the last of a theme, the first of the
    next one, a whole theme but its heading, and the very last are missing."""
    missing = {'5.1', '5.7', '5.37', '6.1', '8.34', *(c[0] for c in C2022 if c[0].startswith('7.'))}
    s = Sheet(JAPANESE)
    theme = None
    for id_, ja, _, above in C2022:
        if above[0] != theme:
            theme = above[0]
            row = s.line('%s %s' % theme[:2])
            s.ws.merge_cells(start_row=row, end_row=row, start_column=1, end_column=6)
            s.ws.cell(row, 1).fill = GREY
        if id_ not in missing:
            s.line('A.' + id_, ja if id_ != '5.12' else '情報の分頪', '○', '○', '事業に必要', '規程 ' + id_)
    ws, last = s.ws, s.row
    ws.cell(last + 2, 2).value = '適用の数'
    ws.cell(last + 2, 3).value = '=COUNTIF(C4:C%d,"○")' % last
    ws['H3'] = '=C%d' % (last + 2)
    validation = DataValidation('list', formula1='"○,×"')
    validation.add('C4:C%d' % last)
    ws.add_data_validation(validation)
    ws.conditional_formatting.add('A4:F%d' % last, FormulaRule(['$C4="×"'], fill=GREY))
    ws.print_area = 'A1:F%d' % last
    ws.freeze_panes = 'A4'
    ws['B20'].comment = Comment('メモ', '山田')
    other = s.book.create_sheet('別紙')
    other['A1'] = '=SoA!B30&SoA!A%d' % last
    return s.save(folder, 'sections.xlsx'), C2022, missing, lambda c, row: ('A.' + c[0], c[1]), {'A.5.12': '情報の分類'}


def numbers(folder):
    """Numbers stored as numbers, English titles, a theme column, a spreadsheet table."""
    missing = {'5.2', '5.20', '6.8', '7.1'}
    s = Sheet(('Statement of applicability', 'Theme', 'Control no.', 'Control title', 'Applicable', 'Implemented', 'Justification'))
    for id_, _, en, above in C2022:
        if id_ not in missing:
            s.line(above[0][2], id_ if id_.endswith('0') else float(id_), en, 'Yes', 'Yes', 'Risk assessment')
    s.ws.add_table(Table(displayName='Soa', ref='A3:F%d' % s.row))
    return s.save(folder, 'numbers.xlsx'), C2022, missing, lambda c, row: (c[3][0][2], c[0] if c[0].endswith('0') else float(c[0]), c[2]), {}


def editions(folder):
    """The edition of 2013, a formula in a column, a column of people's own groups, whose words are theirs alone."""
    missing = {'A.5.1.2', 'A.6.1.1', 'A.6.2.1', 'A.6.2.2', 'A.18.2.3'}
    s = Sheet(('適用宣言書', '分類', '番号', '管理策', '適用', '実施', '理由', '文字数'))
    for id_, ja, _, above in C2013:
        if id_ not in missing:
            row = s.line('グループ' + id_[2], id_[2:], ja, '○', '○', '必要')
            s.put(7, '=LEN(C%d)' % row)
    return s.save(folder, 'editions.xlsx'), C2013, missing, lambda c, row: (None, c[0][2:], c[1], None, None, None, '=LEN(C%d)' % row), {}


def lines(folder):
    """Full-width numbers; reasons that go on in a line below; a theme merged over its rows; an excluded control greyed out."""
    missing = {'5.3', '5.10', '5.37', '6.4', '6.8'}
    wide = lambda text: ''.join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
    s = Sheet(('適用宣言書', 'テーマ', '番号', '管理策', '適用', '理由'))
    starts = {}
    for id_, ja, _, above in C2022:
        if id_ in missing:
            continue
        row = s.line(None, wide(id_), ja, '×' if id_ == '5.9' else '○', '対象がない' if id_ == '5.9' else '必要')
        if id_ == '5.9':
            for cell in s.ws[row]:
                cell.fill = GREY
        starts.setdefault(above[0][1], [row, row])[1] = row
        if id_ == '5.2':
            s.line(None, None, None, None, '二行目の理由')
            starts[above[0][1]][1] = s.row
    for theme, (first, last) in starts.items():
        s.ws.cell(first, 1).value = theme
        s.ws.merge_cells(start_row=first, end_row=last, start_column=1, end_column=1)
    # Within the merged cell of their theme nothing is written; behind it the theme is.
    written = lambda c, row: ((c[3][0][1] if c[0] in ('5.37', '6.8') else None), wide(c[0]), c[1])
    return s.save(folder, 'lines.xlsx'), C2022, missing, written, {}


def rows_of(ws):
    return {r: [ws.cell(r, c) for c in range(1, ws.max_column + 1)] for r in range(1, ws.max_row + 1)}


def control_rows(ws, entries):
    """{row: id} of a sheet as people read it."""
    ids = {}
    for id_, *_ in entries:
        for form in (id_, id_.replace('A.', ''), 'A.' + id_):
            ids[form] = id_
    out = {}
    for row in range(4, ws.max_row + 1):
        for column in (1, 2):
            value = ws.cell(row, column).value
            text = unicodedata.normalize('NFKC', str(value)) if value is not None else ''
            if text in ids:
                out[row] = ids[text]
    return out


def run(daicho, *arguments):
    done = subprocess.run([daicho, 'refresh', *arguments], capture_output=True, text=True, encoding='utf8')
    return done


def check(daicho, folder, make):
    path, entries, missing, written, corrected = make(folder)
    name, after = os.path.basename(path), path.replace('.xlsx', '.after.xlsx')
    wrong = []

    def same(what, wanted, found):
        if wanted != found and len(wrong) < 12:
            wrong.append('%s, %s: must be %r, is %r' % (name, what, wanted, found))
    dry, real = after + '.dry.json', after + '.json'
    did = run(daicho, path, '-n', '--add-missing', '--json', dry, '--fail-on', 'never')
    same('dry run', (0, False), (did.returncode, os.path.exists(after)))
    did = run(daicho, path, '-o', after, '--add-missing', '--json', real, '--fail-on', 'never')
    same('exit', 0, did.returncode)
    if did.returncode:
        return wrong + [did.stdout[-500:] + did.stderr[-500:]]
    with open(dry, encoding='utf8') as a, open(real, encoding='utf8') as b:
        planned, report = json.load(a), json.load(b)
    for part in ('edits', 'findings', 'inserted', 'summary'):
        same('dry run, ' + part, planned[part], report[part])
    before, now = openpyxl.load_workbook(path)['SoA'], openpyxl.load_workbook(after)['SoA']
    controls = control_rows(now, entries)
    same('controls', [e[0] for e in entries], [controls[r] for r in sorted(controls)])
    new = {row: id_ for row, id_ in controls.items() if id_ in missing}
    by_id = {e[0]: e for e in entries}
    same('report', [(r, id_) for r, id_ in sorted(new.items())], [(i['row'], i['control']) for i in report['inserted']])
    same('findings', (0, len(missing)), tuple(sum(f['code'] == code for f in report['findings']) for code in ('control-missing', 'control-added')))
    # Every old row, in the old order, with all of its cells and looks.
    left = [r for r in range(1, now.max_row + 1) if r not in new]
    same('rows', before.max_row + len(missing), now.max_row)
    shifted = {old: r for old, r in zip(range(1, before.max_row + 1), left)}
    for old, cells in rows_of(before).items():
        for cell in cells:
            found = now.cell(shifted[old], cell.column)
            value = cell.value
            if isinstance(value, str) and value.startswith('='):
                continue  # told below
            number = before.cell(old, 1).value
            if cell.column == 2 and number in corrected:
                value = corrected[number]
            same('%s at %s' % (cell.coordinate, found.coordinate), value, found.value)
            same('look of %s' % cell.coordinate, look(cell)[1:], look(found)[1:])
        same('height of row %d' % old, before.row_dimensions[old].height, now.row_dimensions[shifted[old]].height)
    # A new row says whose it is, and nothing else; it looks like a neighbour.
    for row, id_ in new.items():
        values = [now.cell(row, c).value for c in range(1, now.max_column + 1)]
        wanted = list(written(by_id[id_], row))
        same('row %d' % row, wanted + [None] * (len(values) - len(wanted)), values)
        neighbours = {tuple(str(look(now.cell(r, c))[1:]) for c in range(2, 6)) for r in controls if r not in new and now.cell(r, 4).value != '×'}
        same('look of row %d' % row, True, tuple(str(look(now.cell(row, c))[1:]) for c in range(2, 6)) in neighbours)
    edits = {(e['sheet'], e['cell']): e for e in report['edits']}
    for one in report['inserted']:
        same('edit of %s' % one['cell'], None, edits[one['sheet'], one['cell']]['old'])
    did = run(daicho, after, '-n', '--add-missing', '--json', '-', '--fail-on', 'never')
    again = json.loads(did.stdout)
    same('again', ([], []), (again['inserted'], again['edits']))
    return wrong


def followed(daicho, folder):
    """Formulas, lists and rules go with the rows of `sections`."""
    now = openpyxl.load_workbook(os.path.join(folder, 'sections.after.xlsx'))
    ws, wrong = now['SoA'], []
    last = 3 + 4 + 93
    wanted = {'formula below': (ws.cell(last + 2, 3).value, '=COUNTIF(C4:C%d,"○")' % last), 'formula beside': (ws['H3'].value, '=C%d' % (last + 2)),
              'formula elsewhere': (now['別紙']['A1'].value, '=SoA!B32&SoA!A%d' % (last - 1)),
              'comment': (ws['B22'].comment and ws['B22'].comment.text, 'メモ'), 'print area': (ws.print_area, ['$A$1:$F$%d' % last]),
              'drop-down list': (str(ws.data_validations.dataValidation[0].sqref), 'C4:C%d' % last),
              'colours': ([str(f.sqref) for f in ws.conditional_formatting], ['A4:F%d' % last]), 'frozen': (ws.freeze_panes, 'A4'),
              'headings': (len(ws.merged_cells.ranges), 4)}
    table = openpyxl.load_workbook(os.path.join(folder, 'numbers.after.xlsx'))['SoA'].tables['Soa']
    wanted['table'] = (table.ref, 'A3:F%d' % (3 + 93))
    return ['%s: must be %r, is %r' % (what, must, found) for what, (found, must) in wanted.items() if found != must]


def together(daicho, folder):
    """With notes, a summary, and results of a register in the same run."""
    path = os.path.join(folder, 'sections.xlsx')
    after = os.path.join(folder, 'together.xlsx')
    did = run(daicho, path, '-o', after, '--add-missing', '--notes', '--fail-on', 'never')
    if did.returncode:
        return ['together: %d %s' % (did.returncode, did.stderr)]
    ws = openpyxl.load_workbook(after)['SoA']
    controls = {id_: row for row, id_ in control_rows(ws, C2022).items()}
    notes = {cell.coordinate: cell.comment.text for line in ws.iter_rows() for cell in line if cell.comment}
    wrong = []
    if notes.get('B22') != 'メモ':
        wrong.append('together: the note of people is %r' % notes.get('B22'))
    for id_ in ('5.7', '7.14', '8.34'):
        if not notes.get('C%d' % controls[id_]):
            wrong.append('together: nothing is noted on the new row of %s' % id_)
    return wrong


def refused(daicho, folder):
    """What cannot be is told, and nothing is written."""
    wrong = []
    book = openpyxl.load_workbook(os.path.join(folder, 'sections.xlsx'))
    book['SoA']['J5'] = '=B5:B50'
    book['SoA'].formula_attributes['J5'] = {'t': 'array', 'ref': 'J5:J50'}
    path = os.path.join(folder, 'array.xlsx')
    book.save(path)
    for extra in ((), ('-n',)):
        did = run(daicho, path, '--add-missing', '--json', '-', *extra)
        report = json.loads(did.stdout)
        codes = [f['code'] for f in report['findings']]
        if did.returncode != 5 or 'rows-refused' not in codes or os.path.exists(path.replace('.xlsx', '.refreshed.xlsx')):
            wrong.append('array %s: %d %s' % (extra, did.returncode, codes[:3]))
        if codes.count('control-missing') != 19 or report['inserted']:
            wrong.append('array %s: the workbook is told of as if rows were there' % (extra,))
    parts = openpyxl.Workbook()
    parts.remove(parts.active)
    for theme in '5678':
        ws = parts.create_sheet('SoA ' + theme)
        ws.append(['管理策番号', '管理策', '適用', '実施', '理由'])
        for id_, ja, _, _ in C2022:
            if id_.startswith(theme) and id_ != '5.7':
                ws.append([id_, ja, '○', '○', '必要'])
    path = os.path.join(folder, 'parts.xlsx')
    parts.save(path)
    did = run(daicho, path, '--add-missing', '--json', '-', '--fail-on', 'never')
    report = json.loads(did.stdout)
    if report['inserted'] or sum(f['code'] == 'controls-not-added' for f in report['findings']) != 4:
        wrong.append('parts: rows were added to a statement of several sheets')
    return wrong


def main():
    daicho, wrong = os.path.abspath(sys.argv[1]), []
    with tempfile.TemporaryDirectory() as folder:
        for make in (sections, numbers, editions, lines):
            wrong += check(daicho, folder, make)
        wrong += followed(daicho, folder) + together(daicho, folder) + refused(daicho, folder)
        if '--keep' in sys.argv:
            subprocess.run(['cp', '-r', folder, sys.argv[-1]])
    for line in wrong:
        print('FAIL ' + line)
    print('rows for missing controls: %s' % ('faulty' if wrong else 'in their places'))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
