#!/usr/bin/python3
"""Takes statements of applicability of 2003 and 2013 to a newer edition and compares every row with an independent reading of the
catalogues and crosswalks; proves that the old sheets stay as they are and that every old row is accounted for.

  succession_test.py DAICHO
"""
import collections
import datetime
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
LEFT, RECORD = '後継のない管理策', '移行の記録'
OLD = '適用宣言書'
RANK = {'未': 0, '': 1, '一部': 2, '○': 3}  # how far, the least first; nothing said may be less than what is said
RELATIONS = {'equal': '＝', 'part-of': '⊂', 'contains': '⊃', 'overlaps': '∩'}
HEADINGS = ['管理策番号', '管理策', '適用', '実施', '法令', '契約', '理由', '規程・手順書', '責任者', '実施日', '関連するリスク', '備考']
TEXTS = ['理由', '規程・手順書', '責任者', '備考']
IDS = {'2003': 'isms-2003', '2013': 'iso27001-2013', '2022': 'iso27001-2022'}


def run(daicho, *args):
    return subprocess.run([daicho, *args], capture_output=True, text=True, encoding='utf8')


def entries(catalogue, level):
    """The entries of one level in printed order: id -> Japanese title."""
    root = ElementTree.parse(os.path.join(CATALOG, 'catalogues', catalogue + '.xml')).getroot()
    return {e.get('id'): e.get('ja') for e in root.iter(NS + 'entry') if e.get('level') == level}


def statements_2003():
    """The 134 statements: id -> (title, control)"""
    root = ElementTree.parse(os.path.join(CATALOG, 'catalogues', 'isms-2003.xml')).getroot()
    return {s.get('id'): (s.get('ja'), c.get('id')) for c in root.iter(NS + 'entry') if c.get('level') == 'control' for s in c.iter(NS + 'entry')
            if s.get('level') == 'statement'}


def crosswalk(name):
    """old id -> [(new id, relation)]"""
    out = {}
    for node in ElementTree.parse(os.path.join(CATALOG, 'crosswalks', name + '.xml')).getroot():
        if node.tag == NS + 'map':
            out.setdefault(node.get('from'), []).extend((to, node.get('relation')) for to in node.get('to').split())
        elif node.tag == NS + 'none':
            out.setdefault(node.get('from'), [])
    return out


def leads(old, new):
    """old id -> {new id: the steps' relations along each way}, in the order of the crosswalks"""
    way = [(a, b) for a, b in (('2003', '2013'), ('2013', '2022')) if old <= a and b <= new]
    out = None
    for a, b in way:
        step = crosswalk('%s_%s' % (IDS[a], IDS[b]))
        if out is None:
            out = {o: [(n, [r]) for n, r in to] for o, to in step.items()}
        else:
            out = {o: [(n, rs + [r]) for between, rs in to for n, r in step[between]] for o, to in out.items()}
    merged = {}
    for o, to in out.items():
        merged[o] = collections.OrderedDict()
        for n, relations in to:
            merged[o].setdefault(n, []).append(relations)
    return merged


class Old:
    """An old statement: `rows` says what each row means, by the number it goes under; the sheet may store it otherwise."""

    def __init__(self, edition):
        self.edition, self.rows, self.control, self.stored = edition, collections.OrderedDict(), {}, {}

    def add(self, number, title, control=None, stored=None, **said):
        row = dict.fromkeys(HEADINGS, '')
        row.update({'管理策番号': number, '管理策': title, **said})
        self.rows[number] = row
        self.control[number] = control
        self.stored[number] = number if stored is None else stored

    def control_row(self, number, title, control=None, stored=None):
        """Mixed, so that rows which come together agree here and differ there."""
        k = len(self.rows)
        applied = '×' if k % 11 == 5 else 'P' if k % 13 == 7 else '○'
        done = 'ー' if applied == '×' else '未' if k % 7 == 3 else '一部' if k % 9 == 4 else '○'
        reason = '社内で行わない %d' % k if applied == '×' else ('契約による' if k % 3 else 'リスクアセスメントの結果')
        self.add(number, title, control or number, stored, 適用=applied, 実施=done, 法令='○' if k % 8 == 1 else '', 契約='○' if k % 5 == 2 else '',
                 理由=reason, **{'規程・手順書': 'アクセス管理規程' if k % 4 else 'セキュリティ基本規程', '責任者': '総務部長' if k % 6 else '情報システム部長',
                               '実施日': '' if k % 3 else ('2019-04-01' if k % 2 else '2021-10-01'),
                               '関連するリスク': '%d、%d' % (k % 17 + 1, k % 5 + 20) if k % 4 == 0 else '', '備考': '備考%d' % k if k % 10 == 0 else ''})

    def save(self, path):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = OLD
        sheet['A1'] = OLD
        sheet.append([])
        sheet.append(HEADINGS)
        for number, row in self.rows.items():
            cells = [self.stored[number]] + [row[h] or None for h in HEADINGS[1:]]
            at = HEADINGS.index('実施日')
            cells[at] = datetime.datetime.fromisoformat(cells[at]) if cells[at] else None
            sheet.append(cells)
            sheet.cell(sheet.max_row, at + 1).number_format = 'yyyy-mm-dd'
            if isinstance(self.stored[number], datetime.datetime):
                sheet.cell(sheet.max_row, 1).number_format = 'yyyy/m/d'
        book.create_sheet('メモ')['B2'] = '=1+1'
        book.save(path)


