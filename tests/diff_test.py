#!/usr/bin/python3
"""Two years of a register of 1,000 assets, a risk report and a treatment plan, made with a known list of changes: `daicho diff` must tell exactly
these, in JSON and on its sheets.

  diff_test.py DAICHO [--keep FOLDER]

What is expected comes from the changes as they are made here and from oracle.py, never from the program."""
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import oracle  # noqa: E402

REGISTER = ['番号', '情報資産名称', 'リスク所有者', '機密性', '完全性', '可用性', '重要度', '起こりやすさ', 'つけ込みやすさ', '被害発生可能性', 'リスクレベル', '優先順位']
RATED = ['confidentiality', 'integrity', 'availability', 'threat', 'vulnerability']
CALCULATED = ['importance', 'likelihood', 'risk_level', 'priority']
PLAN = ['No', '管理策', 'タスク', '担当', '予定開始', '予定終了', '実績開始', '実績終了', 'ステータス']


def scored(asset):
    out = dict(asset, **oracle.score(*(asset[field] for field in RATED)))
    out['key_asset'] = 3 in (asset['confidentiality'], asset['integrity'], asset['availability'])
    out['acceptable'] = out['risk_level'] is not None and out['priority'] is None
    return out


def write_register(sheet, assets):
    sheet.append(REGISTER)
    for number, asset in assets:
        a = scored(asset)
        sheet.append([number, a['asset_name'], a['risk_owner'], a['confidentiality'], a['integrity'], a['availability'], a['importance'],
                      a['threat'], a['vulnerability'], a['likelihood'], a['risk_level'], a['priority']])


def write_book(path, sheets, tasks):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, assets in sheets.items():
        write_register(book.create_sheet(name), assets)
    sheet = book.create_sheet('リスク対応計画')
    sheet.append(PLAN)
    for task in tasks:
        sheet.append(task)
    book.save(path)


def years(rng):
    """Both years, and for each asset of either what should be said: (name) -> (state, fields that differ)."""
    owners = ['人事部長', '経理部長', '営業部長', '総務部長']
    old, new, expected = {'本社': [], '支社': []}, {'本社': [], '支社': []}, {}
    for i in range(1000):
        asset = {'asset_name': '情報資産%04d' % i, 'risk_owner': rng.choice(owners), **{field: rng.randint(1, 3) for field in RATED}}
        sheet = '本社' if i < 700 else '支社'
        later, kind, place = dict(asset), i % 20, sheet
        if kind == 3:
            later.update({field: rng.randint(1, 3) for field in RATED})
        elif kind == 7:
            later['risk_owner'] = '情報システム部長'
        elif kind == 11:
            later['asset_name'] += '（改）'
        elif kind == 13 and i < 300:
            place = '支社'
        gone, fresh = kind == 17, kind == 18
        if not fresh:
            old[sheet].append((i + 1, asset))
        if not gone:
            new[place].append((i + 1, later))
        was, now = scored(asset), scored(later)
        if gone or fresh:
            expected[asset['asset_name']] = ('gone' if gone else 'new', None, False)
            continue
        fields = {field for field in was if was[field] != now[field]}
        step = now['risk_level'] - was['risk_level']
        moved = place != sheet
        state = 'up' if step > 0 else 'down' if step < 0 else 'changed' if fields or moved else 'same'
        expected[later['asset_name']] = (state, {field: (was[field], now[field]) for field in fields}, moved)
    return old, new, expected


def day(year, month, date):
    return datetime.date(year, month, date)


