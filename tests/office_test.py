#!/usr/bin/python3
"""What we write, opened by the real LibreOffice: refreshed layouts show the values that must stand there, and the live formulas of a
fresh register, recalculated over 1,000 random assets, and those of a fresh book of assets, risks and tasks, give what the engine and the
oracle give.

  office_test.py DAICHO
"""
import datetime
import glob
import json
import os
import random
import subprocess
import sys
import tempfile
import warnings

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import oracle  # noqa: E402
from layouts_test import DATA, load, same  # noqa: E402

warnings.simplefilter('ignore')
ROWS = 1000


def through_libreoffice(files, folder):
    """Each file opened and saved by LibreOffice; returns where the results are."""
    out = os.path.join(folder, 'libreoffice')
    subprocess.run(['soffice', '--headless', '-env:UserInstallation=file://%s/profile' % folder, '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', out, *files],
                   check=True, capture_output=True, timeout=900)
    return out


def layouts(daicho, folder):
    wrong, refreshed = [], {}
    for path in sorted(p[:-5] for p in glob.glob(os.path.join(DATA, '*.json'))):
        with open(path + '.json', encoding='utf8') as f:
            expected = json.load(f)
        if not expected['cells']:
            continue  # nothing may be calculated, so nothing is written
        out = os.path.join(folder, os.path.basename(path))
        subprocess.run([daicho, 'refresh', path, '-o', out, '--quiet', '--fail-on', 'never', *expected['options']], check=True, capture_output=True)
        refreshed[out] = expected
    saved = through_libreoffice(list(refreshed), folder)
    for path, expected in refreshed.items():
        name = os.path.basename(path)
        result = os.path.join(saved, os.path.splitext(name)[0] + '.xlsx')
        if not os.path.exists(result):
            wrong.append('%s: LibreOffice did not open it' % name)
            continue
        book = openpyxl.load_workbook(result, data_only=True)
        kept = {tuple(k) for k in expected['kept_formulas']}
        for sheet, cells in expected['cells'].items():
            for cell, wanted in cells.items():
                if (sheet, cell) not in kept and not same(book[sheet][cell].value, wanted):
                    wrong.append('%s: LibreOffice shows %r in %s!%s, must be %r' % (name, book[sheet][cell].value, sheet, cell, wanted))
    print('%d refreshed layouts in LibreOffice' % len(refreshed))
    return wrong


def columns_of(ws):
    """Heading text -> column, from the two heading rows of a fresh register."""
    out = {}
    for row in (5, 6):
        for cell in ws[row]:
            if cell.value:
                out[str(cell.value).replace('\n', '')] = cell.column
    return out


HEADINGS = {
    'ja': dict(name='情報資産名称', c='機密性', i='完全性', a='可用性', t='起こりやすさ（脅威）', v='つけ込みやすさ（脆弱性）', importance='重要度', likelihood='被害発生可能性', risk_level='リスクレベル', priority='優先順位'),
    'en': dict(name='Information asset', c='Confidentiality', i='Integrity', a='Availability', t='Threat', v='Vulnerability', importance='Importance', likelihood='Likelihood', risk_level='Risk level', priority='Priority'),
}