def old_2013():
    """As a spreadsheet made of it what people typed: clauses and objectives are numbers (10.1 as a float), 9.1.1 here and there a day of 2009,
    others texts with and without A.; one heading has a document of its own."""
    out = Old('2013')
    clauses, objectives = entries('iso27001-2013', 'clause'), entries('iso27001-2013', 'objective')
    for k, (number, title) in enumerate(entries('iso27001-2013', 'control').items()):
        clause, objective = '.'.join(number.split('.')[:2]), '.'.join(number.split('.')[:3])
        if clause not in out.rows:
            out.add(clause, clauses[clause], stored=int(clause[2:]))
        if objective not in out.rows:
            out.add(objective, objectives[objective], stored=float(objective[2:]), **({'規程・手順書': 'アクセス方針'} if objective == 'A.9.1' else {}))
        a, b, c = map(int, number[2:].split('.'))
        out.control_row(number, title, stored=[number[2:], number, datetime.datetime(2000 + a, b, c)][k % 3])
    return out


def old_2003():
    """By controls of JIS X 5080, as printed, with a row of the company's own."""
    out = Old('2003')
    for number, title in entries('isms-2003', 'control').items():
        out.control_row(number, title)
    out.control_row('99.9.9', '自社の取り決め', control='99.9.9')
    return out


def old_2003_statements():
    """By the 134 statements of the criteria."""
    out = Old('2003')
    for number, (title, control) in statements_2003().items():
        out.control_row(number, title, control)
    return out


def table(sheet, first):
    """heading -> value, a dict a row, below the row whose first cell is `first`. The reasons have a longer heading in new statements."""
    top = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == first)
    heads = ['理由' if c.value == '適用・除外の理由' else c.value for c in sheet[top]]
    return [dict(zip(heads, (shown(c.value) for c in row))) for row in sheet.iter_rows(min_row=top + 1)]


def shown(value):
    return '' if value is None else value.strftime('%Y-%m-%d') if isinstance(value, datetime.datetime) else value


def decided(rows):
    """(適用, 実施) of a new control by its old rows: careful where they differ."""
    applied = [r['適用'] for r in rows]
    # Here every row says something, and × beside ○, or P beside anything, is partly.
    out = applied[0] if len(set(applied)) == 1 else 'P'
    live = [r['実施'] for r in rows if r['適用'] != '×'] or [r['実施'] for r in rows]
    return out, live[0] if len(set(live)) == 1 else min(live, key=lambda s: RANK[s])


def merged(texts):
    """(number, text) of the old rows: one text for all where all agree, else each under the numbers that say it."""
    if len({text for _, text in texts}) == 1:
        return texts[0][1]
    by_text = collections.OrderedDict()
    for number, text in texts:
        if text:
            by_text.setdefault(text, []).append(number)
    return '\n'.join('%s: %s' % (', '.join(numbers), text) for text, numbers in by_text.items())


def expected(old, from_old):
    """What a new control must say that comes from these old rows."""
    rows = [old.rows[o] for o in from_old]
    out = dict(zip(('適用', '実施'), decided(rows)))
    for field in TEXTS:
        out[field] = merged([(o, old.rows[o][field]) for o in from_old])
    dates = [(o, old.rows[o]['実施日']) for o in from_old]
    out['実施日'] = dates[0][1] if len({d for _, d in dates}) == 1 else ''
    if len({d for _, d in dates}) > 1:
        out['備考'] += ('\n' if out['備考'] else '') + '実施日\n' + merged(dates)
    for ground in ('法令', '契約'):
        out[ground] = '○' if any(r[ground] for r in rows) else ''
    out['関連するリスク'] = '、'.join(dict.fromkeys(risk for r in rows for risk in r['関連するリスク'].split('、') if risk))
    out['旧番号'] = '\n'.join(dict.fromkeys(from_old))
    return out