def plans():
    start = day(2025, 4, 1)
    old = [[1, '5.12 情報の分類', '基準を作る', '佐藤', start, day(2025, 6, 30), None, None, '未着手'],
           [2, '5.12 情報の分類', '周知する', '佐藤', start, day(2025, 9, 30), start, None, '着手'],
           [3, '8.7 マルウェアに対する保護', '導入する', '鈴木', start, day(2025, 9, 30), start, None, '着手'],
           [4, '8.13 情報のバックアップ', '試験する', '田中', start, day(2026, 1, 31), start, None, '着手'],
           [5, '7.2 物理的入退', '鍵を替える', '田中', start, day(2025, 12, 31), None, None, '未着手']]
    new = [[1, '5.12 情報の分類', '基準を作る', '佐藤', start, day(2025, 6, 30), start, day(2025, 6, 1), '終了'],
           [2, '5.12 情報の分類', '周知する', '佐藤', start, day(2025, 12, 29), start, None, '着手'],
           [3, '8.7 マルウェアに対する保護', '導入する', '鈴木', start, day(2025, 9, 30), start, day(2025, 9, 1), '終了'],
           [4, '8.13 情報のバックアップ', '試験する', '高橋', start, day(2026, 1, 31), start, None, '着手'],
           [6, '6.3 教育', '研修する', '佐藤', start, day(2026, 9, 30), None, None, '未着手']]
    # Judged on 2026-03-31, the old plan on 2025-05-01: tasks 2 and 4 became overdue.
    expected = {'基準を作る': ('forward', {'actual_start', 'actual_end', 'status'}), '周知する': ('changed', {'planned_end', 'overdue'}),
                '導入する': ('forward', {'actual_end', 'status'}), '試験する': ('changed', {'assignee', 'overdue'}),
                '研修する': ('new', None), '鍵を替える': ('gone', None)}
    return old, new, expected


def check_assets(report, expected, problems):
    got = {}
    for item in report['assets']:
        name = (item['new'] or item['old'])['name']
        fields = {c['field']: (c['old'], c['new']) for c in item['changes']} if 'changes' in item else None
        got[name] = (item['state'], fields, item.get('moved', False))
    for name in sorted(set(got) | set(expected)):
        if got.get(name) != expected.get(name):
            problems.append('%s: told %s, made %s' % (name, got.get(name), expected.get(name)))


def check_tasks(report, rows, expected, problems):
    names = {row[0]: row[2] for row in rows}
    got = {}
    for item in report['tasks']:
        number = int((item['new'] or item['old'])['number'])
        got[names[number]] = (item['state'], {c['field'] for c in item['changes']} if 'changes' in item else None)
        for change in item.get('changes', ()):
            if change['field'] == 'planned_end' and change['days'] != 90:
                problems.append('task %d: postponed by %s days, not 90' % (number, change['days']))
    if got != expected:
        problems.append('tasks: told %s, made %s' % (got, expected))


def check_summary(report, expected, problems):
    counts = report['summary']['assets']
    for state in ('new', 'gone', 'up', 'down', 'changed', 'same'):
        made = sum(1 for one in expected.values() if one[0] == state)
        if counts[state] != made:
            problems.append('summary: %d %s, made %d' % (counts[state], state, made))
    if report['findings']:
        problems.append('findings: %s' % report['findings'])


def check_bands(report, old, new, problems):
    for side, sheets in (('old', old), ('new', new)):
        priorities = [scored(asset)['priority'] for assets in sheets.values() for _, asset in assets]
        for tally in report['summary']['assets']['by_priority']:
            if tally[side] != priorities.count(tally['priority']):
                problems.append('priority %s of %s: %d, made %d' % (tally['priority'], side, tally[side], priorities.count(tally['priority'])))


def check_sheets(path, report, expected, problems):
    book = openpyxl.load_workbook(path)
    if book.sheetnames != ['比較の概要', '資産', 'タスク']:
        problems.append('sheets: %s' % book.sheetnames)
        return
    sheet = book['資産']
    words = {'new': '新規', 'gone': '削除', 'up': '上昇', 'down': '下降', 'changed': '変更', 'same': '同じ'}
    headings = [c.value for c in sheet[4]]
    level = headings.index('リスクレベル')
    seen = {}
    for row in sheet.iter_rows(min_row=6, values_only=True):
        seen[row[2].split('（旧')[0]] = (row[0].split()[1], row[level], row[level + 1])
    for item in report['assets']:
        name = (item['new'] or item['old'])['name']
        if seen.get(name, ('',))[0] != words[expected[name][0]]:
            problems.append('sheet: %s is %s' % (name, seen.get(name)))
        elif item['state'] in ('up', 'down') and seen[name][1:] != expected[name][1]['risk_level']:
            problems.append('sheet: %s has levels %s' % (name, seen[name][1:]))
    if sheet.freeze_panes != 'D6' or sheet.page_setup.orientation != 'landscape' or sheet.auto_filter.ref is None:
        problems.append('sheet: not frozen, not landscape or without filter')


