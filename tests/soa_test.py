#!/usr/bin/python3
"""Statements of applicability of 2022, 2013 and 2003 with planted faults: each is found at its cell and nowhere else, titles are filled in
from the catalogues as this script reads them itself, the counts agree with what was planted, and nothing else of the file changes.

  soa_test.py DAICHO
"""
import collections
import datetime
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import openpyxl
import xlsxwriter

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, 'data'))
import make_layouts as layouts  # noqa: E402

CHECK = os.path.join(HERE, 'tools', 'check_roundtrip.py')
NS = '{urn:daicho:catalogue:1}'
NOT_FAULTS = {'soa-edition', 'treatment-controls-unnumbered'}


def run(daicho, *args):
    return subprocess.run([daicho, *args], capture_output=True, text=True, encoding='utf8')


def catalogue(name, level):
    """(id, title in Japanese, title in English, id at the top) of the entries on one level, in printed order."""
    root = ET.parse(os.path.join(HERE, '..', 'catalog', 'catalogues', name + '.xml')).getroot()
    out = []
    for top in root.findall(NS + 'entry'):
        for entry in [top, *top.iter(NS + 'entry')]:
            if entry.get('level') == level:
                out.append((entry.get('id'), entry.get('ja'), entry.get('en'), top.get('id')))
    return out


class Statement:
    """A workbook with one row for each control, faultless at first, and what is expected of the program."""

    def __init__(self, sheet, headings, rows):
        self.book = openpyxl.Workbook()
        self.sheet = self.book.active
        self.sheet.title = sheet
        self.sheet.append([sheet])
        self.sheet.append([])
        self.sheet.append(headings)
        self.row = {}
        for row in rows:
            self.sheet.append(row)
            self.row[str(row[0])] = self.sheet.max_row
        self.findings, self.edits = collections.Counter(), {}

    def put(self, control, column, value, number_format=None):
        cell = self.sheet['%s%d' % (column, self.row[control])]
        cell.value = value
        if number_format:
            cell.number_format = number_format

    def expect(self, code, control, column, sheet=None):
        self.findings[code, sheet or self.sheet.title, '%s%d' % (column, self.row[control])] += 1

    def fill(self, control, column, value):
        self.edits[self.sheet.title, '%s%d' % (column, self.row[control])] = value


def statement_2022():
    """17 faults. The number 5.1 stands for 5.1 and for 5.10; 5.2 for 5.20; a date for 6.3."""
    rows = catalogue('iso27001-2022', 'control')
    heads = ['管理策番号', '管理策', '適用', '実施', '理由', '規程・手順書', '関連するリスク', '備考']
    s = Statement('適用宣言書', heads, [[n, ja, '○', '○', 'リスクアセスメントの結果', '情報管理規程', None, None] for n, ja, _, _ in rows])
    title = {n: ja for n, ja, _, _ in rows}
    s.put('5.1', 'A', 5.0999999999999996)
    s.put('5.10', 'A', 5.1)
    s.expect('control-number-misread', '5.10', 'A')
    s.put('5.20', 'A', 5.2)
    s.expect('control-number-misread', '5.20', 'A')
    s.put('5.30', 'A', 5.3, '0.00')  # shows 5.30, and is right
    s.put('6.3', 'A', datetime.datetime(2026, 6, 3), 'm"月"d"日"')
    s.expect('control-number-misread', '6.3', 'A')
    s.put('5.2', 'B', None)
    s.fill('5.2', 'B', title['5.2'])
    s.put('5.3', 'B', title['5.3'].replace('離', '理'))
    s.expect('control-title-corrected', '5.3', 'B')
    s.fill('5.3', 'B', title['5.3'])
    s.put('5.4', 'B', title['8.17'])
    s.expect('control-number-differs', '5.4', 'A')
    for column, value in zip('CDE', ('×', None, None)):
        s.put('5.5', column, value)
    s.expect('excluded-without-reason', '5.5', 'E')
    s.fill('5.5', 'D', 'ー')
    s.put('5.6', 'C', '×')
    s.expect('excluded-but-done', '5.6', 'D')
    s.put('5.7', 'D', 'ー')
    s.expect('applied-but-not-due', '5.7', 'D')
    s.put('5.8', 'D', None)
    s.expect('applied-without-status', '5.8', 'D')
    s.put('5.9', 'E', '－')
    s.expect('applied-without-reason', '5.9', 'E')
    s.put('5.11', 'D', '未')
    s.expect('control-open', '5.11', 'D')
    s.put('5.12', 'F', None)
    s.expect('control-undocumented', '5.12', 'F')
    s.put('5.13', 'C', None)
    s.expect('applicability-undecided', '5.13', 'C')
    s.put('5.14', 'C', '多分')
    s.expect('state-not-read', '5.14', 'C')
    s.put('8.34', 'A', '8.33')
    s.put('8.34', 'B', title['8.33'])
    s.expect('control-twice', '8.34', 'A')
    s.expect('control-missing', '8.34', 'A')  # told where the row belongs: behind 8.33
    s.put('7.14', 'A', '7.15')
    s.put('7.14', 'B', '知らない管理策')
    s.expect('control-unknown', '7.14', 'A')
    s.expect('control-missing', '7.13', 'A')
    s.counts = {'5': dict(controls=37, applied=33, excluded=2, implemented=30, not_yet=1, missing=0), '6': dict(controls=8, applied=8),
                '7': dict(controls=13, missing=1), '8': dict(controls=33, missing=1), None: dict(controls=91, applied=87, missing=2)}
    s.catalogue = 'iso27001-2022'
    return s