def compare(book, old, new):
    wrong = []
    lead = leads(old.edition, new)
    origins = collections.defaultdict(list)
    for number in old.rows:
        for to in lead.get(old.control[number], {}):
            origins[to].append(number)
    titles = entries(IDS[new], 'control')
    made = table(book['適用宣言書（%s）' % new], '管理策番号')
    if [r['管理策番号'] for r in made] != list(titles):
        wrong.append('numbers: %r' % [r['管理策番号'] for r in made][:12])
    for r in made:
        number, from_old = r['管理策番号'], origins[r['管理策番号']]
        if not isinstance(number, str) or r['管理策'] != titles.get(number):
            wrong.append('%r is called %r' % (number, r['管理策']))
        if not from_old:
            if r['旧番号'] != '新規' or any(r[h] for h in HEADINGS[2:]) or not r['要確認'].startswith('要確認'):
                wrong.append('%s is new: %r' % (number, r))
            continue
        for field, wanted in expected(old, from_old).items():
            if r[field] != wanted:
                wrong.append('%s %s from %s is %r, must be %r' % (number, field, from_old, r[field], wanted))
        for field in ('適用', '実施日'):
            if len({old.rows[o][field] for o in from_old}) > 1 and not r['要確認'].startswith('要確認'):
                wrong.append('%s: %s differs, not told' % (number, field))
    return wrong + compare_lists(book, old, lead)


def compare_lists(book, old, lead):
    """Each old row stands in the record once for each place it goes to, or once; then it stands on the list of those left, too, but for
    headings that say nothing."""
    wrong = []
    record = table(book[RECORD], '旧番号')
    told = collections.Counter((r['旧番号'], r['新番号']) for r in record if r['旧番号'] not in ('', '新規'))
    to = {o: lead.get(old.control[o], {}) for o in old.rows}
    wanted = collections.Counter((o, new) for o in old.rows for new in (to[o] or ['']))
    if told != wanted:
        wrong.append('record: %r too few, %r too many' % (list((wanted - told))[:5], list((told - wanted))[:5]))
    says = lambda row: any(row[h] for h in HEADINGS[2:])
    left = table(book[LEFT], '旧番号')
    if [r['旧番号'] for r in left] != [o for o in old.rows if not to[o] and says(old.rows[o])]:
        wrong.append('left: %r' % [r['旧番号'] for r in left])
    for r in [r for r in record if r['旧番号'] in old.rows] + left:
        row = old.rows[r['旧番号']]
        told = [r[h] for h in ('管理策', '適用', '実施', '規程・手順書')]
        marks = '、'.join(g for g in ('法令', '契約') if row[g])
        reason = row['理由'] + ('\n' if row['理由'] and marks else '') + marks
        if told != [row[h] for h in ('管理策', '適用', '実施', '規程・手順書')] or r['理由'] != reason:
            wrong.append('row of %s: %r' % (r['旧番号'], r))
        ways = to[r['旧番号']].get(r.get('新番号'), [])
        if not ways and r.get('元との関係', '') != ('対応なし' if '元との関係' in r and says(row) else ''):
            wrong.append('%s has no successor: %r' % (r['旧番号'], r['元との関係']))
        if len(ways) == 1 and len(ways[0]) == 1 and not r['元との関係'].startswith(RELATIONS[ways[0][0]]):
            wrong.append('%s to %s is %s: %r' % (r['旧番号'], r['新番号'], ways[0][0], r['元との関係']))
    for r in left:
        row = old.rows[r['旧番号']]
        if (r['責任者'], r['実施日']) != (row['責任者'], row['実施日']) or row['備考'] not in r['備考'] or row['関連するリスク'] not in r['備考']:
            wrong.append('left %s: %r' % (r['旧番号'], r))
    return wrong


def untouched(before, after):
    with zipfile.ZipFile(before) as a, zipfile.ZipFile(after) as b:
        new = set(b.namelist()) - set(a.namelist())
        gone = set(a.namelist()) - set(b.namelist())
    lists = {'[Content_Types].xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/sharedStrings.xml'}
    allow = [x for part in sorted(new | lists) for x in ('--allow-part', part)]
    proof = subprocess.run([sys.executable, CHECK, before, after, *allow], capture_output=True, text=True, encoding='utf8')
    return ['round trip: ' + proof.stdout.strip()[-400:]] * bool(proof.returncode) + ['lost %s' % part for part in gone]


