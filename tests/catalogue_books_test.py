#!/usr/bin/python3
"""Fresh statements of applicability and checklists: they hold exactly the entries of their catalogue, as this script reads it; they are
known again without a finding about their form; filled in at random, the counts that LibreOffice calculates on the sheet 集計, those that
check reports and those counted here are the same; faults planted in a checklist are found at their cells.

  catalogue_books_test.py DAICHO
"""
import collections
import datetime
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
CATALOGUES = os.path.join(HERE, '..', 'catalog', 'catalogues')
NS = '{urn:daicho:catalogue:1}'
HEADING_ROW, FIRST_ROW = 6, 7
LONG_AGO, FAR_AHEAD = datetime.datetime(2020, 4, 1), datetime.datetime(2099, 4, 1)
SOA_CATALOGUES = ('iso27001-2022', 'iso27001-2013', 'isms-2003')

# Words of the sheets, by language; the order is that of the drop-down lists.
APPLICABLE = {'ja': dict(yes='○', no='×', partly='P'), 'en': dict(yes='Yes', no='No', partly='Partly')}
STATUS = {'ja': dict(done='○', partly='一部', planned='未', none='ー'), 'en': dict(done='Yes', partly='Partly', planned='Not yet', none='–')}
ANSWER = {'ja': dict(done='実施している', partly='一部', not_done='実施していない', not_applicable='該当なし'),
          'en': dict(done='Yes', partly='Partly', not_done='No', not_applicable='N/A')}
SOA_COLUMNS = {
    'ja': dict(number='管理策番号', theme='テーマ', title='管理策', applicable='適用', status='実施', reason='適用・除外の理由', documents='規程・手順書',
               owner='責任者', accepted='リスク受容の承認', risks='関連するリスク', note='備考'),
    'en': dict(number='Control no.', theme='Theme', title='Control title', applicable='Applicable', status='Implemented',
               reason='Reason for inclusion/exclusion', documents='Rules and procedures', owner='Owner', accepted='Risk accepted',
               risks='Related risks', note='Remarks')}
ITEM_COLUMNS = {
    'ja': dict(number='項目番号', section='区分', title='項目', level='段', department='担当部署', supporters='関係部署', answer='回答', evidence='証跡',
               due='期限', note='備考'),
    'en': dict(number='Item no.', section='Section', title='Item', level='Level', department='Department', supporters='Supporting department',
               answer='Answer', evidence='Evidence', due='Due date', note='Remarks')}
TALLY = {'ja': '集計', 'en': 'Counts'}

wrong = []


def check(condition, *words):
    if not condition:
        wrong.append(' '.join(str(w) for w in words))


class Catalogue:
    """What a book of a catalogue must hold: the units, and above them the headings, in printed order."""

    def __init__(self, name, language):
        root = ET.parse(os.path.join(CATALOGUES, name + '.xml')).getroot()
        self.levels = {e.get('id'): e.get(language) for e in root.findall(NS + 'level')}
        self.unit_levels = root.get('unit').split()
        items = {(m.get('id'), i.get('id')): i.get(language) for m in root.findall(NS + 'marks') for i in m.findall(NS + 'item')}
        comma = '\n'
        self.units = []

        def walk(entry, section):
            if entry.get('level') in self.unit_levels:
                unit = dict(id=entry.get('id'), title=entry.get(language), section=section, level=self.levels[entry.get('level')])
                for marked in entry.findall(NS + 'marked'):
                    if marked.get('by') == 'department':
                        for field, kind in (('department', 'main'), ('supporters', 'part')):
                            unit[field] = comma.join(items['department', i] for i in (marked.get(kind) or '').split())
                self.units.append(unit)
            for below in entry.findall(NS + 'entry'):
                walk(below, section)

        for top in root.findall(NS + 'entry'):
            walk(top, top.get(language))
        self.sections = list(dict.fromkeys(u['section'] for u in self.units))


def run(daicho, *args):
    return subprocess.run([daicho, *args], capture_output=True, text=True, encoding='utf8')


