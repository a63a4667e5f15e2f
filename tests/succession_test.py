#!/usr/bin/python3
"""Takes statements of applicability of 2003 and 2013 to 2022 and compares every row with an independent reading of the crosswalks;
proves that the old sheets stay as they are and that every old row is accounted for.

  succession_test.py DAICHO
"""
import collections
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
CATALOG = os.path.join(HERE, '..', 'catalog')
CHECK = os.path.join(HERE, 'tools', 'check_roundtrip.py')
NS = '{urn:daicho:catalogue:1}'
NEW, LEFT, RECORD = '適用宣言書（2022）', '後継のない管理策', '移行の記録'
OLD = '適用宣言書'
RANK = {'未': 0, '': 1, '一部': 2, '○': 3}  # how far, the least first; nothing said may be less than what is said


def run(daicho, *args):
    return subprocess.run([daicho, *args], capture_output=True, text=True, encoding='utf8')


def controls(catalogue):
    """The controls of a catalogue in printed order: id -> Japanese title."""
    root = ElementTree.parse(os.path.join(CATALOG, 'catalogues', catalogue + '.xml')).getroot()
    return {e.get('id'): e.get('ja') for e in root.iter(NS + 'entry') if e.get('level') == 'control'}


def steps(name):
    """old id -> [(new id, relation)]"""
    out = {}
    for node in ElementTree.parse(os.path.join(CATALOG, 'crosswalks', name + '.xml')).getroot():
        if node.tag == NS + 'map':
            out.setdefault(node.get('from'), []).extend((to, node.get('relation')) for to in node.get('to').split())
        elif node.tag == NS + 'none':
            out.setdefault(node.get('from'), [])
    return out


def leads(edition):
    """old id -> the ids of 2022, in order"""
    last = {old: [new for new, _ in to] for old, to in steps('iso27001-2013_iso27001-2022').items()}
    if edition == '2013':
        return last
    first = steps('isms-2003_iso27001-2013')
    return {old: list(dict.fromkeys(new for between, _ in to for new in last[between])) for old, to in first.items()}


def row_of(position, number, title):
    """What the old statement says: mixed, so that rows which come together agree here and differ there."""
    applied = '×' if position % 11 == 5 else 'P' if position % 13 == 7 else '○'
    done = 'ー' if applied == '×' else '未' if position % 7 == 3 else '一部' if position % 9 == 4 else '○'
    reason = '社内で行わない %d' % position if applied == '×' else ('契約による' if position % 3 else 'リスクアセスメントの結果')
    document = 'アクセス管理規程' if position % 4 else 'セキュリティ基本規程'
    return [number, title, applied, done, reason, document, '備考%d' % position if position % 10 == 0 else None]


HEADINGS = ['管理策番号', '管理策', '適用', '実施', '理由', '規程・手順書', '備考']