def live_formulas(daicho, folder, language):
    fresh, filled = os.path.join(folder, 'fresh-%s.xlsx' % language), os.path.join(folder, 'filled-%s.xlsx' % language)
    subprocess.run([daicho, 'new', 'asset-register', '-o', fresh, '--rows', str(ROWS), '--lang', language, '--quiet'], check=True)
    book = openpyxl.load_workbook(fresh)
    ws = book.worksheets[0]
    at = {field: columns_of(ws)[heading] for field, heading in HEADINGS[language].items()}
    rng, wanted = random.Random(2025), []
    for k in range(ROWS):
        row = 7 + k
        rated = {f: rng.choice((1, 2, 3)) if rng.random() > 0.04 else None for f in 'ciatv'}
        ws.cell(row, at['name']).value = 'asset %d' % k
        for f, value in rated.items():
            ws.cell(row, at[f]).value = value
        wanted.append((row, oracle.score(**rated)))
    book.save(filled)  # openpyxl keeps formulas and drops their results: LibreOffice must calculate every one
    result = os.path.join(through_libreoffice([filled], folder), os.path.basename(filled))
    ws = openpyxl.load_workbook(result, data_only=True).worksheets[0]
    wrong = []
    for row, results in wanted:
        for field, value in results.items():
            got = ws.cell(row, at[field]).value
            if (got or None) != value:
                wrong.append('%s: the live formula of %s in row %d gives %r, must be %r' % (language, field, row, got, value))
    report = json.loads(subprocess.run([daicho, 'check', result, '--json', '-', '--fail-on', 'never'], capture_output=True, text=True, encoding='utf8').stdout)
    if report['summary']['assets'] != ROWS:
        wrong.append('%s: the engine sees %d assets' % (language, report['summary']['assets']))
    for edit in report['edits'][:5]:
        wrong.append('%s: the engine would change %s' % (language, edit))
    print('%d assets with live formulas recalculated by LibreOffice (%s)' % (ROWS, language))
    return wrong


RISKS = 60
ASSETS = 200
TASKS = 40
# False while the engine does not calculate risk reports and treatment plans: then it must at least leave them alone.
ENGINE_SCORES_RISKS = True

RISK_HEADINGS = {
    'ja': dict(assets='資産目録のNo', event='事象', importance='重要度', t='起こりやすさ（脅威）', v='つけ込みやすさ（脆弱性）', likelihood='被害発生可能性', risk_level='リスクレベル', priority='優先順位',
               reduce='低減', retain='保有', controls='管理策', response='対応', second='二次評価', reason='下げた理由', owner='リスク所有者'),
    'en': dict(assets='Asset numbers', event='Event', importance='Importance', t='Threat', v='Vulnerability', likelihood='Likelihood', risk_level='Risk level', priority='Priority',
               reduce='Reduce', retain='Retain', controls='Controls', response='State', second='Second evaluation', reason='Reason', owner='Risk owner'),
}
TASK_HEADINGS = {
    'ja': dict(risks='リスクのNo', control='管理策', task='タスク', assignee='担当', planned='予定', actual='実績', start='開始', end='終了', status='ステータス'),
    'en': dict(risks='Risk numbers', control='Control', task='Task', assignee='Responsible', planned='Planned', actual='Actual', start='Start', end='End', status='Status'),
}
WORDS = {
    'ja': {'done': '済み', 'planned': '予定', 'undecided': '未定', 'finished': '終了', 'started': '着手', 'not-started': '未着手'},
    'en': {'done': 'Done', 'planned': 'Planned', 'undecided': 'Undecided', 'finished': 'Finished', 'started': 'Started', 'not-started': 'Not started'},
}
SEPARATORS = ('、', ', ', ',', '\n', '，', ' ', '・', '/', '；')


def grouped_columns(ws):
    """(group heading, heading) -> column of a fresh sheet; the group is '' where a heading has none."""
    out, group, reach = {}, '', 0
    merged = {(area.min_row, area.min_col): area for area in ws.merged_cells.ranges}
    for column in range(1, ws.max_column + 1):
        upper, lower = ws.cell(5, column).value, ws.cell(6, column).value
        if upper:
            area = merged.get((5, column))
            group, reach = str(upper), area.max_col if area and area.max_row == 5 else 0
        if lower or upper:
            heading = str(lower or upper).replace('\n', '')
            out[group if lower and column <= reach else '', heading] = column
    return out


