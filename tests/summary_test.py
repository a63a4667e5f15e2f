#!/usr/bin/python3
"""The summary sheet and the notes say what the book says: every number on the page is counted again by the oracle, from the data
the book was made of; charts point at cells that hold these numbers; a second run replaces what the first one wrote.

  summary_test.py DAICHO
"""
import collections
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

import oracle

HERE = os.path.dirname(os.path.abspath(__file__))
CHECK = os.path.join(HERE, 'tools', 'check_roundtrip.py')
TODAY = datetime.date(2026, 4, 1)
D = datetime.date

#          No  name            C  I     A  threat vulnerability
ASSETS = [(1, '社員名簿', 3, 3, 2, 3, 3),
          (2, '給与台帳', 3, 2, 1, 3, 2),
          (3, '会社案内', 1, 1, 1, 1, 2),
          (4, '契約書綴り', 2, 2, 2, 3, 3),
          (5, '見積書', 2, None, 1, 2, 2),
          (6, '社内規程集', 1, 2, 1, 2, 3),
          (7, '図面データ', 3, 3, 3, 2, 3)]
#         No  assets       event           T  V  treatment  controls    state   second evaluation (I, T, V)
RISKS = [(1, '1、2', '鞄の置き忘れ', 3, 3, '低減', '暗号化', '済み', (3, 1, 1)),
         (2, '3', '印刷の取り違え', 1, 2, '保有', None, '予定', None),
         (3, '4、7', '誤送信', 3, 2, '低減', '二重確認', '予定', None),
         (4, '6', '更新の漏れ', 2, 3, '移転', '委託', '済み', (2, 2, 2)),
         (5, '5', '古い見積り', 2, 2, '回避', '廃止', '予定', None),
         (6, '1', '退職者の持ち出し', 3, 3, '低減', '教育', '予定', None)]
#         No  control    responsible  planned end       start, end
TASKS = [(1, '暗号化', '総務部', D(2026, 2, 20), D(2026, 1, 10), D(2026, 2, 15)),
         (2, '二重確認', '営業部', D(2026, 3, 20), D(2026, 2, 1), None),
         (3, '委託', '総務部', D(2026, 3, 31), None, None),
         (4, '廃止', '営業部', D(2026, 5, 31), None, None),
         (5, '教育', '人事部', D(2026, 4, 1), D(2026, 3, 1), None)]