def statement_2013():
    """In English; headings are numbers (5.1 as 5.0999…), controls texts with and without A., and dates where Excel took 5.1.1 for a day."""
    rows = catalogue('iso27001-2013', 'control')
    objectives = {n: en for n, _, en, _ in catalogue('iso27001-2013', 'objective')}
    lines, seen = [], set()
    for n, _, en, _ in rows:
        above = n.rpartition('.')[0]
        if above not in seen:
            seen.add(above)
            lines.append([float(above[2:]), objectives[above], None, None, None, None, None])
        lines.append([n, en, 'Yes', 'Done', None, 'x', 'Information security manual'])
    heads = ['Control', 'Title', 'Applicable?', 'Status', 'Justification for exclusion', 'RRA', 'Documents']
    s = Statement('SoA', heads, lines)
    s.put('A.5.1.1', 'A', datetime.datetime(2005, 1, 1), 'yyyy/m/d')
    s.expect('control-number-misread', 'A.5.1.1', 'A')
    s.put('A.9.4.5', 'A', '9.4.5')
    s.put('A.12.4.4', 'A', datetime.datetime(2012, 4, 4), 'yyyy/m/d')
    s.expect('control-number-misread', 'A.12.4.4', 'A')
    title = {n: en for n, _, en, _ in rows}
    s.put('A.6.1.2', 'B', None)
    s.fill('A.6.1.2', 'B', title['A.6.1.2'])
    s.put('A.6.2.1', 'B', title['A.6.2.1'] + 's')
    s.expect('control-title-corrected', 'A.6.2.1', 'B')
    s.fill('A.6.2.1', 'B', title['A.6.2.1'])
    s.put('A.14.2.7', 'C', 'Excluded')
    s.put('A.14.2.7', 'D', None)
    s.put('A.14.2.7', 'F', None)
    s.expect('excluded-without-reason', 'A.14.2.7', 'E')
    s.fill('A.14.2.7', 'D', '–')
    s.put('A.11.1.6', 'C', 'No')
    s.put('A.11.1.6', 'E', 'There is no loading area')
    s.expect('excluded-but-done', 'A.11.1.6', 'D')
    s.put('A.7.2.3', 'D', 'N/A')
    s.expect('applied-but-not-due', 'A.7.2.3', 'D')
    s.put('A.8.1.1', 'D', None)
    s.expect('applied-without-status', 'A.8.1.1', 'D')
    s.put('A.8.1.2', 'F', None)
    s.expect('applied-without-reason', 'A.8.1.2', 'F')
    s.put('A.8.1.3', 'G', None)
    s.expect('control-undocumented', 'A.8.1.3', 'G')
    s.put('A.8.1.4', 'D', 'Planned')
    s.expect('control-open', 'A.8.1.4', 'D')
    s.put('A.8.2.1', 'C', None)
    s.expect('applicability-undecided', 'A.8.2.1', 'C')
    s.put('A.8.2.2', 'C', 'perhaps')
    s.expect('state-not-read', 'A.8.2.2', 'C')
    s.put('A.10.1.2', 'A', 'A.10.1.1')
    s.put('A.10.1.2', 'B', title['A.10.1.1'])
    s.expect('control-twice', 'A.10.1.2', 'A')
    s.expect('control-missing', 'A.10.1.2', 'A')
    s.put('A.18.2.3', 'A', 'A.18.3.1')
    s.put('A.18.2.3', 'B', 'A control of our own')
    s.expect('control-unknown', 'A.18.2.3', 'A')
    s.expect('control-missing', 'A.18.2.2', 'A')
    s.put('A.17.2.1', 'B', title['A.12.6.1'])
    s.expect('control-number-differs', 'A.17.2.1', 'A')
    s.counts = {'A.8': dict(controls=10, applied=8, implemented=6, not_yet=1, missing=0), 'A.10': dict(controls=1, missing=1),
                None: dict(controls=112, excluded=2, missing=2)}
    s.catalogue = 'iso27001-2013'
    return s