def fill_assets(ws, at, rng):
    """Random ratings, some missing; returns what must come out by row and the importance by number."""
    wanted, importances = [], {}
    for k in range(ASSETS):
        rated = {f: rng.choice((1, 2, 3)) if rng.random() > 0.03 else None for f in 'ciatv'}
        ws.cell(7 + k, at['name']).value = 'asset %d' % k
        for f, value in rated.items():
            ws.cell(7 + k, at[f]).value = value
        wanted.append((7 + k, oracle.score(**rated)))
        importances[str(k + 1)] = wanted[-1][1]['importance']
    return wanted, importances


def named_assets(rng, k):
    """What a risk names and how that is written: several assets each, now and then none, an unknown one, or the same twice."""
    named = [str(n) for n in rng.sample(range(1, ASSETS + 1), rng.randrange(1, 6))]
    if k % 12 == 5:
        named.append(str(ASSETS + rng.randrange(1, 50)))
    if k % 12 == 7:
        named = []
    if k % 12 == 9:
        named.append(named[0])
    text = rng.choice(SEPARATORS).join(named)
    if k % 12 == 3:
        text = ''.join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
    if k % 12 == 4:
        named = named[:1]
        return named, int(named[0])
    return named, text


def fill_risks(ws, words, names, rng, importances):
    """60 risks with treatment, some without a second evaluation; returns what must come out by (row, column)."""
    at, wanted, second = grouped_columns(ws), {}, names['second']
    column = {key: next(c for (g, h), c in at.items() if h == names[key] and g != second) for key in names if key in ('assets', 'event', 'importance', 't', 'v', 'likelihood', 'risk_level', 'priority', 'reduce', 'controls', 'response')}
    again = {key: at[second, names[key]] for key in ('importance', 'likelihood', 'risk_level', 'reason')}
    for k in range(RISKS):
        row, (named, text) = 7 + k, named_assets(rng, k)
        t, v = (rng.choice((1, 2, 3, None)) if rng.random() < 0.1 else rng.choice((1, 2, 3)) for _ in 'tv')
        ws.cell(row, column['event']).value = 'risk %d' % k
        ws.cell(row, column['assets']).value = text if text != '' else None
        ws.cell(row, column['t']).value, ws.cell(row, column['v']).value = t, v
        scored = oracle.score(t=t, v=v, imp=oracle.importance_of_assets(named, importances))
        for key in ('importance', 'likelihood', 'risk_level', 'priority'):
            wanted[row, column[key]] = scored[key]
        ws.cell(row, column['reduce']).value = '●'
        ws.cell(row, column['controls']).value = 'control %d' % k
        ws.cell(row, column['response']).value = words[('done', 'planned', 'undecided')[k % 3]]
        imp, like = (rng.choice((1, 2, 3)), rng.choice((1, 2, 3))) if k % 3 == 0 else (None, None)
        if k % 15 == 0:
            like = None
        ws.cell(row, again['importance']).value, ws.cell(row, again['likelihood']).value = imp, like
        ws.cell(row, again['reason']).value = 'reason %d' % k if imp else None
        wanted[row, again['risk_level']] = oracle.risk_level(imp, like)
    return wanted


def fill_tasks(ws, words, names, rng):
    """Tasks in every state, and rows without any; returns the status each must have."""
    at, wanted = grouped_columns(ws), {}
    actual = [at[names['actual'], names[key]] for key in ('start', 'end')]
    for k in range(TASKS):
        row, control = 7 + k, 'control %d' % k if k % 10 != 9 else None
        dates = [datetime.date(2026, 1, 1) + datetime.timedelta(days=rng.randrange(300)) for _ in range(2)]
        started, ended = (min(dates) if k % 3 else None), (max(dates) if k % 3 == 2 else None)
        ws.cell(row, at['', names['control']]).value = control
        if control:
            ws.cell(row, at['', names['task']]).value = 'task %d' % k
            ws.cell(row, at['', names['assignee']]).value = 'someone'
            ws.cell(row, at['', names['risks']]).value = str(k + 1)
            for column, value in zip(actual, (started, ended)):
                ws.cell(row, column).value = value
        status = oracle.task_status(control, None, started, ended)
        wanted[row, at['', names['status']]] = words[status] if status else None
    return wanted


