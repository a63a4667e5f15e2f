#!/usr/bin/python3
"""Makes the workbooks of ../../lint_test.py: faulty/ with planted faults, each told in the JSON beside its book as [code, sheet, cell], and
clean/ with honest workbooks that are hard to tell from faulty ones. Existing books are kept: remove one to make it anew.

Each book is a function that fills sheets; who writes it (xlsxwriter, openpyxl without stored results, LibreOffice 7.4 from the first) stands
beside it. Stored results are calculated here, in Python."""
import datetime
import json
import os
import random
import subprocess
import tempfile

import openpyxl
import xlsxwriter

HERE = os.path.dirname(os.path.abspath(__file__))
DATE = datetime.datetime(2026, 4, 1)
BOOKS = []


def book(kind, writer='xlsxwriter', faults=()):
    def note(make):
        BOOKS.append((kind, make.__name__, writer, list(faults), make))
        return make
    return note


class Sheet:
    """Cells by (row, column), both from 1. A formula comes with its result: ('=A1+1', 3)."""
    def __init__(self):
        self.cells, self.merged = {}, []

    def put(self, row, column, *values):
        for i, value in enumerate(values):
            if value is not None:
                self.cells[row, column + i] = value

    def value(self, row, column):
        value = self.cells.get((row, column))
        return value[1] if isinstance(value, tuple) else value


class Book(dict):
    def __missing__(self, name):
        self[name] = Sheet()
        return self[name]


def is_array(value):
    return value[0].startswith('{')


def by_xlsxwriter(sheets, path):
    out = xlsxwriter.Workbook(path)
    out.set_properties({'created': DATE})
    day = out.add_format({'num_format': 'yyyy/m/d'})
    for name, sheet in sheets.items():
        page = out.add_worksheet(name)
        for (row, column), value in sorted(sheet.cells.items()):
            if isinstance(value, tuple) and is_array(value):
                page.write_array_formula(row - 1, column - 1, row - 1, column - 1, value[0], None, value[1])
            elif isinstance(value, tuple):
                page.write_formula(row - 1, column - 1, value[0], None, value[1])
            elif isinstance(value, datetime.date):
                page.write_datetime(row - 1, column - 1, value, day)
            elif isinstance(value, str):
                page.write_string(row - 1, column - 1, value)
            else:
                page.write(row - 1, column - 1, value)
        for first, last, text in sheet.merged:
            page.merge_range(first[0] - 1, first[1] - 1, last[0] - 1, last[1] - 1, text)
    out.close()


def by_openpyxl(sheets, path):
    out = openpyxl.Workbook()
    out.remove(out.active)
    out.properties.created = out.properties.modified = DATE
    for name, sheet in sheets.items():
        page = out.create_sheet(name)
        for (row, column), value in sorted(sheet.cells.items()):
            cell = page.cell(row, column)
            cell.value = value[0] if isinstance(value, tuple) else value
        for first, last, text in sheet.merged:
            page.cell(*first).value = text
            page.merge_cells(start_row=first[0], start_column=first[1], end_row=last[0], end_column=last[1])
    out.save(path)


def by_libreoffice(sheets, path):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, os.path.basename(path))
        by_xlsxwriter(sheets, source)
        subprocess.run(['soffice', '--headless', '-env:UserInstallation=file://%s/profile' % folder, '--convert-to', 'xlsx:Calc MS Excel 2007 XML',
                        '--outdir', os.path.dirname(path), source], check=True, capture_output=True)


def letter(column):
    return xlsxwriter.utility.xl_col_to_name(column - 1)


# --- Books with faults


@book('faulty', faults=[('rule-changes', 'Open items', 'H40:H64'), ('value-among-formulas', 'Open items', 'I21')])
def plan_of_action():
    b, rng = Book(), random.Random(1)
    s = b['Open items']
    s.put(1, 1, 'Plan of action and milestones')
    s.put(4, 1, 'ID', 'Weakness', 'Owner', 'Detected', 'Rating', 'Adjusted', 'Approved', 'Due', 'Days left', 'Status')
    for r in range(5, 65):
        rating, adjusted = rng.choice(['High', 'Moderate', 'Low']), rng.choice(['N/A', 'Low', 'Moderate'])
        s.put(r, 1, 'V-%03d' % (r - 4), 'Missing patch on host %d' % rng.randint(1, 90), rng.choice(['Ops', 'Dev', 'Net']),
              datetime.date(2026, rng.randint(1, 9), rng.randint(1, 28)), rating, adjusted, rng.choice(['Yes', 'No']))
        used = 'IF(AND(F%d<>"N/A",G%d="Yes"),F%d,E%d)' % (r, r, r, r) if r < 40 else 'IF(F%d<>"N/A",F%d,E%d)' % (r, r, r)
        s.put(r, 8, ('=D%d+IF(%s="High",30,IF(%s="Moderate",90,180))' % (r, used, used), 46000 + r))
        s.put(r, 9, ('=H%d-$B$2' % r, 100 + r), rng.choice(['Open', 'Closed', 'Pending']))
    s.put(2, 1, 'As of', 45900)
    s.put(21, 9, 60)
    return b