def make(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = '台帳'
    sheet.append(['No', '情報資産名称', '機密性', '完全性', '可用性', '重要度', '起こりやすさ（脅威）', 'つけ込みやすさ（脆弱性）', '被害発生可能性',
                  'リスクレベル', '優先順位'])
    for number, name, c, i, a, t, v in ASSETS:
        sheet.append([number, name, c, i, a, None, t, v])
    sheet['F2'] = 1  # wrong: corrected and noted
    sheet['A10'].comment = openpyxl.comments.Comment('人が書いたメモ', '山田')
    risks = book.create_sheet('リスク一覧')
    risks.append([None] * 10 + ['リスク対応'] + [None] * 5 + ['二次評価'])
    risks.merge_cells('K1:P1')
    risks.merge_cells('Q1:U1')
    risks.append(['No', '資産目録のNo', 'リスク源', '事象', '重要度', '起こりやすさ（脅威）', 'つけ込みやすさ（脆弱性）', '被害発生可能性', 'リスクレベル',
                  '優先順位', '保有', '低減', '回避', '移転', '管理策', '対応', '重要度', '起こりやすさ（脅威）', 'つけ込みやすさ（脆弱性）',
                  '被害発生可能性', 'リスクレベル'])
    for number, assets, event, t, v, treatment, control, state, second in RISKS:
        marks = ['●' if x == treatment else None for x in ('保有', '低減', '回避', '移転')]
        risks.append([number, assets, '不注意', event, None, t, v, None, None, None, *marks, control, state, *(second or ())])
    plan = book.create_sheet('リスク対応計画')
    plan.append(['No', '管理策', 'タスク', '担当', '予定開始日', '予定終了日', '実績開始日', '実績終了日', 'ステータス'])
    for number, control, who, due, start, end in TASKS:
        plan.append([number, control, '手順を作る', who, D(2026, 1, 10), due, start, end])
    book.save(path)


def counted():
    """What must be on the page, from the data and the oracle alone."""
    out = {'assets': [], 'risks': [], 'after': []}
    by_number = {}
    for number, _, c, i, a, t, v in ASSETS:
        by_number[number] = oracle.score(c, i, a, t, v)
        out['assets'].append(by_number[number])
    for _, assets, _, t, v, _, _, _, second in RISKS:
        named = [by_number[int(n)]['importance'] for n in assets.split('、')]
        out['risks'].append(oracle.score(t=t, v=v, imp=None if None in named else max(named)))
        out['after'].append(oracle.score(t=second[1], v=second[2], imp=second[0]) if second else oracle.score())
    return out


def bands(rows):
    """Counts by band, the highest first, and of rows without level at the end."""
    of = lambda level: next((i for i, (low, high, _) in enumerate(oracle.BANDS) if level is not None and low <= level <= high), len(oracle.BANDS))
    found = collections.Counter(of(row['risk_level']) for row in rows)
    return [found[i] for i in range(len(oracle.BANDS) + 1)]


def values(sheet):
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def find(sheet, text, nth=0):
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    return cells[nth] if len(cells) > nth else None


def below(cell, count):
    return [cell.parent.cell(cell.row + i + 1, cell.column).value for i in range(count)]


def rows_below(cell, columns):
    """Rows of a table under its heading row, as dictionaries by heading, down to the first free row."""
    sheet, heads = cell.parent, {}
    for c in range(1, sheet.max_column + 1):
        head = sheet.cell(cell.row, c).value
        if head in columns:
            heads[head] = c
    out = []
    for r in range(cell.row + 1, sheet.max_row + 1):
        row = {head: sheet.cell(r, c).value for head, c in heads.items()}
        if all(value is None for value in row.values()) or row[columns[0]] is None:
            break
        out.append(row)
    return out


class Checker:
    def __init__(self, daicho, folder):
        self.daicho, self.folder, self.wrong = daicho, folder, []

    def expect(self, what, got, wanted):
        if got != wanted:
            self.wrong.append('%s: %r, not %r' % (what, got, wanted))

    def refresh(self, source, target, *options):
        done = subprocess.run([self.daicho, 'refresh', source, '-o', target, '--json', '-', '--fail-on', 'never', '--date', str(TODAY), '--lang', 'ja',
                               '--force', *options], capture_output=True, text=True, encoding='utf8')
        if done.returncode:
            raise SystemExit('exit %d: %s' % (done.returncode, done.stderr))
        return json.loads(done.stdout)

    def counts(self, sheet):
        wanted = counted()
        head = find(sheet, '優先順位')
        for name, rows in (('資産', 'assets'), ('リスク', 'risks'), ('リスク 対応後', 'after')):
            column = next(c for c in sheet[head.row] if c.value == name)
            self.expect('counts by band, ' + name, below(column, 5), bands(wanted[rows]))
            self.expect('total, ' + name, below(column, 6)[-1], len(wanted[rows]))
        head = find(sheet, 'リスクレベル')
        levels = sorted({row['risk_level'] for rows in wanted.values() for row in rows} - {None}, reverse=True)
        self.expect('levels', below(head, len(levels)), levels)
        for name, rows in (('資産', 'assets'), ('リスク', 'risks'), ('リスク 対応後', 'after')):
            column = next(c for c in sheet[head.row][head.column:] if c.value == name)
            found = collections.Counter(row['risk_level'] for row in wanted[rows])
            self.expect('counts by level, ' + name, below(column, len(levels)), [found[level] for level in levels])

    def maps(self, sheet):
        wanted = counted()
        for nth, rows in enumerate(('assets', 'risks')):
            corner = find(sheet, '重要度', nth)
            across = [c for c in sheet[corner.row][corner.column:corner.column + 10] if isinstance(c.value, (int, float))]
            self.expect('map, across', [c.value for c in across], [3, 2, 1])
            self.expect('map, down', below(corner, 3), [3, 2, 1])
            found = collections.Counter((row['importance'], row['likelihood']) for row in wanted[rows])
            for column in across:
                self.expect('map of %s, likelihood %s' % (rows, column.value), below(column, 3), [found[i, column.value] for i in (3, 2, 1)])
                for row in (1, 2, 3):
                    level = sheet.cell(corner.row + row, corner.column).value * column.value
                    fill = sheet.cell(corner.row + row, column.column).fill.fgColor.rgb
                    legend = find(sheet, {1: '1 早急に対応', 2: '2 今期中に対応', 3: '3 今期対応が望ましい', None: '－ 受容できる'}[oracle.priority(level)])
                    self.expect('colour of level %d' % level, fill, legend.fill.fgColor.rgb)

    def lists(self, sheet):
        wanted = counted()
        order = sorted((i for i, row in enumerate(wanted['risks']) if row['risk_level']), key=lambda i: -wanted['risks'][i]['risk_level'])
        rows = rows_below(find(sheet, '対応方法'), ('No', '名称', 'レベル', '対応方法', '対応', '対応後'))
        self.expect('highest risks', [(r['No'], r['名称'], r['レベル'], r['対応方法'], r['対応'], r['対応後']) for r in rows],
                    [(str(RISKS[i][0]), RISKS[i][2], wanted['risks'][i]['risk_level'], RISKS[i][5], RISKS[i][7],
                      wanted['after'][i]['risk_level'] or '－') for i in order])
        late = [(str(n), control, who, str(due), (TODAY - due).days) for n, control, who, due, _, end in TASKS if due < TODAY and not end]
        rows = rows_below(find(sheet, '担当'), ('No', '管理策', '担当', '予定の終了', '遅れ（日）'))
        self.expect('overdue', [tuple(r.values()) for r in rows], sorted(late, key=lambda x: -x[-1]))
        self.expect('finished', below(find(sheet, '終了'), 1), [sum(1 for t in TASKS if t[5])])
        self.expect('started', below(find(sheet, '着手'), 1), [sum(1 for t in TASKS if t[4] and not t[5])])
        self.expect('not started', below(find(sheet, '未着手'), 1), [sum(1 for t in TASKS if not t[4] and not t[5])])
        rows = rows_below(find(sheet, '足りない評価'), ('セル', 'No', '足りない評価'))
        self.expect('unfinished', [tuple(r.values()) for r in rows], [('台帳!D6', '5', '完全性'), ('リスク一覧!E7', '5', '重要度')])

    def findings(self, sheet, report):
        found = collections.Counter(f['severity'] for f in report['findings'])
        rows = rows_below(find(sheet, '重さ'), ('重さ', '件数'))
        for severity, word in (('error', 'エラー'), ('warning', '注意')):
            self.expect(severity + 's', sum(r['件数'] for r in rows if r['重さ'] == word), found[severity])
        self.expect('errors at the top', below(find(sheet, 'エラー'), 1), [found['error']])

    def charts(self, path, sheet):
        wanted = counted()
        expected = {'リスク': bands(wanted['risks']), '資産': bands(wanted['assets']), 'リスク 対応後': bands(wanted['after'])}
        with zipfile.ZipFile(path) as z:
            parts = [z.read(n).decode() for n in z.namelist() if re.fullmatch(r'xl/charts/chart\d+\.xml', n)]
        self.expect('charts', len(parts), 2)
        seen = []
        for part in parts:
            for series in re.findall(r'<c:ser>.*?</c:ser>', part, re.S):
                name, labels, numbers = (m.split('!')[1].replace('$', '') for m in re.findall(r'<c:f>([^<]*)</c:f>', series))
                title = sheet[name].value
                seen.append(title)
                self.expect('chart series ' + title, [row[0].value for row in sheet[numbers]], expected[title])
                self.expect('chart labels', sheet[labels.split(':')[0]].value, '1 早急に対応')
        self.expect('series', sorted(seen), ['リスク', 'リスク', 'リスク 対応後', '資産'])

    def notes(self, path, report, of_all):
        book = openpyxl.load_workbook(path)
        ours = {(s.title, c.coordinate): c.comment for s in book for row in s.iter_rows() for c in row if c.comment and c.comment.author == 'daicho'}
        others = [c.comment.text for s in book for row in s.iter_rows() for c in row if c.comment and c.comment.author != 'daicho']
        self.expect("people's notes", others, ['人が書いたメモ'])
        self.expect('notes', len(ours), report['notes'])
        for edit in report['edits']:
            if (edit['sheet'], edit['cell']) not in ours:
                self.wrong.append('%s!%s changed without a note' % (edit['sheet'], edit['cell']))
        for finding in report['findings']:
            key = (finding['sheet'], finding['cell'])
            if finding['severity'] == 'info' or not finding['cell'] or ':' in finding['cell']:
                continue
            if key not in ours or finding['message'] not in ours[key].text:
                self.wrong.append('%s!%s: no note says “%s”' % (*key, finding['message']))
        if of_all:
            self.expect('note of a calculated cell', ours[('台帳', 'F3')].text, '重要度3＝機密性3が最大（機密性3〔C3〕、完全性2〔D3〕、可用性1〔E3〕）')
        return len(ours)

    def only_what_was_asked(self, before, after, report):
        """Without notes, which the tests of the workbook room look after."""
        allow = []
        for edit in report['edits']:
            allow += ['--allow', "'%s'!%s" % (edit['sheet'], edit['cell'])]
        parts = set()
        for path in (before, after):
            with zipfile.ZipFile(path) as z:
                parts |= {n for n in z.namelist() if re.search(r'sheet4|drawing\d|chart\d|\.rels$|Content_Types|workbook\.xml$', n)}
        for part in sorted(parts):
            allow += ['--allow-part', part]
        done = subprocess.run([sys.executable, CHECK, before, after, *allow], capture_output=True, text=True, encoding='utf8')
        self.expect('round trip', (done.returncode, done.stdout[-400:] if done.returncode else ''), (0, ''))

    def run(self):
        book, first, second, bare = (os.path.join(self.folder, n) for n in ('book.xlsx', 'first.xlsx', 'second.xlsx', 'bare.xlsx'))
        make(book)
        report = self.refresh(book, first, '--summary', '--notes=all')
        self.expect('added', report['added'], [{'sheet': 'まとめ', 'role': 'summary', 'replaced': False}])
        sheet = openpyxl.load_workbook(first)['まとめ']
        self.counts(sheet)
        self.maps(sheet)
        self.lists(sheet)
        self.findings(sheet, report)
        self.charts(first, sheet)
        notes = self.notes(first, report, True)
        report = self.refresh(book, bare, '--summary')
        self.only_what_was_asked(book, bare, report)
        report = self.refresh(book, first, '--summary', '--notes=all')

        again = self.refresh(first, second, '--summary', '--notes=all')
        self.expect('edits of a second run', again['edits'], [])
        self.expect('added by a second run', again['added'], [{'sheet': 'まとめ', 'role': 'summary', 'replaced': True}])
        self.expect('sheets of a second run', openpyxl.load_workbook(second).sheetnames, ['台帳', 'リスク一覧', 'リスク対応計画', 'まとめ'])
        self.expect('notes of a second run', self.notes(second, again, False), notes)
        self.expect('the summary is no list', [s['form'] for s in again['sheets']], ['asset-register', 'risk-report', 'treatment-plan', 'summary'])
        self.expect('counts of a second run', again['summary'], report['summary'])
        corrected = {k for k, v in values(sheet).items()} ^ set(values(openpyxl.load_workbook(second)['まとめ']))
        self.expect('cells that only one of two runs has, behind the list of kinds', all(int(re.sub(r'\D', '', k)) > find(sheet, '重さ').row for k in corrected), True)

        self.refresh(second, bare, '--remove-notes')
        left = [c.comment.author for s in openpyxl.load_workbook(bare) for row in s.iter_rows() for c in row if c.comment]
        self.expect('notes after --remove-notes', left, ['山田'])
        changed = self.refresh(book, first, '--notes')
        self.expect('notes on changed cells and findings are fewer', len(changed['edits']) <= changed['notes'] < report['notes'], True)
        self.notes(first, changed, False)
        return self.wrong


def main():
    folder = tempfile.mkdtemp()
    try:
        wrong = Checker(os.path.abspath(sys.argv[1]), folder).run()
    finally:
        shutil.rmtree(folder)
    print('\n'.join('FAIL ' + w for w in wrong) or 'ok   summary and notes')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