def changed_report(folder):
    """The report printed in 003 13-2-4 and the same a year later, with what should be said of its risks."""
    source = os.path.join(HERE, 'data', 'layouts', 'source003_risk_report.xlsx')
    book = openpyxl.load_workbook(source)
    book['資産目録']['C2'] = 1  # 資産9: confidentiality 3 → 1, so that its importance, and that of risk 1, is 1
    sheet = book['リスクアセスメント結果報告書']
    sheet['P5'] = sheet['P5'].value + '\n端末の暗号化'
    sheet['M6'], sheet['L6'], sheet['Q6'], sheet['R6'], sheet['S6'] = None, '●', '予定', None, None
    sheet['I7'] = 2  # the importance of the assets is 3: level 9 → 6
    for cell, value in (('A8', 4), ('B8', 13), ('E8', '停電'), ('I8', 1)):
        sheet[cell] = value
    path = os.path.join(folder, 'report.xlsx')
    book.save(path)
    controls = ['モバイル機器の利用ルールを整備・強化']
    return source, path, {
        '1': ('down', {'importance': (3, 1), 'risk_level': (6, 2), 'priority': (2, None), 'acceptable': (False, True),
                       'controls': (controls, controls + ['端末の暗号化'])}),
        '2': ('changed', {'treatment': (['reduce'], ['retain']), 'response': ('done', 'planned'), 'residual_importance': (1, None),
                          'residual_likelihood': (1, None), 'residual_level': (1, None)}),
        '3': ('down', {'likelihood': (3, 2), 'risk_level': (9, 6), 'priority': (1, 2)}),
        '4': ('new', None)}


def check_report(daicho, folder, problems):
    old, new, expected = changed_report(folder)
    done = subprocess.run([daicho, 'diff', old, new, '--json', '-'], capture_output=True, text=True, encoding='utf8')
    report = json.loads(done.stdout)
    got = {}
    for item in report['risks']:
        fields = {c['field']: (c['old'], c['new']) for c in item['changes']} if 'changes' in item else None
        got[(item['new'] or item['old'])['number']] = (item['state'], fields)
    for number in sorted(set(got) | set(expected)):
        if got.get(number) != expected.get(number):
            problems.append('risk %s: told %s, made %s' % (number, got.get(number), expected.get(number)))
    assets = [(item['new']['name'], item['state']) for item in report['assets'] if item['state'] != 'same']
    if assets != [('資産9', 'down')]:
        problems.append('assets of the report: %s' % assets)
    if sorted(f['code'] for f in report['findings']) != ['book-not-refreshed'] * 2:
        problems.append('findings of the report: %s' % report['findings'])


def main():
    daicho = os.path.abspath(sys.argv[1])
    folder = sys.argv[sys.argv.index('--keep') + 1] if '--keep' in sys.argv else tempfile.mkdtemp()
    old, new, expected = years(random.Random(2026))
    old_plan, new_plan, tasks = plans()
    paths = [os.path.join(folder, name) for name in ('2025.xlsx', '2026.xlsx', 'changes.xlsx', 'changes.json')]
    write_book(paths[0], old, old_plan)
    write_book(paths[1], new, new_plan)
    done = subprocess.run([daicho, 'diff', *paths[:2], '-o', paths[2], '--json', paths[3], '--old-date', '2025-05-01', '--date', '2026-03-31',
                           '--lang', 'ja', '--force'], capture_output=True, text=True, encoding='utf8')
    problems = [] if done.returncode == 0 else ['exit %d: %s' % (done.returncode, done.stderr)]
    if not problems:
        with open(paths[3], encoding='utf8') as f:
            report = json.load(f)
        check_assets(report, expected, problems)
        check_tasks(report, old_plan + new_plan, tasks, problems)
        check_summary(report, expected, problems)
        check_bands(report, old, new, problems)
        check_sheets(paths[2], report, expected, problems)
    check_report(daicho, folder, problems)
    for problem in problems[:40]:
        print('FAIL ' + problem)
    print('%d assets and %d tasks compared, %d problems' % (len(expected), len(tasks), len(problems)))
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