@book('faulty', faults=[('range-unlike-others', '予算', 'E16'), ('rule-differs', '予実', 'D9')])
def budget_with_a_short_total():
    b, rng = Book(), random.Random(2)
    s = b['予算']
    s.put(1, 1, '2026年度 部門別予算（千円）')
    s.put(3, 1, '費目', *['%d月' % (3 + i) for i in range(1, 10)], '計')
    for r in range(4, 16):
        s.put(r, 1, '費目%02d' % (r - 3), *[rng.randint(10, 99) for _ in range(9)])
        s.put(r, 11, ('=SUM(B%d:J%d)' % (r, r), sum(s.value(r, c) for c in range(2, 11))))
    s.put(16, 1, '合計')
    for c in range(2, 12):
        last = 13 if c == 5 else 15
        s.put(16, c, ('=SUM(%s4:%s%d)' % (letter(c), letter(c), last), sum(s.value(r, c) for r in range(4, last + 1))))
    s = b['予実']
    s.put(1, 1, '部門', '予算', '実績', '差額', '備考')
    for r in range(2, 18):
        plan, real = rng.randint(100, 900), rng.randint(100, 900)
        s.put(r, 1, '%d課' % (r - 1), plan, real, ('=C%d-B%d' % (r, r), real - plan) if r != 9 else ('=B9-C9', plan - real))
    return b


@book('faulty', faults=[('range-stops-early', '集計', 'C4:C6'), ('range-starts-late', '集計', 'C9')])
def summary_of_a_grown_list():
    b, rng = Book(), random.Random(3)
    s = b['点検一覧']
    s.put(1, 1, '点検一覧')
    s.put(3, 1, '点検番号', '場所', '結果', '指摘数')
    for r in range(4, 54):
        s.put(r, 1, 'T-%02d' % (r - 3), rng.choice(['本社', '支店', '倉庫']), rng.choice(['良', '否', '保留']), rng.randint(0, 5))
    t = b['集計']
    t.put(2, 2, '点検の集計')
    t.put(3, 2, '結果', '件数')
    for r, word in ((4, '良'), (5, '否'), (6, '保留')):
        t.put(r, 2, word, ('=COUNTIF(点検一覧!$C$4:$C$49,B%d)' % r, sum(s.value(x, 3) == word for x in range(4, 50))))
    t.put(9, 2, '指摘数', ('=SUM(点検一覧!D6:D53)', sum(s.value(x, 4) for x in range(6, 54))))
    t.put(10, 2, '最多', ('=MAX(点検一覧!D:D)', 5))
    return b


@book('faulty', faults=[('range-slides', '見積', 'C6:C16'), ('range-slides', '出荷', 'D9')])
def sliding_lookups():
    b, rng = Book(), random.Random(4)
    m = b['単価表']
    m.put(1, 1, '品番', '品名', '単価')
    for r in range(2, 12):
        m.put(r, 1, 'P%02d' % (r - 1), '部品%02d' % (r - 1), r * 110)
    s = b['見積']
    s.put(3, 1, '見積明細')
    s.put(4, 1, '品番', '数量', '単価', '金額')
    for i, r in enumerate(range(5, 17)):
        code, n = rng.randint(i + 1, 10) if i < 9 else 10, rng.randint(1, 9)
        s.put(r, 1, 'P%02d' % code, n, ('=VLOOKUP(A%d,単価表!A%d:C%d,3,FALSE)' % (r, r - 3, r + 6), (code + 1) * 110),
              ('=B%d*C%d' % (r, r), n * (code + 1) * 110))
    t = b['出荷']
    t.put(1, 1, '出荷番号', '品番', '数量', '品名')
    for r in range(2, 14):
        code = rng.randint(7, 10)
        area = '単価表!A5:C14' if r == 9 else '単価表!$A$2:$C$11'
        t.put(r, 1, 'S%03d' % r, 'P%02d' % code, rng.randint(1, 50), ('=VLOOKUP(B%d,%s,2,FALSE)' % (r, area), '部品%02d' % code))
    return b


@book('faulty', faults=[('results-contradict', 'リスク一覧', 'F11'), ('label-contradicts', 'リスク一覧', 'G15')])
def typed_risk_levels():
    b, rng = Book(), random.Random(5)
    s = b['リスク一覧']
    s.put(2, 1, 'No', 'リスク', '担当', '発生可能性', '影響度', 'リスクレベル', '区分')
    pairs = [(1, 1), (3, 3), (2, 3), (1, 2), (3, 2), (2, 2), (1, 3), (3, 3), (2, 3), (1, 1), (2, 1), (3, 1), (2, 2), (3, 2), (1, 2), (2, 1), (1, 3),
             (3, 3), (1, 1), (2, 2)]
    for i, (p, e) in enumerate(pairs):
        level = p * e
        s.put(3 + i, 1, i + 1, '事象その%d' % rng.randint(10, 99), rng.choice(['総務', '情シス', '営業']), p, e, level,
              '大' if level >= 6 else '中' if level >= 3 else '小')
    s.put(11, 6, 9)    # likelihood 2, impact 3: 6 elsewhere
    s.put(15, 7, '大')  # 4 is 中 elsewhere
    return b