def checked(daicho, path, language):
    ran = run(daicho, 'check', path, '--json', '-', '--lang', language, '--date', '2026-04-01')
    check(ran.returncode in (0, 1), path, 'check exits with', ran.returncode, ran.stderr)
    return json.loads(ran.stdout), ran.returncode


def columns(ws, names):
    at = {str(c.value).replace('\n', ''): c.column for row in (HEADING_ROW - 1, HEADING_ROW) for c in ws[row] if c.value}
    return {field: at[heading] for field, heading in names.items() if heading in at}


def rows_of(ws, at):
    """Rows of the list: those with a title; a heading stands alone in the column of numbers."""
    return [r for r in range(FIRST_ROW, ws.max_row + 1) if ws.cell(r, at['title']).value]


def dressed(where, ws, at, lists):
    """What makes a sheet of it that people can work with and print."""
    check(ws.freeze_panes == '%s%d' % (openpyxl.utils.get_column_letter(at['title'] + 1), FIRST_ROW), where, 'frozen at', ws.freeze_panes)
    check(ws.page_setup.orientation == 'landscape' and str(ws.page_setup.paperSize) == '9', where, 'is not printed on A4, landscape')
    check(ws.page_setup.fitToHeight == 0 and ws.sheet_properties.pageSetUpPr.fitToPage, where, 'is not as wide as a page')
    check('$6' in (ws.print_title_rows or ''), where, 'does not repeat its headings')
    check(ws.auto_filter.ref is not None, where, 'has no filter')
    offered = {}
    for rule in ws.data_validations.dataValidation:
        if rule.type == 'list':
            for area in rule.sqref.ranges:
                offered[area.min_col] = rule.formula1.strip('"').split(',')
    for field, words in lists.items():
        check(offered.get(at[field]) == words, where, 'offers', offered.get(at[field]), 'for', field)
    check(len(ws.conditional_formatting) >= 3, where, 'has no colours')


def same_entries(where, ws, at, units, fields):
    found = [{f: ws.cell(r, at[f]).value or '' for f in fields} for r in rows_of(ws, at)]
    wanted = [{f: u.get({'number': 'id', 'theme': 'section'}.get(f, f), '') for f in fields} for u in units]
    check(len(found) == len(wanted), where, 'has', len(found), 'rows, not', len(wanted))
    for have, want in zip(found, wanted):
        if have != want:
            check(False, where, 'has', have, 'where', want, 'must be')
            break
    check(all(ws.cell(r, at['number']).data_type == 's' for r in rows_of(ws, at)), where, 'has numbers that are no texts')


def charts(path):
    import zipfile
    with zipfile.ZipFile(path) as z:
        return [z.read(n).decode('utf8') for n in z.namelist() if n.startswith('xl/charts/chart')]


def known_again(daicho, path, language, form, catalogue, allowed):
    result, code = checked(daicho, path, language)
    forms = [s['form'] for s in result['sheets']]
    check(forms == [form, 'tally', None], path, 'is read as', forms)
    codes = collections.Counter(f['code'] for f in result['findings'])
    check(set(codes) <= set(allowed), path, 'has findings', codes)
    check(not result['edits'], path, 'has edits', result['edits'][:3])
    if form == 'statement-of-applicability':
        check([a['catalogue'] for a in result['summary']['applicability']] == [catalogue], path, 'is taken for another catalogue')
        check(code == 1, path, 'undecided controls are no error')
    else:
        told = [f['message'] for f in result['findings'] if f['code'] == 'item-catalogue']
        check(len(told) == 1 and catalogue in told[0], path, 'is taken for', told)
        check(code == 0, path, 'exits with', code)
    return result


# --- statements of applicability ----------------------------------------------------------------------------------------------