def compare(ws, wanted, language):
    return ['%s: the live formula in %s!%s gives %r, must be %r' % (language, ws.title, ws.cell(*place).coordinate, ws.cell(*place).value, value)
            for place, value in wanted.items() if (ws.cell(*place).value or None) != value]


def formula_results(path):
    """The stored result of every formula cell of a workbook."""
    formulas, results = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return {(ws.title, c.coordinate): results[ws.title][c.coordinate].value for ws in formulas for row in ws for c in row if c.data_type == 'f'}


def refreshed_alike(daicho, result, folder, language):
    """The engine, asked to calculate the recalculated file, must not change the stored result of a single formula."""
    out, wrong = os.path.join(folder, 'again-%s.xlsx' % language), []
    done = subprocess.run([daicho, 'refresh', result, '-o', out, '--json', '-', '--fail-on', 'never', '--date', '2026-06-01'], capture_output=True, text=True, encoding='utf8')
    report = json.loads(done.stdout)
    for edit in report['edits'][:5]:
        wrong.append('%s: the engine would change %s' % (language, edit))
    if os.path.exists(out):
        after = formula_results(out)
        for place, value in formula_results(result).items():
            if after.get(place) != value:
                wrong.append('%s: refresh changed the result of %s!%s from %r to %r' % (language, *place, value, after.get(place)))
    if ENGINE_SCORES_RISKS:
        counted = {sheet['form']: sheet['rows'] for sheet in report['sheets']}
        for form, rows in (('asset-register', ASSETS), ('risk-report', RISKS), ('treatment-plan', TASKS - TASKS // 10)):
            if counted.get(form) != rows:
                wrong.append('%s: the engine sees %r rows of the %s, there are %d' % (language, counted.get(form), form, rows))
        wrong += ['%s: %s' % (language, f) for f in report['findings'] if f['code'] in ('formula-disagrees', 'formula-not-calculated', 'formula-error', 'column-ambiguous', 'headings-unknown')][:5]
    return wrong


def risk_book(daicho, folder, language):
    """A book rendered by `new risk-book`, filled and recalculated: every live formula equals the oracle, and so does the engine."""
    fresh, filled = os.path.join(folder, 'book-%s.xlsx' % language), os.path.join(folder, 'full-%s.xlsx' % language)
    subprocess.run([daicho, 'new', 'risk-book', '-o', fresh, '--rows', str(ASSETS), '--lang', language, '--quiet'], check=True)
    book, rng, words = openpyxl.load_workbook(fresh), random.Random(27001), WORDS[language]
    register, report, plan = book.worksheets[:3]
    at = {field: columns_of(register)[heading] for field, heading in HEADINGS[language].items()}
    assets, importances = fill_assets(register, at, rng)
    risks = fill_risks(report, words, RISK_HEADINGS[language], rng, importances)
    tasks = fill_tasks(plan, words, TASK_HEADINGS[language], rng)
    book.save(filled)
    result = os.path.join(through_libreoffice([filled], folder), os.path.basename(filled))
    register, report, plan = openpyxl.load_workbook(result, data_only=True).worksheets[:3]
    wrong = compare(register, {(row, at[field]): value for row, results in assets for field, value in results.items()}, language)
    wrong += compare(report, risks, language) + compare(plan, tasks, language)
    print('%d assets, %d risks and %d tasks recalculated by LibreOffice (%s)' % (ASSETS, RISKS, TASKS, language))
    return wrong + refreshed_alike(daicho, result, folder, language)


def main():
    daicho, wrong = os.path.abspath(sys.argv[1]), []
    with tempfile.TemporaryDirectory() as folder:
        wrong += layouts(daicho, folder)
        for language in ('ja', 'en'):
            wrong += live_formulas(daicho, folder, language)
            wrong += risk_book(daicho, folder, language)
    for line in wrong[:20]:
        print('FAIL ' + line)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