@book('faulty', faults=[('label-against-bands', 'Register', 'F9')])
def level_against_its_bands():
    b, rng = Book(), random.Random(6)
    c = b['Criteria']
    c.put(1, 1, 'How to read a score')
    c.put(3, 1, 'Score', 'Band', 'What to do')
    c.put(4, 1, '15-25', 'High', 'Treat at once')
    c.put(5, 1, '6-14', 'Medium', 'Plan a treatment')
    c.put(6, 1, '1-5', 'Low', 'Accept')
    s = b['Register']
    s.put(1, 1, 'Ref', 'Scenario', 'Team', 'Frequency', 'Score', 'Band')
    for r in range(2, 22):
        score = [4, 6, 9, 12, 16, 20, 25, 3, 2, 8][r % 10]
        s.put(r, 1, 'R%02d' % r, 'Scenario %d' % rng.randint(100, 999), rng.choice(['A-team', 'B-team']), rng.choice(['weekly', 'monthly', 'rarely']),
              score, 'High' if score > 14 else 'Medium' if score > 5 else 'Low')
    s.put(9, 5, 8, 'Low')  # 8 is Medium
    return b


@book('faulty', faults=[('reference-lost', '経費', 'D7:D9'), ('refers-to-itself', '経費', 'B14'), ('result-error', '経費', 'E5'),
                        ('external-links', '前年', None)])
def broken_references():
    b = Book()
    s = b['経費']
    s.put(3, 1, '項目', '金額', '消費税', '前年比', '端数')
    for r in range(4, 14):
        s.put(r, 1, '項目%d' % (r - 3), r * 1000, ('=B%d*0.1' % r, r * 100.0))
        s.put(r, 4, ('=B%d/#REF!' % r, '#REF!') if 7 <= r <= 9 else ('=B%d/前年!B%d' % (r, r - 2), 1.25))
    s.put(5, 5, ('=ROUNDED(B5,-3)', '#NAME?'))
    s.put(6, 5, ('=E5+1', '#NAME?'))
    s.put(14, 1, '合計', ('=SUM(B4:B14)', 0), ('=SUM(C4:C13)', 8500))
    t = b['前年']
    t.put(1, 1, '項目', '金額', '参照元')
    for r in range(2, 12):
        t.put(r, 1, '項目%d' % (r - 1), (r + 2) * 800)
    t.put(2, 3, ('=[1]決算!B2', 3200))
    t.put(3, 3, ('=[1]決算!B3', 4000))
    return b


@book('faulty', 'openpyxl', [('number-as-text', '在庫', 'C8')])
def number_stored_as_text():
    b = Book()
    s = b['在庫']
    s.put(1, 1, '在庫表')
    s.put(3, 1, '棚番', '品名', '数量', '評価額')
    for r in range(4, 16):
        s.put(r, 1, '%03d' % r, '部材%d' % r, r * 3, ('=C%d*120' % r, 0))
    s.put(8, 3, '１２')
    s.put(16, 1, '合計', None, ('=SUM(C4:C15)', 0), ('=SUM(D4:D15)', 0))
    return b


@book('faulty', faults=[('results-contradict', '社員', 'C19')])
def key_with_two_names():
    b, rng = Book(), random.Random(9)
    s = b['社員']
    s.put(1, 1, '社員番号', '部署番号', '部署', '氏名', '入社')
    names = {110: '総務部', 120: '経理部', 210: '営業一課', 220: '営業二課', 310: '製造部'}
    for r in range(2, 42):
        key = rng.choice(list(names))
        s.put(r, 1, 10000 + r * 7, key, names[key], '社員 %d' % r, datetime.date(rng.randint(2000, 2025), 4, 1))
    s.put(19, 2, 210, '営業二課')
    return b


@book('faulty', 'libreoffice', [('value-among-formulas', '勤怠', 'G12'), ('range-unlike-others', '集計', 'B5'), ('rule-changes', '推移', 'H4:M4')])
def attendance():
    b, rng = Book(), random.Random(10)
    s = b['勤怠']
    s.put(1, 1, '4月 勤怠表')
    s.put(3, 1, '日', '曜', '出社', '退社', '休憩', '区分', '実働')
    for r in range(4, 34):
        start, end = rng.randint(8, 10), rng.randint(17, 21)
        s.put(r, 1, r - 3, '月火水木金土日'[r % 7], start, end, 1, rng.choice(['出勤', '在宅', '休暇']), ('=D%d-C%d-E%d' % (r, r, r), end - start - 1))
    s.put(12, 7, 8)
    s.put(34, 1, '合計')
    s.put(34, 7, ('=SUM(G4:G33)', 240))
    t = b['集計']
    t.put(2, 1, '区分', '日数', '割合')
    for r, word in enumerate(['出勤', '在宅', '休暇', '欠勤'], 3):
        last = 30 if r == 5 else 33
        t.put(r, 1, word, ('=COUNTIF(勤怠!$F$4:$F$%d,A%d)' % (last, r), 0), ('=B%d/30' % r, 0))
    u = b['推移']
    u.put(2, 1, '項目', *['%d月' % ((i + 3) % 12 + 1) for i in range(12)])
    u.put(3, 1, '人数', *[rng.randint(20, 40) for _ in range(12)])
    u.put(4, 1, '時間')
    for c in range(2, 14):
        u.put(4, c, ('=%s3*160' % letter(c) if c < 8 else '=%s3*152' % letter(c), u.value(3, c) * 160))
    return b