def fresh_soa(daicho, folder, name, language):
    where = 'soa of %s, %s' % (name, language)
    path = os.path.join(folder, 'soa-%s-%s.xlsx' % (name, language))
    made = run(daicho, 'new', 'soa', '--catalog', name, '-o', path, '--lang', language)
    check(made.returncode == 0, where, made.stderr)
    book, catalogue = openpyxl.load_workbook(path), Catalogue(name, language)
    ws = book.worksheets[0]
    at = columns(ws, SOA_COLUMNS[language])
    wanted = set(SOA_COLUMNS['ja']) - (set() if name == 'isms-2003' else {'accepted'})
    check(set(at) == wanted, where, 'has the columns', sorted(at))
    same_entries(where, ws, at, catalogue.units, ('number', 'theme', 'title'))
    dressed(where, ws, at, dict(applicable=list(APPLICABLE[language].values()), status=list(STATUS[language].values())))
    drawn = charts(path)
    check(len(drawn) == 1 and 'barDir val="bar"' in drawn[0] and 'grouping val="stacked"' in drawn[0], where, 'has no stacked bars')
    result = known_again(daicho, path, language, 'statement-of-applicability', name, ('soa-edition', 'applicability-undecided'))
    undecided = sum(f['code'] == 'applicability-undecided' for f in result['findings'])
    check(undecided == len(catalogue.units), where, undecided, 'undecided')
    filled, counts = fill_soa(book, ws, at, language, catalogue)
    filled_path = path.replace('.xlsx', '-filled.xlsx')
    filled.save(filled_path)
    result, _ = checked(daicho, filled_path, language)
    reported_soa(where, result, counts)
    return filled_path, where, language, counts, ('rows', 'applied', 'done', 'partly', 'planned', 'unclear', 'excluded', 'undecided')


def fill_soa(book, ws, at, language, catalogue):
    rng = random.Random(93)
    counts = {s: collections.Counter() for s in [*catalogue.sections, None]}
    for row in rows_of(ws, at):
        applicable = rng.choice(['yes', 'yes', 'yes', 'partly', 'no', None])
        status = rng.choice(['done', 'done', 'partly', 'planned', 'none', None])
        said = [w for w in (applicable, status) if w]
        if applicable:
            ws.cell(row, at['applicable']).value = APPLICABLE[language][applicable]
        if status:
            ws.cell(row, at['status']).value = STATUS[language][status]
        reason, documents = rng.random() < 0.7, rng.random() < 0.7
        ws.cell(row, at['reason']).value = 'リスク対応' if reason else None
        ws.cell(row, at['documents']).value = '情報管理規程' if documents else None
        applies = applicable in ('yes', 'partly')
        kinds = ['rows', 'applied' if applies else 'excluded' if applicable == 'no' else 'undecided']
        if applies:
            kinds.append({'none': 'unclear', None: 'unclear'}.get(status, status))
            kinds += ['task: not done'] * (status != 'done') + ['task: why'] * (not reason)
            kinds += ['task: undocumented'] * (status == 'done' and not documents)
        kinds += ['task: undecided'] * (applicable is None) + ['task: no reason'] * (applicable == 'no' and not reason)
        kinds += ['said'] * bool(said)
        for section in (ws.cell(row, at['theme']).value, None):
            counts[section].update(kinds)
    return book, counts


def reported_soa(where, result, counts):
    read = result['summary']['applicability'][0]['counts']
    check(len(read) == len(counts), where, 'is reported by', len(read), 'themes')
    for got, (section, want) in zip(read, counts.items()):
        have = {k: got[k] for k in ('controls', 'applied', 'excluded', 'implemented', 'partly', 'not_yet', 'missing')}
        must = dict(controls=want['rows'], applied=want['applied'], excluded=want['excluded'], implemented=want['done'],
                    partly=want['partly'], not_yet=want['planned'], missing=0)
        check(have == must, where, section, 'is reported as', have, 'not', must)


# --- checklists ---------------------------------------------------------------------------------------------------------------