def known_again(daicho, out, new, folder):
    """The new sheet is read as a statement of its edition, nothing of it wants correcting, and it is not migrated twice."""
    wrong, sheet = [], '適用宣言書（%s）' % new
    again = json.loads(run(daicho, 'check', out, '--json', '-', '--fail-on', 'never').stdout)
    sheets = [s['name'] for s in again['sheets'] if s['form'] == 'statement-of-applicability']
    if sheets != [OLD, sheet]:
        wrong.append('read again: %r' % sheets)
    wrong += ['refreshed: %r' % e for e in again['edits'] if e['sheet'] == sheet]
    missing = [c for s in again['summary']['applicability'] if s['sheet'] == sheet for c in s['counts'] if c['missing']]
    undue = [f for f in again['findings'] if f['sheet'] == sheet and f['code'] in ('control-number-misread', 'control-unknown', 'control-out-of-order')]
    twice = run(daicho, 'convert', out, '--migrate', IDS[new], '-o', os.path.join(folder, 'twice.xlsx'))
    if twice.returncode != 4 or os.path.exists(os.path.join(folder, 'twice.xlsx')):
        wrong.append('migrated twice: exit %d' % twice.returncode)
    return wrong + ['read again: %r' % x for x in missing + undue]


def refused(daicho, folder):
    """A workbook without a statement is refused, as are two statements of the same controls and one of a newer edition; nothing is written."""
    wrong = []

    def refuse(target, because):
        done = run(daicho, 'convert', path, '--migrate', target, '--lang', 'ja')
        if done.returncode != 4 or because not in done.stdout:
            wrong.append('refused for %s: exit %d %s' % (because, done.returncode, done.stdout))
        if len(os.listdir(folder)) != 1:
            wrong.append('written')

    path = os.path.join(folder, 'soa.xlsx')
    book = openpyxl.Workbook()
    book.active['A1'] = 'メモ'
    book.save(path)
    refuse('iso27001-2022', '適用宣言書が見つかりません')
    old_2013().save(path)
    refuse('iso27001-2013', 'より古くありません')
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book[OLD]).title = '昨年度'
    book.save(path)
    refuse('iso27001-2022', 'もう一つあり')
    return wrong


def in_doubt(daicho, folder):
    """What cannot be read or does not agree is neither guessed nor lost: it stands under 要確認 with the words of the old row."""
    path = os.path.join(folder, 'soa.xlsx')
    old = old_2013()
    old.rows['A.6.1.1'].update(適用='検討中')
    old.rows['A.6.1.4'].update(管理策=old.rows['A.18.2.3']['管理策'])
    del old.rows['A.6.1.3']
    old.save(path)
    done = run(daicho, 'convert', path, '--migrate', 'iso27001-2022', '--lang', 'ja')
    made = {r['管理策番号']: r for r in table(openpyxl.load_workbook(os.path.join(folder, 'soa.iso27001-2022.xlsx'))['適用宣言書（2022）'], '管理策番号')}
    wrong = []
    for number, words in (('5.2', 'A.6.1.1 検討中'), ('5.6', old.rows['A.18.2.3']['管理策']), ('5.5', 'A.6.1.3')):
        if not made[number]['要確認'].startswith('要確認') or words not in made[number]['要確認']:
            wrong.append('%s: %r' % (number, made[number]['要確認']))
    if made['5.2']['適用'] or made['5.5']['適用']:
        wrong.append('guessed: %r %r' % (made['5.2'], made['5.5']))
    if done.returncode != 1 or '検討中' not in done.stdout:  # a number and a title of two controls are an error
        wrong.append('exit %d: %s' % (done.returncode, done.stdout))
    return wrong


def migrated(daicho, folder, old, new):
    path = os.path.join(folder, 'soa.xlsx')
    old.save(path)
    done = run(daicho, 'convert', path, '--migrate', IDS[new], '--date', '2026-04-01', '--lang', 'ja')
    out = os.path.join(folder, 'soa.%s.xlsx' % IDS[new])
    own = '99.9.9' in old.rows  # told as an error, and carried to the list of those left
    if done.returncode != (1 if own else 0) or not os.path.exists(out):
        return ['exit %d: %s%s' % (done.returncode, done.stdout, done.stderr)]
    return compare(openpyxl.load_workbook(out), old, new) + untouched(path, out) + known_again(daicho, out, new, folder)


TESTS = {
    '2013 to 2022': lambda d, f: migrated(d, f, old_2013(), '2022'),
    '2003 to 2022': lambda d, f: migrated(d, f, old_2003(), '2022'),
    '2003 to 2013': lambda d, f: migrated(d, f, old_2003(), '2013'),
    '2003 by statements': lambda d, f: migrated(d, f, old_2003_statements(), '2022'),
    'in doubt': in_doubt,
    'refused': refused,
}


def main():
    daicho = os.path.abspath(sys.argv[1])
    wrong = []
    for name, test in TESTS.items():
        with tempfile.TemporaryDirectory() as folder:
            found = test(daicho, folder)
        print('%-4s %s' % ('FAIL' if found else 'ok', name))
        wrong += found[:8]
    for line in wrong:
        print('  ' + line)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