def statement_2003():
    """By controls of JIS X 5080, three levels of rows; an exclusion needs the acceptance of the risk on record (004)."""
    rows = catalogue('isms-2003', 'control')
    heads = ['項番', '管理策', '採否', '実施状況', '採用理由', '適用除外の理由', 'リスク受容の承認', '関連文書']
    s = Statement('適用宣言書', heads, [[n, ja, '採用', '実施済', 'リスク対応', None, None, '情報セキュリティ規程'] for n, ja, _, _ in rows])
    title = {n: ja for n, ja, _, _ in rows}

    def exclude(control, reason, accepted):
        for column, value in zip('CDEFG', ('除外', None, None, reason, accepted)):
            s.put(control, column, value)
        s.fill(control, 'D', 'ー')

    exclude('4.2.2', '第三者に接続を許していない', '○')
    exclude('4.3.1', '外部委託をしない', None)
    s.expect('exclusion-not-accepted', '4.3.1', 'G')
    exclude('9.8.2', None, '○')
    s.expect('excluded-without-reason', '9.8.2', 'F')
    exclude('9.8.1', '持ち出さない。2026年4月、CISO承認', None)  # the acceptance stands in the reason
    s.put('3.1.1', 'A', datetime.datetime(2003, 1, 1), 'yyyy/m/d')
    s.expect('control-number-misread', '3.1.1', 'A')
    s.put('7.1.1', 'B', None)
    s.fill('7.1.1', 'B', title['7.1.1'])
    s.put('8.1.1', 'B', title['10.3.1'])
    s.expect('control-number-differs', '8.1.1', 'A')
    s.put('8.3.1', 'D', '対象外')
    s.expect('applied-but-not-due', '8.3.1', 'D')
    s.put('8.4.1', 'D', None)
    s.expect('applied-without-status', '8.4.1', 'D')
    s.put('8.4.2', 'E', None)
    s.expect('applied-without-reason', '8.4.2', 'E')
    s.put('8.5.1', 'H', None)
    s.expect('control-undocumented', '8.5.1', 'H')
    s.put('8.6.1', 'D', '未実施')
    s.expect('control-open', '8.6.1', 'D')
    s.put('8.6.2', 'C', None)
    s.expect('applicability-undecided', '8.6.2', 'C')
    s.put('9.1.1', 'C', '検討中')
    s.expect('state-not-read', '9.1.1', 'C')
    s.put('12.3.2', 'A', '12.3.1')
    s.put('12.3.2', 'B', title['12.3.1'])
    s.expect('control-twice', '12.3.2', 'A')
    s.expect('control-missing', '12.3.2', 'A')
    s.put('11.1.5', 'A', '11.1.9')
    s.put('11.1.5', 'B', '会社が決めた管理策')
    s.expect('control-unknown', '11.1.5', 'A')
    s.expect('control-missing', '11.1.4', 'A')
    s.put('5.1.1', 'C', '不採用')
    s.put('5.1.1', 'F', '承認済み')
    s.expect('excluded-but-done', '5.1.1', 'D')
    s.counts = {'4': dict(controls=10, excluded=2, applied=8), '9': dict(controls=31, excluded=2), None: dict(controls=125, excluded=5, missing=2)}
    s.catalogue = 'isms-2003'
    return s


def compare(name, s, result, wrong):
    found = collections.Counter((f['code'], f['sheet'], f['cell']) for f in result['findings'] if f['sheet'] and f['code'] not in NOT_FAULTS)
    for key in (found - s.findings):
        wrong.append('%s: %s at %s!%s was not planted' % (name, *key))
    for key in (s.findings - found):
        wrong.append('%s: %s at %s!%s was not found' % (name, *key))
    edits = {(e['sheet'], e['cell']): e['new'] for e in result['edits']}
    for place in sorted(set(edits) | set(s.edits)):
        if edits.get(place) != s.edits.get(place):
            wrong.append('%s: %s!%s becomes %r, must become %r' % (name, *place, edits.get(place), s.edits.get(place)))
    read = result['summary']['applicability'][0]
    if (read['catalogue'], read['sheet']) != (s.catalogue, s.sheet.title):
        wrong.append('%s: read as %s on %s' % (name, read['catalogue'], read['sheet']))
    counts = {c['id']: c for c in read['counts']}
    for heading, wanted in s.counts.items():
        for what, number in wanted.items():
            if counts[heading][what] != number:
                wrong.append('%s: %s of %s is %s, not %s' % (name, what, heading or 'all', counts[heading][what], number))