def fresh_checklist(daicho, folder, name, language):
    where = 'checklist of %s, %s' % (name, language)
    path = os.path.join(folder, 'checklist-%s-%s.xlsx' % (name, language))
    made = run(daicho, 'new', 'checklist', '--catalog', name, '-o', path, '--lang', language)
    check(made.returncode == 0, where, made.stderr)
    book, catalogue = openpyxl.load_workbook(path), Catalogue(name, language)
    ws = book.worksheets[0]
    at = columns(ws, ITEM_COLUMNS[language])
    more = {'level'} if len(catalogue.unit_levels) > 1 else set()
    more |= {'supporters'} if any(u.get('supporters') for u in catalogue.units) else set()
    check(set(at) == (set(ITEM_COLUMNS['ja']) - {'level', 'supporters'}) | more, where, 'has the columns', sorted(at))
    same_entries(where, ws, at, catalogue.units, ('number', 'section', 'title', 'department', *sorted(more)))
    dressed(where, ws, at, dict(answer=list(ANSWER[language].values())))
    known_again(daicho, path, language, 'checklist', name, ('item-catalogue', 'method-values-unreached'))
    counts, departments = fill_checklist(ws, at, language, catalogue)
    filled_path = path.replace('.xlsx', '-filled.xlsx')
    book.save(filled_path)
    result, _ = checked(daicho, filled_path, language)
    reported_checklist(where, result, counts, departments)
    return filled_path, where, language, counts, ('rows', 'due', 'done', 'partly', 'not_done', 'open', 'not_applicable')


def fill_checklist(ws, at, language, catalogue):
    rng = random.Random(617)
    counts = {s: collections.Counter() for s in [*catalogue.sections, None]}
    departments = {}
    for row in rows_of(ws, at):
        answer = rng.choice(['done', 'done', 'partly', 'not_done', 'not_applicable', None])
        evidence, due = rng.random() < 0.7, rng.choice([None, LONG_AGO, FAR_AHEAD])
        if answer:
            ws.cell(row, at['answer']).value = ANSWER[language][answer]
        ws.cell(row, at['evidence']).value = '記録' if evidence else None
        ws.cell(row, at['due']).value = due
        cell = ws.cell(row, at['department'])
        if not cell.value:
            cell.value = rng.choice(['総務部', '情報システム部、総務部', 'Sales, IT', '企画・広報部\n総務部', None])
        unsettled = answer not in ('done', 'not_applicable')
        kinds = ['rows', answer or 'open'] + ['due'] * (answer != 'not_applicable') + ['overdue'] * (unsettled and due == LONG_AGO)
        kinds += ['task: open'] * (answer is None) + ['task: no evidence'] * (answer == 'done' and not evidence)
        kinds += ['task: not done'] * (answer in ('partly', 'not_done')) + ['task: no due'] * (answer in ('partly', 'not_done') and not due)
        for section in (ws.cell(row, at['section']).value, None):
            counts[section].update(kinds)
        for name in re.split('[、,\n]', cell.value or ''):
            departments.setdefault(name.strip(), collections.Counter()).update(kinds)
    return counts, departments


def reported_checklist(where, result, counts, departments):
    read = result['summary']['checklist']
    for got, names in ((read['by_section'], counts), (read['by_department'], departments)):
        check([g['name'] for g in got] == [n for n in names if n is not None], where, 'is reported by', [g['name'] for g in got])
    for got in (read, *read['by_section'], *read['by_department']):
        want = counts[got.get('name')] if got is read or got in read['by_section'] else departments[got['name']]
        have = {k: got[k] for k in ('items', 'done', 'partly', 'not_done', 'not_applicable', 'open', 'overdue')}
        must = {k: want[k] for k in have} | dict(items=want['rows'])
        check(have == must, where, got.get('name'), 'is reported as', have, 'not', must)
    codes = collections.Counter(f['code'] for f in result['findings'])
    for code, kind in (('item-without-evidence', 'task: no evidence'), ('item-without-due', 'task: no due'), ('item-overdue', 'overdue')):
        check(codes[code] == counts[None][kind], where, codes[code], code, 'not', counts[None][kind])
    rest = set(codes) - {'item-without-evidence', 'item-without-due', 'item-overdue', 'item-catalogue', 'method-values-unreached'}
    check(not rest, where, 'has findings', rest)