# --- Books without faults


@book('clean')
def cash_book():
    b, rng = Book(), random.Random(21)
    s = b['現金出納帳']
    s.put(1, 1, '現金出納帳')
    s.put(3, 1, '日付', '摘要', '収入', '支出', '残高')
    s.put(4, 1, datetime.date(2026, 4, 1), '前月繰越', None, None, 52000)
    left = 52000
    for r in range(5, 40):
        into, out = (rng.randint(1, 9) * 1000, None) if rng.random() < 0.4 else (None, rng.randint(1, 9) * 700)
        left += (into or 0) - (out or 0)
        s.put(r, 1, datetime.date(2026, 4, min(30, r - 4)), rng.choice(['交通費', '消耗品', '入金', '切手']), into, out, ('=E%d+C%d-D%d' % (r - 1, r, r), left))
    s.put(40, 2, '合計', ('=SUM(C5:C39)', 0), ('=SUM(D5:D39)', 0))
    t = b['累計']
    t.put(1, 1, '月', '売上', '累計')
    total = 0
    for r in range(2, 14):
        total += r * 10
        t.put(r, 1, '%d月' % (r - 1), r * 10, ('=B2', total) if r == 2 else ('=C%d+B%d' % (r - 1, r), total))
    return b


@book('clean')
def budget_with_subtotals():
    b = Book()
    s = b['予算']
    s.put(1, 1, '区分', '費目', '前期', '今期', '増減', '構成比')
    r, subtotals = 2, []
    for group in ('人件費', '物件費', '外注費', '旅費', '雑費'):
        first = r
        for i in range(5):
            s.put(r, 1, group if i == 0 else None, '%s-%d' % (group, i + 1), r * 7, r * 9, ('=D%d-C%d' % (r, r), r * 2), ('=D%d/D$32' % r, 0.1))
            r += 1
        s.put(r, 2, '小計')
        for c in (3, 4, 5):
            s.put(r, c, ('=SUM(%s%d:%s%d)' % (letter(c), first, letter(c), r - 1), 100))
        s.put(r, 6, ('=D%d/D$32' % r, 0.2))
        subtotals.append(r)
        r += 1
    s.put(r, 2, '総計')
    for c in (3, 4, 5):
        s.put(r, c, ('=' + '+'.join('%s%d' % (letter(c), x) for x in subtotals), 500))
    return b


@book('clean', 'libreoffice')
def attendance_by_day():
    b, rng = Book(), random.Random(23)
    s = b['出欠']
    s.put(1, 1, '出欠表')
    s.put(3, 1, 'No', '氏名', *range(1, 32), '出席', '欠席', '率')
    for r in range(4, 24):
        marks = [rng.choice(['○', '○', '○', '×', None]) for _ in range(31)]
        s.put(r, 1, r - 3, '参加者%d' % r, *marks)
        s.put(r, 34, ('=COUNTIF(C%d:AG%d,"○")' % (r, r), marks.count('○')), ('=COUNTIF(C%d:AG%d,"×")' % (r, r), marks.count('×')),
              ('=IF(AH%d+AI%d=0,"",AH%d/(AH%d+AI%d))' % (r, r, r, r, r), 0.8))
    s.put(24, 2, '出席者数')
    for c in range(3, 34):
        s.put(24, c, ('=COUNTIF(%s4:%s23,"○")' % (letter(c), letter(c)), 3))
    s.put(25, 2, '週の計')
    for c in range(9, 34, 7):
        s.put(25, c, ('=SUM(%s24:%s24)' % (letter(c - 6), letter(c)), 20))
    return b


@book('clean', 'openpyxl')
def plan_of_action_kept_well():
    b, rng = Book(), random.Random(24)
    s = b['POAM']
    s.put(1, 1, 'ID', 'Weakness', 'Detected', 'Rating', 'Due', 'Closed', 'Late')
    for r in range(2, 90):
        s.put(r, 1, 'V-%d' % r, 'Finding', datetime.date(2026, 1 + r % 12, 5), rng.choice(['High', 'Low']))
        blank = ' ' if r % 9 == 0 else ''
        s.put(r, 5, ('=IF(D%d="High",%sC%d+30,%sC%d+180)' % (r, blank, r, blank, r), 0))
        s.put(r, 6, datetime.date(2026, 12, 1) if rng.random() < .5 else None)
        s.put(r, 7, ('=IF(AND(F%d="",E%d<TODAY()),"late","")' % (r, r) if r < 50 else '=IF(AND(%sF%d="",$E%d<TODAY()),"late","")' % ('$', r, r), ''))
    return b