def refreshed(daicho, folder, name, s, wrong):
    path, out = os.path.join(folder, name + '.xlsx'), os.path.join(folder, name + '.out.xlsx')
    s.book.save(path)
    report = os.path.join(folder, name + '.json')
    ran = run(daicho, 'refresh', path, '-o', out, '--json', report, '--lang', 'ja')
    if ran.returncode not in (0, 1) or not os.path.exists(out):
        wrong.append('%s: exit %d\n%s' % (name, ran.returncode, ran.stderr))
        return
    with open(report, encoding='utf8') as f:
        compare(name, s, json.load(f), wrong)
    allow = [a for sheet, cell in s.edits for a in ('--allow', "%s!%s" % (sheet, cell))]
    proof = subprocess.run([sys.executable, CHECK, path, out, *allow], capture_output=True, text=True, encoding='utf8')
    if proof.returncode:
        wrong.append('%s: more than the expected cells changed\n%s' % (name, proof.stdout))
    after = openpyxl.load_workbook(out)
    for (sheet, cell), value in s.edits.items():
        if after[sheet][cell].value != value:
            wrong.append('%s: %s!%s holds %r in the file' % (name, sheet, cell, after[sheet][cell].value))
    again = run(daicho, 'refresh', out, '-o', path, '--force', '--json', report, '--lang', 'ja')
    with open(report, encoding='utf8') as f:
        if again.returncode not in (0, 1) or json.load(f)['edits']:
            wrong.append('%s: a second refresh changes something' % name)


def with_risks(daicho, folder, wrong):
    """A book with a risk report and a statement: the risks stand with the controls they ask for, excluded and absent ones are errors."""
    path = os.path.join(folder, 'risks.xlsx')
    controls = ['5.15 アクセス制御\n８．５', '8.7', '7.4', 'A.5.15\n6.6', '入退室の記録']
    risks = [('資産', '外部', '機密性', 'できごと', 3, 2, None, None, control, (2, 1)) for control in controls]
    wb = xlsxwriter.Workbook(path)
    report, soa = wb.add_worksheet('リスクアセスメント結果報告書'), wb.add_worksheet('適用宣言書')
    layouts.write_report(wb, report, risks)
    soa.write_row(0, 0, ['管理策番号', '管理策', '適用', '実施', '理由', '規程・手順書', '関連するリスク'])
    rows = [r for r in catalogue('iso27001-2022', 'control') if r[0] != '6.6']
    at = {n: k + 2 for k, (n, *_) in enumerate(rows)}
    for k, (n, ja, _, _) in enumerate(rows):
        soa.write_row(k + 1, 0, [n, ja, '×' if n == '8.7' else '○', 'ー' if n == '8.7' else '○', 'リスク', '規程', '9' if n == '7.4' else None])
    wb.close()
    result = json.loads(run(daicho, 'check', path, '--json', '-', '--lang', 'ja').stdout)
    asked = {'5.15': '1、4', '8.5': '1', '8.7': '2', '7.4': '3'}
    edits = {e['cell']: e['new'] for e in result['edits'] if e['sheet'] == '適用宣言書'}
    if edits != {'G%d' % at[n]: risks for n, risks in asked.items()}:
        wrong.append('risks of each control: %s' % edits)
    report = {(f['code'], f['cell']) for f in result['findings'] if f['code'].startswith('treatment-control')}
    # The report's controls stand in column P, its first risk on row 5.
    wanted = {('treatment-control-excluded', 'P6'), ('treatment-control-missing', 'P8'), ('treatment-controls-unnumbered', None)}
    if report != wanted:
        wrong.append('treatments: %s' % sorted(report, key=str))


def main():
    daicho, wrong = sys.argv[1], []
    with tempfile.TemporaryDirectory() as folder:
        for name, s in (('2022', statement_2022()), ('2013', statement_2013()), ('2003', statement_2003())):
            refreshed(daicho, folder, name, s, wrong)
        with_risks(daicho, folder, wrong)
    for line in wrong:
        print('FAIL', line)
    print('%s: statements of applicability' % ('FAIL' if wrong else 'ok'))
    return 1 if wrong else 0


sys.exit(main())