def planted(daicho, folder):
    """A checklist of the ECOM model with faults: answers nobody understands, ids that do not exist, rows that are gone."""
    path = os.path.join(folder, 'planted.xlsx')
    run(daicho, 'new', 'checklist', '--catalog', 'ecom', '-o', path, '--lang', 'ja')
    book = openpyxl.load_workbook(path)
    ws = book.worksheets[0]
    at = columns(ws, ITEM_COLUMNS['ja'])
    row = {ws.cell(r, at['number']).value: r for r in rows_of(ws, at)}
    letter = {f: openpyxl.utils.get_column_letter(c) for f, c in at.items()}
    expected = collections.Counter()

    def put(item, field, value, *codes):
        ws.cell(row[item], at[field]).value = value
        for code in codes:
            expected[code, '%s%d' % (letter[field], row[item])] += 1

    put('Ma1.1', 'answer', '多分', 'state-not-read')
    put('Ma1.2', 'due', LONG_AGO, 'item-overdue')  # not answered, and late
    put('Ma1.3', 'answer', '一部')
    put('Ma1.3', 'due', 'そのうち', 'not-a-date')
    put('Ma1.4', 'number', 'Ma9.9')
    put('Ma1.4', 'title', '自社の項目')
    expected['item-unknown', '%s%d' % (letter['number'], row['Ma1.4'])] += 1
    expected['item-missing', None] += 1  # Ma1.4 itself
    put('Ma2.1', 'number', 'Ｍａ２．１')  # the same in full width
    put('Ma2.2', 'answer', '実施済み')
    put('Ma2.2', 'evidence', '議事録')
    put('Ma2.3', 'title', ws.cell(row['Ma2.1'], at['title']).value)
    expected['item-number-differs', '%s%d' % (letter['number'], row['Ma2.3'])] += 1
    gone = [i for i in row if i.startswith('Aa1')]
    for item in gone:  # a whole domain: said once
        for column in range(1, ws.max_column + 1):
            ws.cell(row[item], column).value = None
    expected['item-missing', None] += 1
    book.save(path)
    result, _ = checked(daicho, path, 'ja')
    head = {'item-catalogue': 1}
    found = collections.Counter()
    for f in result['findings']:
        if f['code'] in ('item-missing',):
            found[f['code'], None] += 1
        elif f['code'] not in head and f['severity'] != 'info':
            found[f['code'], f['cell']] += 1
    check(found == expected, 'planted checklist: found', found - expected, 'too much,', expected - found, 'not')
    missing = [f['message'] for f in result['findings'] if f['code'] == 'item-missing']
    check(any('Aa1「' in m and '%d 項目' % len(gone) in m for m in missing), 'planted checklist: missing', missing)
    check(any('Ma1.4「' in m and '1 項目' in m for m in missing), 'planted checklist: missing', missing)
    items = result['summary']['checklist']['items']
    check(items == 117 - len(gone), 'planted checklist:', items, 'items')


def own_checklist(daicho, folder):
    """A checklist of people's own, numbered like a catalogue: read, and no catalogue is held against it."""
    path = os.path.join(folder, 'own.xlsx')
    book = openpyxl.Workbook()
    ws = book.active
    ws.title = '点検表'
    for line in (['情報セキュリティ点検表'], [], ['No.', '点検項目', '部署', '点検結果', '根拠', '対応期限'],
                 ['5.1', '机の上に書類を置いたままにしない', '総務部', '○', '巡回記録', None], ['5.2', '離席時に画面を閉じる', '総務部', '△', None, LONG_AGO],
                 ['5.3', '鍵を返す', '営業部', '×', None, FAR_AHEAD], ['5.4', '名刺を机に残さない', '営業部', None, None, None]):
        ws.append(line)
    book.save(path)
    result, _ = checked(daicho, path, 'ja')
    check([s['form'] for s in result['sheets'] if s.get('form')] == ['checklist'], 'own checklist: read as', result['sheets'])
    codes = collections.Counter(f['code'] for f in result['findings'] if f['severity'] != 'info')
    check(codes == {'item-overdue': 1}, 'own checklist:', codes)
    by = {d['name']: (d['items'], d['done'], d['partly'], d['not_done'], d['open']) for d in result['summary']['checklist']['by_department']}
    check(by == {'総務部': (2, 1, 1, 0, 0), '営業部': (2, 0, 0, 1, 1)}, 'own checklist:', by)