@book('clean')
def statement_of_applicability():
    b, rng = Book(), random.Random(25)
    s = b['適用宣言書']
    s.put(1, 1, '適用宣言書')
    s.put(3, 1, '番号', '管理策', '適用', '実施', '理由', '規程', '重み')
    r = 4
    for chapter, many in ((5, 12), (6, 8), (7, 10), (8, 14)):
        s.put(r, 1, '%d 章' % chapter)
        r += 1
        for i in range(1, many + 1):
            use = rng.choice(['○', '○', '○', '×'])
            s.put(r, 1, float('%d.%d' % (chapter, i)), '管理策 %d' % (chapter * 100 + i), use, rng.choice(['実施', '一部', '未']) if use == '○' else 'ー',
                  rng.choice(['法令', '契約', 'リスク']), rng.choice(['規程A', '規程B', None]), ('=IF(C%d="○",1,0)' % r, int(use == '○')))
            r += 1
    t = b['集計']
    t.put(1, 1, '区分', '数')
    t.put(2, 1, '適用', ('=COUNTIF(適用宣言書!C:C,"○")', 1))
    t.put(3, 1, '除外', ('=COUNTIF(適用宣言書!C:C,"×")', 1))
    t.put(4, 1, '実施', ('=COUNTIFS(適用宣言書!C:C,"○",適用宣言書!D:D,"実施")', 1))
    t.put(5, 1, '割合', ('=B4/B2', 1))
    t.put(6, 1, '重み', ('=SUM(適用宣言書!G:G)', 30))
    return b


@book('clean')
def matrix_and_register():
    b, rng = Book(), random.Random(26)
    m = b['マトリクス']
    m.put(2, 2, '発生可能性＼影響', 1, 2, 3, 4, 5)
    word = lambda n: '高' if n >= 15 else '中' if n >= 6 else '低'
    for p in range(1, 6):
        m.put(2 + p, 2, p, *[word(p * e) for e in range(1, 6)])
    m.put(9, 2, '凡例')
    m.put(10, 2, '高', '15以上')
    m.put(11, 2, '中', '6～14')
    m.put(12, 2, '低', '5以下')
    s = b['リスク']
    s.put(1, 1, 'No', 'リスク', '発生可能性', '影響度', 'リスク値', '判定', '対応')
    for r in range(2, 40):
        p, e = rng.randint(1, 5), rng.randint(1, 5)
        s.put(r, 1, r - 1, '事象%d' % r, p, e, ('=C%d*D%d' % (r, r), p * e), ('=INDEX(マトリクス!$C$3:$G$7,C%d,D%d)' % (r, r), word(p * e)),
              rng.choice(['低減', '受容', '移転']))
    return b


@book('clean')
def summary_of_many_sheets():
    b, rng = Book(), random.Random(27)
    t = b['Summary']
    t.put(1, 1, 'Family', 'Control', 'Tests', 'Failed', 'Worst')
    r = 2
    for family, many in (('AC', 9), ('AT', 6), ('AU', 7), ('CM', 12)):
        s = b[family]
        s.put(1, 1, 'Control', 'Test', 'Result', 'Risk')
        for i in range(40):
            s.put(i + 2, 1, '%s-%d' % (family, rng.randint(1, many)), i + 1, rng.choice(['Satisfied', 'Other']), rng.choice(['Low', 'Moderate', 'High']))
        for i in range(1, many + 1):
            t.put(r, 1, family, '%s-%d' % (family, i), ('=COUNTIF(%s!A:A,B%d)' % (family, r), 3), ('=COUNTIFS(%s!A:A,B%d,%s!C:C,"Other")' % (family, r, family), 1),
                  ('=IF(COUNTIFS(%s!A:A,$B%d,%s!D:D,"High")>0,"High","")' % (family, r, family), ''))
            r += 1
    return b


@book('clean', 'libreoffice')
def plan_and_actual_in_turn():
    b, rng = Book(), random.Random(28)
    s = b['予実']
    s.put(1, 1, '部門', '項目', *['%d月' % m for m in range(4, 10)], '上期')
    r = 2
    for name in ('営業', '製造', '開発', '管理', '物流', '保守'):
        s.put(r, 1, name, '予算', *[rng.randint(10, 90) for _ in range(6)], ('=SUM(C%d:H%d)' % (r, r), 1))
        s.put(r + 1, 2, '実績', *[rng.randint(10, 90) for _ in range(6)], ('=SUM(C%d:H%d)' % (r + 1, r + 1), 1))
        s.put(r + 2, 2, '差異', *[('=%s%d-%s%d' % (letter(c), r + 1, letter(c), r), 1) for c in range(3, 10)])
        s.put(r + 3, 2, '達成率', *[('=IF(%s%d=0,"",%s%d/%s%d)' % (letter(c), r, letter(c), r + 1, letter(c), r), 1) for c in range(3, 10)])
        r += 4
    return b