def make(path, edition):
    """2013: numbers without A., as people write them. 2003: as printed, with a row that is no control of the catalogue."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = OLD
    sheet['A1'] = '適用宣言書'
    sheet.append([])
    sheet.append(HEADINGS)
    rows = {}
    catalogue = {'2013': 'iso27001-2013', '2003': 'isms-2003'}[edition]
    for position, (number, title) in enumerate(controls(catalogue).items()):
        row = row_of(position, number, title)
        rows[number] = row
        sheet.append([number[2:] if edition == '2013' else number] + row[1:])
    own = ['99.9.9', '自社の取り決め', '○', '○', '親会社の求め', 'グループ規程', None]
    if edition == '2003':
        sheet.append(own)
        rows['99.9.9'] = own
    other = book.create_sheet('メモ')
    other['B2'] = '=1+1'
    book.save(path)
    return rows


def table(sheet, first):
    """heading -> value, a dict a row, below the row whose first cell is `first`."""
    top = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == first)
    heads = [c.value for c in sheet[top]]
    return [dict(zip(heads, ('' if c.value is None else c.value for c in row))) for row in sheet.iter_rows(min_row=top + 1)]


def decided(rows):
    """(適用, 実施) of a new control by its old rows, as the brief rules say: careful where they differ."""
    applied = [r[2] for r in rows]
    if len(set(applied)) == 1:
        out = applied[0]
    else:
        out = 'P'  # here every row says something, and × beside ○, or P beside anything, is partly
    live = [r[3] for r in rows if r[2] != '×'] or [r[3] for r in rows]
    return out, live[0] if len(set(live)) == 1 else min(live, key=lambda s: RANK[s])


def lines_hold(cell, wanted):
    """Every text wanted stands in the cell."""
    return all(text in cell for text in wanted if text)


def compare(book, rows, edition):
    wrong = []
    lead = leads(edition)
    origins = collections.defaultdict(list)
    for old in rows:
        for new in lead.get(old, []):
            origins[new].append(old)
    new_titles = controls('iso27001-2022')
    made = table(book[NEW], '管理策番号')
    if [r['管理策番号'] for r in made] != list(new_titles):
        wrong.append('numbers: %r' % [r['管理策番号'] for r in made][:12])
    for r in made:
        number, from_old = r['管理策番号'], origins[r['管理策番号']]
        if not isinstance(number, str) or r['管理策'] != new_titles.get(number):
            wrong.append('%r is called %r' % (number, r['管理策']))
        if not from_old:
            if r['旧番号'] != '新規' or r['適用'] or r['実施'] or r['理由'] or not r['要確認'].startswith('要確認'):
                wrong.append('%s is new: %r' % (number, r))
            continue
        wanted = decided([rows[o] for o in from_old])
        if (r['適用'], r['実施']) != wanted:
            wrong.append('%s from %s is %r, must be %r' % (number, from_old, (r['適用'], r['実施']), wanted))
        if r['旧番号'].split('、') != from_old:
            wrong.append('%s comes from %r, must be %r' % (number, r['旧番号'], from_old))
        for field, at in (('理由', 4), ('規程・手順書', 5), ('備考', 6)):
            texts = [rows[o][at] or '' for o in from_old]
            same = len(set(texts)) == 1
            if same and r[field] != texts[0] or not lines_hold(r[field], texts):
                wrong.append('%s %s: %r from %r' % (number, field, r[field], texts))
            if not same and not lines_hold(r[field], [o for o, text in zip(from_old, texts) if text]):
                wrong.append('%s %s does not name its rows: %r' % (number, field, r[field]))
        differs = len({rows[o][2] for o in from_old}) > 1
        if differs and not r['要確認'].startswith('要確認'):
            wrong.append('%s: applicability differs, not told' % number)
    return wrong + compare_lists(book, rows, lead)


def compare_lists(book, rows, lead):
    """Each old row stands in the record once for each place it goes to, or once, and then on the list of those left."""
    wrong = []
    record = [r for r in table(book[RECORD], '旧番号')]
    told = collections.Counter((r['旧番号'], r['新番号']) for r in record if r['旧番号'] not in ('', '新規'))
    wanted = collections.Counter((old, new) for old in rows for new in (lead.get(old) or ['']))
    if told != wanted:
        wrong.append('record: %r too few, %r too many' % (list((wanted - told))[:5], list((told - wanted))[:5]))
    left = [r['旧番号'] for r in table(book[LEFT], '旧番号')]
    if left != [old for old in rows if not lead.get(old)]:
        wrong.append('left: %r' % left)
    for r in record:
        if r['旧番号'] in rows:
            old = rows[r['旧番号']]
            if [r['管理策'], r['適用'], r['実施'], r['理由'], r['規程・手順書']] != old[1:6]:
                wrong.append('record of %s: %r' % (r['旧番号'], r))
    return wrong


def untouched(before, after):
    with zipfile.ZipFile(before) as a, zipfile.ZipFile(after) as b:
        new = set(b.namelist()) - set(a.namelist())
        gone = set(a.namelist()) - set(b.namelist())
    lists = {'[Content_Types].xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/sharedStrings.xml'}
    allow = [x for part in sorted(new | lists) for x in ('--allow-part', part)]
    proof = subprocess.run([sys.executable, CHECK, before, after, *allow], capture_output=True, text=True, encoding='utf8')
    return ['round trip: ' + proof.stdout.strip()[-400:]] * bool(proof.returncode) + ['lost %s' % part for part in gone]


def known_again(daicho, out, folder):
    """The new sheet is read as a statement of 2022, and is not migrated twice."""
    wrong = []
    again = json.loads(run(daicho, 'check', out, '--json', '-', '--fail-on', 'never').stdout)
    sheets = [s['name'] for s in again['sheets'] if s['form'] == 'statement-of-applicability']
    if sheets != [OLD, NEW]:
        wrong.append('read again: %r' % sheets)
    twice = run(daicho, 'convert', out, '--migrate', 'iso27001-2022', '-o', os.path.join(folder, 'twice.xlsx'))
    if twice.returncode != 4 or os.path.exists(os.path.join(folder, 'twice.xlsx')):
        wrong.append('migrated twice: exit %d' % twice.returncode)
    return wrong


def refused(daicho, folder):
    """A workbook without a statement is refused, and nothing is written."""
    book = openpyxl.Workbook()
    book.active['A1'] = 'メモ'
    path = os.path.join(folder, 'none.xlsx')
    book.save(path)
    done = run(daicho, 'convert', path, '--migrate', 'iso27001-2022', '--lang', 'ja')
    wrong = done.returncode != 4 or '適用宣言書が見つかりません' not in done.stdout
    return ['no statement: exit %d %s' % (done.returncode, done.stdout)] * wrong + ['written'] * (len(os.listdir(folder)) != 1)


def migrated(daicho, folder, edition):
    path = os.path.join(folder, 'soa.xlsx')
    rows = make(path, edition)
    done = run(daicho, 'convert', path, '--migrate', 'iso27001-2022', '--date', '2026-04-01', '--lang', 'ja')
    out = os.path.join(folder, 'soa.iso27001-2022.xlsx')
    if done.returncode != 0 or not os.path.exists(out):
        return ['exit %d: %s%s' % (done.returncode, done.stdout, done.stderr)]
    return compare(openpyxl.load_workbook(out), rows, edition) + untouched(path, out) + known_again(daicho, out, folder)


def main():
    daicho = os.path.abspath(sys.argv[1])
    wrong = []
    for name, test in (('2013', lambda f: migrated(daicho, f, '2013')), ('2003', lambda f: migrated(daicho, f, '2003')),
                       ('refused', lambda f: refused(daicho, f))):
        with tempfile.TemporaryDirectory() as folder:
            found = test(folder)
        print('%-4s %s' % ('FAIL' if found else 'ok', name))
        wrong += found
    for line in wrong[:30]:
        print('  ' + line)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