# --- what the office calculates -----------------------------------------------------------------------------------------------


def recalculated(books, folder):
    out = os.path.join(folder, 'libreoffice')
    subprocess.run(['soffice', '--headless', '-env:UserInstallation=file://%s/profile' % folder, '--convert-to', 'xlsx:Calc MS Excel 2007 XML',
                    '--outdir', out, *[b[0] for b in books]], check=True, capture_output=True, timeout=900)
    for path, where, language, counts, kinds in books:
        ws = openpyxl.load_workbook(os.path.join(out, os.path.basename(path)), data_only=True)[TALLY[language]]
        for row, (section, want) in enumerate(counts.items(), start=5):
            have = [ws.cell(row, 2 + k).value for k in range(len(kinds))]
            check(section is None or ws.cell(row, 1).value == section, where, 'counts', ws.cell(row, 1).value, 'in the row of', section)
            check(have == [want[k] for k in kinds], where, section, 'is counted as', have, 'not', [want[k] for k in kinds])
        tasks = [ws.cell(r, 5).value for r in range(row + 1, ws.max_row + 1) if isinstance(ws.cell(r, 5).value, (int, float))]
        if 'applied' in kinds:
            must = ['task: undecided', 'task: no reason', 'task: not done', 'task: why', 'task: undocumented']
        else:
            must = ['task: open', 'task: no evidence', 'task: not done', 'task: no due', 'overdue']
        check(tasks == [counts[None][k] for k in must], where, 'leaves', tasks, 'not', [counts[None][k] for k in must])


def documents(daicho, folder):
    """--documents: what the company rules of source 002 name for each control, where they are among the catalogues."""
    path, source = os.path.join(folder, 'documents.xlsx'), os.path.join(CATALOGUES, '..', 'crosswalks', 'iso27001-2022_company-rules.xml')
    made = run(daicho, 'new', 'soa', '--documents', '-o', path, '--lang', 'ja')
    if not os.path.exists(source):
        check(made.returncode == 2, 'documents: exit', made.returncode)
        return
    names = {e.get('id'): e.get('ja') for e in ET.parse(os.path.join(CATALOGUES, 'company-rules.xml')).getroot().iter(NS + 'entry')}
    wanted = {}
    for m in ET.parse(source).getroot().findall(NS + 'map'):
        wanted.setdefault(m.get('from'), []).extend(names[i] for i in m.get('to').split())
    wanted = {control: '、'.join(dict.fromkeys(all_of)) for control, all_of in wanted.items()}
    ws = openpyxl.load_workbook(path).worksheets[0]
    at = columns(ws, SOA_COLUMNS['ja'])
    found = {ws.cell(r, at['number']).value: ws.cell(r, at['documents']).value for r in rows_of(ws, at)}
    check({n: d for n, d in found.items() if d} == wanted, 'documents:', {n: (d, wanted.get(n)) for n, d in found.items() if d != wanted.get(n)})
    result, _ = checked(daicho, path, 'ja')
    check({f['code'] for f in result['findings']} == {'soa-edition', 'applicability-undecided'}, 'documents:', result['findings'][:2])


def main():
    daicho = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        books = [fresh_soa(daicho, folder, name, language) for name in SOA_CATALOGUES for language in ('ja', 'en')]
        for name in sorted(n[:-4] for n in os.listdir(CATALOGUES) if n.endswith('.xml')):
            for language in ('ja', 'en'):
                books.append(fresh_checklist(daicho, folder, name, language))
        planted(daicho, folder)
        own_checklist(daicho, folder)
        documents(daicho, folder)
        recalculated(books, folder)
    for line in wrong[:40]:
        print('FAIL', line[:400])
    print('%s: %d fresh statements and checklists' % ('FAIL' if wrong else 'ok', len(books)))
    return 1 if wrong else 0


sys.exit(main())