@book('clean')
def quarters_between_months():
    b, rng = Book(), random.Random(29)
    s = b['月次']
    heads, columns = [], []
    for q in range(4):
        heads += ['%d月' % ((q * 3 + m + 3) % 12 + 1) for m in range(3)] + ['%dQ' % (q + 1)]
    s.put(2, 1, '科目', *heads, '年計')
    for r in range(3, 15):
        s.put(r, 1, '科目%d' % r)
        for i, head in enumerate(heads):
            c = 2 + i
            s.put(r, c, ('=SUM(%s%d:%s%d)' % (letter(c - 3), r, letter(c - 1), r), 60) if head.endswith('Q') else rng.randint(10, 30))
        s.put(r, 18, ('=E%d+I%d+M%d+Q%d' % (r, r, r, r), 240))
    s.put(15, 1, '計')
    for c in range(2, 19):
        s.put(15, c, ('=SUM(%s3:%s14)' % (letter(c), letter(c)), 720))
    s.put(16, 1, '前年比')
    for c in range(2, 19):
        s.put(16, c, ('=%s15/700' % letter(c), 1.03))
    t = b['四半期']
    t.put(1, 1, '月', '売上')
    for r in range(2, 14):
        t.put(r, 1, '%d月' % r, r * 5)
    for i in range(4):
        t.put(2 + i, 4, '%dQ' % (i + 1), ('=SUM(B%d:B%d)' % (2 + 3 * i, 4 + 3 * i), 60))
    return b


@book('clean')
def lookups_in_two_lists():
    b, rng = Book(), random.Random(30)
    m = b['マスタ']
    m.put(1, 1, 'コード', '名称', '単価', None, '得意先', '名称')
    for r in range(2, 14):
        m.put(r, 1, 100 + r, '品目%d' % r, r * 50)
    for r in range(2, 9):
        m.put(r, 5, 'K%d' % r, '得意先%d' % r)
    m.put(15, 1, '※単価は税抜き')
    s = b['受注']
    s.put(1, 1, '受注No', '得意先', '得意先名', 'コード', '品名', '数量', '金額', '順位')
    for r in range(2, 32):
        k, code, n = rng.randint(2, 8), rng.randint(2, 13), rng.randint(1, 20)
        s.put(r, 1, r - 1, 'K%d' % k, ('=VLOOKUP(B%d,マスタ!$E$2:$F$8,2,FALSE)' % r, '得意先%d' % k), 100 + code,
              ('=VLOOKUP(D%d,マスタ!$A$2:$C$13,2,0)' % r, '品目%d' % code), n, ('=F%d*VLOOKUP(D%d,マスタ!$A$2:$C$13,3,0)' % (r, r), n * code * 50),
              ('=RANK(G%d,G$2:G$31)' % r, 1))
    return b


@book('clean')
def running_numbers():
    b = Book()
    s = b['点検表']
    s.put(1, 1, '点検表')
    s.put(5, 1, '番号', '項目', '判定', '前回')
    r = 6
    for part in ('入退室', '端末', '書類', '委託先'):
        s.put(r, 1, None, '■ ' + part)
        r += 1
        for i in range(7):
            s.put(r, 1, ('=ROW()-5', r - 5) if part != '委託先' else (('=A%d+1' % (r - 1), r) if i else 101), '確認事項%d' % r, '適' if r % 3 else '否', '適')
            r += 1
    t = b['名簿']
    t.put(1, 1, 'No', '氏名', '年齢')
    for i in range(2, 40):
        t.put(i, 1, 1 if i in (2, 15, 28) else ('=A%d+1' % (i - 1), i), '氏名%d' % i, 20 + i)
    return b


@book('clean')
def actuals_then_forecast():
    b, rng = Book(), random.Random(32)
    s = b['見込']
    s.put(2, 1, '科目', *['%d月' % ((m + 3) % 12 + 1) for m in range(12)], '計')
    s.put(3, 1, '', *['実績'] * 5, *['見込'] * 7)
    for r in range(4, 12):
        s.put(r, 1, '科目%d' % r, *[rng.randint(50, 90) for _ in range(5)])
        for c in range(7, 14):
            s.put(r, c, ('=ROUND(AVERAGE($B%d:$F%d)*1.02,0)' % (r, r), 70))
        s.put(r, 14, ('=SUM(B%d:M%d)' % (r, r), 800))
    s.put(12, 1, '合計')
    for c in range(2, 15):
        s.put(12, c, ('=SUM(%s4:%s11)' % (letter(c), letter(c)), 560))
    s.put(14, 1, '売上', 2024, 2025, 2026)
    for r in range(15, 21):
        s.put(r, 1, '支店%d' % r, *[rng.randint(100, 200) for _ in range(3)])
    s.put(21, 1, '計', *[('=SUM(%s15:%s20)' % (x, x), 900) for x in 'BCD'])
    return b


@book('clean', 'openpyxl')
def cards():
    b = Book()
    for i in range(1, 4):
        s = b['資産カード%d' % i]
        s.merged.append(((1, 1), (1, 6), '情報資産カード'))
        s.put(3, 1, '資産名', None, '顧客名簿%d' % i)
        s.put(4, 1, '管理者', None, '総務部長')
        s.put(6, 1, '機密性', 3, '完全性', 2, '可用性', 1)
        s.put(7, 1, '重要度', ('=MAX(B6,D6,F6)', 3))
        s.put(9, 1, '点数', ('=B7*2', 6), '区分', ('=IF(B9>=6,"大",IF(B9>=4,"中","小"))', '大'))
        s.put(11, 1, '履歴')
        s.put(12, 1, '日付', '内容', '担当')
        s.put(13, 1, datetime.date(2026, 4, 1), '登録', '山本')
    return b


@book('clean', 'libreoffice')
def tasks_and_progress():
    b, rng = Book(), random.Random(34)
    s = b['課題管理']
    s.put(1, 1, 'No', '課題', '優先度', '進捗', '状態', '期限', '残日数', '工数', '実績', '残')
    for r in range(2, 62):
        done = rng.choice([0, 0, 50, 80, 100, 100])
        state = '完了' if done == 100 else rng.choice(['未着手', '進行中', '保留']) if done == 0 else '進行中'
        hours, used = rng.randint(4, 40), rng.randint(0, 20)
        s.put(r, 1, r - 1, '課題%d' % r, rng.choice(['高', '中', '低']), done, state, datetime.date(2026, rng.randint(4, 12), 10),
              ('=IF(E%d="完了","",F%d-$L$1)' % (r, r), 20), hours, used, ('=MAX(0,H%d-I%d)' % (r, r), max(0, hours - used)))
    s.put(1, 12, datetime.date(2026, 4, 1))
    s.put(62, 2, '計')
    s.put(62, 8, ('=SUM(H2:H61)', 1), ('=SUM(I2:I61)', 1), ('=SUM(J2:J61)', 1))
    return b


@book('clean')
def arrays_and_windows():
    b, rng = Book(), random.Random(35)
    s = b['計測']
    s.put(1, 1, '日', '値', '7日平均', '回目', '順位', '累計', '最大まで')
    for r in range(2, 60):
        s.put(r, 1, r - 1, rng.randint(1, 50))
        s.put(r, 3, ('=AVERAGE(B%d:B%d)' % (max(2, r - 6), r), 25))
        s.put(r, 4, ('=COUNTIF(B$2:B%d,B%d)' % (r, r), 1), ('=RANK(B%d,$B$2:$B$59)' % r, 5), ('=SUM(B$2:B%d)' % r, 100), ('=MAX(B$2:B%d)' % r, 50))
    s.put(2, 9, '積和', ('{=SUM(A2:A59*B2:B59)}', 100))
    s.put(3, 9, '直近7日', ('=SUM(B53:B59)', 150))
    s.put(4, 9, '最初の7日', ('=AVERAGE(B2:B8)', 150))
    s.put(5, 9, '次の7日', ('=AVERAGE(B9:B15)', 150))
    s.put(6, 9, '3番目', ('{=LARGE(B2:B59,3)}', 48))
    return b


@book('clean')
def parts_of_a_list():
    b = Book()
    s = b['売上']
    s.put(1, 1, '地域', '店', '売上', '前年')
    r = 2
    for area, many in (('東', 6), ('西', 9), ('南', 5)):
        for i in range(many):
            s.put(r, 1, area, '%s%d号店' % (area, i + 1), 100 + r * 3, 90 + r * 3)
            r += 1
    t = b['集計']
    t.put(1, 1, '地域', '売上', '前年', '比')
    for i, (area, first, last) in enumerate((('東', 2, 7), ('西', 8, 16), ('南', 17, 21)), 2):
        t.put(i, 1, area, ('=SUM(売上!C%d:C%d)' % (first, last), 1), ('=SUM(売上!D%d:D%d)' % (first, last), 1), ('=B%d/C%d' % (i, i), 1))
    t.put(5, 1, '計', ('=SUM(B2:B4)', 1), ('=SUM(C2:C4)', 1), ('=B5/C5', 1))
    t.put(7, 1, '東だけの平均', ('=AVERAGE(売上!C2:C7)', 1))
    u = b['月別']
    u.put(1, 1, '月', '金額', None, '上期', '年')
    for r in range(2, 14):
        u.put(r, 1, '%d月' % r, r * 11)
    u.put(2, 4, ('=SUM(B2:B7)', 1), ('=SUM(B2:B13)', 1))
    return b


@book('clean')
def judged_levels():
    b, rng = Book(), random.Random(37)
    s = b['Risk register']
    s.put(1, 1, 'Ref', 'Risk', 'Likelihood', 'Impact', 'Existing controls', 'Risk level', 'Residual likelihood', 'Residual impact', 'Residual level')
    words = ['Low', 'Medium', 'High']
    for r in range(2, 32):
        p, e = rng.randint(0, 2), rng.randint(0, 2)
        level = max(0, min(2, (p + e) // 2 + rng.choice([-1, 0, 0, 1])))
        s.put(r, 1, 'R-%02d' % r, 'Risk %d' % rng.randint(100, 999), words[p], words[e], rng.choice(['none', 'partial', 'full']), words[level],
              words[max(0, p - 1)], words[e], words[max(0, level - rng.choice([0, 1]))])
    t = b['Assets']
    t.put(1, 1, 'Asset', 'Qty', 'Priority', 'Floor')
    for r in range(2, 40):
        t.put(r, 1, 'PC-%03d' % r, rng.randint(1, 5), rng.choice(words), rng.randint(1, 4))
    return b


@book('clean')
def seasons_and_taxes():
    b, rng = Book(), random.Random(38)
    s = b['電気料金']
    s.put(1, 1, '季節', *['夏' if m in (7, 8, 9) else 'その他' for m in range(1, 13)])
    s.put(2, 1, '月', *range(1, 13))
    s.put(3, 1, '使用量', *[rng.randint(100, 300) for _ in range(12)])
    s.put(4, 1, '料金')
    for c in range(2, 14):
        s.put(4, c, ('=%s3*IF(%s$1="夏",26,24)' % (letter(c), letter(c)), 5000))
    s.put(5, 1, '累計')
    for c in range(2, 14):
        s.put(5, c, ('=B4', 5000) if c == 2 else ('=%s5+%s4' % (letter(c - 1), letter(c)), 9000))
    t = b['請求']
    t.put(1, 1, '種別', '品名', '数量', '単価', '金額', '税')
    for r in range(2, 22):
        food = r < 12
        n, price = rng.randint(1, 9), rng.randint(1, 9) * 100
        t.put(r, 1, '食品' if food else '雑貨', '品%d' % r, n, price, ('=C%d*D%d' % (r, r), n * price), ('=E%d*%s' % (r, '0.08' if food else '0.1'), 10))
    t.put(22, 1, '小計', None, None, None, ('=SUM(E2:E21)', 1), ('=SUM(F2:F21)', 1))
    t.put(23, 1, '請求額', None, None, None, ('=E22+F22', 1))
    t.put(24, 1, '※税率は種別による')
    return b


@book('clean', 'openpyxl')
def invoice_with_codes():
    b = Book()
    s = b['請求書']
    s.put(1, 1, '請求書')
    s.put(2, 5, 'No.', '0012')
    s.put(8, 1, 'コード', '品名', '数量', '単価', '金額')
    for r in range(9, 19):
        if r < 14:
            s.put(r, 1, '%04d' % r, '品%d' % r, r, 120)
        s.put(r, 5, ('=IF(C%d="","",C%d*D%d)' % (r, r, r), ''))
    s.put(19, 4, '小計', ('=SUM(E9:E18)', 0))
    s.put(20, 4, '消費税', ('=ROUNDDOWN(E19*0.1,0)', 0))
    s.put(21, 4, '合計', ('=E19+E20', 0))
    s.put(23, 1, '備考')
    s.put(24, 1, '振込先は下記の通りです。')
    t = b['年齢']
    t.put(1, 1, '年度', '2024', '2025', '2026')
    for r in range(2, 9):
        t.put(r, 1, '%d代' % (r * 10), r, r + 1, r + 2)
    t.put(9, 1, '計', *[('=SUM(%s1:%s8)' % (x, x), 0) for x in 'BCD'])
    return b


@book('clean')
def indicators():
    b, rng = Book(), random.Random(40)
    s = b['Data']
    s.put(1, 1, 'Month', 'Incidents', 'Closed', 'Hours', 'Rate', 'Chart', 'Forecast')
    for r in range(2, 26):
        n = rng.randint(0, 9)
        s.put(r, 1, r - 1, n, rng.randint(0, 9), rng.randint(10, 90), ('=IF(B%d=0,"n/a",C%d/B%d)' % (r, r, r), 'n/a' if n == 0 else 0.5),
              ('=IF(B%d=0,NA(),B%d)' % (r, r), '#N/A' if n == 0 else n), ('=IFERROR(TREND($B$2:$B$25,$A$2:$A$25,A%d),"")' % r, 4.5))
    s.put(14, 5, 'not measured')
    s.put(26, 1, 'Total', ('=SUM(B2:B25)', 1), ('=SUM(C2:C25)', 1), ('=AVERAGE(D2:D25)', 1), ('=C26/B26', 1))
    k = b['KPI']
    k.put(1, 1, 'Indicator', 'Value', 'Target', 'Met')
    for r, formula in enumerate(['SUM(Data!B2:B25)', 'SUM(Data!C2:C25)', 'AVERAGE(Data!D2:D25)', 'MAX(Data!B2:B25)', 'MIN(Data!B2:B25)', 'COUNT(Data!B2:B25)',
                                 'SUM(Data!C2:C25)/SUM(Data!B2:B25)', 'SUM(Data!B14:B25)', 'SUM(Data!B2:B13)'], 2):
        k.put(r, 1, 'KPI %d' % r, ('=' + formula, 10), 9, ('=IF(B%d>=C%d,"yes","no")' % (r, r), 'yes'))
    return b


def main():
    writers = {'xlsxwriter': by_xlsxwriter, 'openpyxl': by_openpyxl, 'libreoffice': by_libreoffice}
    for kind, name, writer, faults, make in BOOKS:
        path = os.path.join(HERE, kind, name + '.xlsx')
        if os.path.exists(path):
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        writers[writer](make(), path)
        if kind == 'faulty':
            with open(path + '.json', 'w', encoding='utf8') as f:
                told = [{'code': code, 'sheet': sheet, 'cell': cell} for code, sheet, cell in faults]
                json.dump({'writer': writer, 'faults': told}, f, ensure_ascii=False, indent=1)
                f.write('\n')


if __name__ == '__main__':
    main()
