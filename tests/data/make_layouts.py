#!/usr/bin/python3
"""Makes the layouts of tests/data/layouts: one workbook a layout people have, with what must come out beside it as JSON; and the
files of tests/data/cases, which the transcripts of the command line use.

The workbooks are fixtures: they are made once and kept. Run this only to add a layout (existing files are left alone; remove one
to make it anew). Needs python3-xlsxwriter, python3-openpyxl and, for the layouts LibreOffice writes, soffice.
What must come out is calculated by tests/oracle.py."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

import openpyxl
import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import oracle  # noqa: E402

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'layouts')
LAYOUTS = []

# The three assets of source 003, 12-2-1, and ratings of our own for the rest.
ASSETS = [
    # area, name, note, users, owner, department, place, C, I, A, T, V
    ('人事', '社員名簿', '社員基本情報', '人事部', '人事部長', '人事部', '人事担当者のPC', 3, 3, 2, 3, 3),
    ('経理', '当社宛請求書', '過去3年分', '経理部', '経理部長', '経理部', '経理担当者のPC', 3, 3, 2, 3, 2),
    ('営業', '顧客リスト', '得意先', '営業部', '営業部長', '営業部', '営業担当者のPC', 3, 3, 3, 2, 3),
    ('営業', '見積書控え', '', '営業部', '営業部長', '営業部', '社内サーバー', 2, 2, 1, 3, 2),
    ('総務', '社内規程集', '', '全社', '総務部長', '総務部', '社内サーバ', 1, 2, 1, 2, 2),
    ('総務', '会社案内', '公開用', '全社', '総務部長', '総務部', 'Web', 1, 1, 1, 1, 3),
]
HEADINGS = ['No', '業務分類', '情報資産名称', '備考', '利用者範囲', 'リスク所有者', '管理部署', '媒体・保存先', '機密性', '完全性', '可用性',
            '重要度', '起こりやすさ', 'つけ込みやすさ', '被害発生可能性', 'リスクレベル', '優先順位']
RESULTS = {'importance': 11, 'likelihood': 14, 'risk_level': 15, 'priority': 16}
EN_HEADINGS = ['No.', 'Process', 'Information Asset', 'Remarks', 'Users', 'Risk owner', 'Department', 'Location', 'Confidentiality', 'Integrity',
               'Availability', 'Asset Value', 'Threat', 'Vulnerability', 'Likelihood', 'Risk Rating', 'Priority']


class Expected:
    """Collects what must stand where, and which findings must (and must not) come up."""

    def __init__(self):
        self.cells, self.findings, self.assets, self.unfinished, self.criteria, self.options = {}, [], 0, 0, [], []
        self.kept = []  # cells that must keep their formula

    def set(self, sheet, row, col, value):
        """Row and column 0-based. None: the cell stays or becomes empty."""
        self.cells.setdefault(sheet, {})[xl_rowcol_to_cell(row, col)] = value

    def asset(self, sheet, places, **ratings):
        """places: result -> (row, col)"""
        self.assets += 1
        extra = {k: ratings.pop(k) for k in ('table', 'bands') if k in ratings}
        result = oracle.score(**ratings, **extra)
        for field, (row, col) in places.items():
            self.set(sheet, row, col, result[field])
        if result['risk_level'] is None and 'risk_level' in places or result['importance'] is None:
            self.unfinished += 1

    def finding(self, code, cell=None):
        self.findings.append([code, cell])


def layout(name, by='xlsxwriter'):
    """by: who writes the file. 'LibreOffice': made as below, then opened and saved by it."""
    def wrap(make):
        LAYOUTS.append((name, by, make))
        return make
    return wrap


def row_values(asset, number):
    area, name, note, users, owner, dept, place, c, i, a, t, v = asset
    return [number, area, name, note, users, owner, dept, place, c, i, a, None, t, v, None, None, None]


def ratings(asset):
    return dict(zip('ciatv', asset[7:12]))


def write_register(ws, e, sheet, top, assets=ASSETS, headings=HEADINGS, fmt=None, left=0, numbers=True):
    """Headings in one row, assets below; result cells are written as empty cells with the format."""
    for c, h in enumerate(headings):
        ws.write(top, left + c, h, fmt)
    for k, asset in enumerate(assets):
        r = top + 1 + k
        for c, value in enumerate(row_values(asset, k + 1 if numbers else None)):
            if value is None or value == '':
                ws.write_blank(r, left + c, None, fmt) if fmt else None
            else:
                ws.write(r, left + c, value, fmt)
        e.asset(sheet, {f: (r, left + c) for f, c in RESULTS.items()}, **ratings(asset))
    return top + 1 + len(assets)


# ---------------------------------------------------------------------------------------------------------------- plain layouts

@layout('source003_assets')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('資産目録'); box = wb.add_format({'border': 1})
    heads = HEADINGS[1:11] + ['重要度']
    for c, h in enumerate(heads): ws.write(0, c, h, box)
    for k, asset in enumerate(ASSETS[:3]):
        for c, value in enumerate(list(asset[:10]) + [None]):
            ws.write(k + 1, c, value, box)
        e.asset('資産目録', {'importance': (k + 1, 10)}, **{x: y for x, y in ratings(asset).items() if x in 'cia'})
    wb.close()


@layout('source003_risk')
def _(path, e):
    # The second table of 003 12-2-1: likelihood is stated (3, 2, 2), there are no columns for threat and vulnerability.
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('リスク分析（例）'); box = wb.add_format({'border': 1, 'text_wrap': True})
    heads = ['業務\n分類', '情報資産名称', '備考', '利用者範囲', 'リスク所有者', '管理部署', '媒体・保存\n先', '機密性', '完全性', '可用性', '重要度', '被害発\n生可能\n性', 'リスク\nレベル', '優先順位']
    for c, h in enumerate(heads): ws.write(0, c, h, box)
    for k, (asset, like) in enumerate(zip(ASSETS[:3], (3, 2, 2))):
        for c, value in enumerate(list(asset[:10]) + [None, like, None, None]):
            ws.write(k + 1, c, value, box)
        e.asset('リスク分析（例）', {'importance': (k + 1, 10), 'risk_level': (k + 1, 12), 'priority': (k + 1, 13)}, like=like, **{x: y for x, y in ratings(asset).items() if x in 'cia'})
    wb.close()


@layout('english')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('Asset register')
    write_register(ws, e, 'Asset register', 2, headings=EN_HEADINGS)
    ws.write(0, 0, 'Information asset register')
    wb.close()


@layout('english_words_hml')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('Register')
    words = {3: 'H', 2: 'Medium', 1: 'low'}
    heads = ['ID', 'Asset', 'Owner', 'C', 'I', 'A', 'Importance', 'Threat', 'Vulnerability', 'Likelihood of harm', 'Risk score', 'Priority']
    for c, h in enumerate(heads): ws.write(0, c, h)
    for k, asset in enumerate(ASSETS):
        r = k + 1
        ws.write_row(r, 0, ['A-%02d' % r, asset[1], asset[4]] + [words[x] for x in asset[7:10]])
        ws.write_row(r, 7, [words[x] for x in asset[10:12]])
        e.asset('Register', {'importance': (r, 6), 'likelihood': (r, 9), 'risk_level': (r, 10), 'priority': (r, 11)}, **ratings(asset))
    wb.close()


@layout('words_high_middle_low')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('情報資産一覧')
    words = {3: '高', 2: '中', 1: '低'}
    write_register(ws, e, '情報資産一覧', 0)
    for k, asset in enumerate(ASSETS):
        for c, x in zip((8, 9, 10, 12, 13), asset[7:12]): ws.write(k + 1, c, words[x])
    wb.close()


@layout('bilingual_headings')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('Sheet1')
    heads = ['%s / %s' % (j, n) if k % 2 else '%s\n%s' % (n, j) for k, (j, n) in enumerate(zip(HEADINGS, EN_HEADINGS))]
    write_register(ws, e, 'Sheet1', 1, headings=heads)
    wb.close()


@layout('marks_of_every_kind')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    heads = ['番号', '資産名', '個人情報', '機密性', '完全性', '可用性', '資産価値']
    ws.write_row(0, 0, heads)
    for k, mark in enumerate(['○', '◯', '〇', '●', '◎', '✓', 'レ', '有', '済', '', 'ー', '×', '氏名のみ']):
        ws.write_row(k + 1, 0, [k + 1, '資産%d' % (k + 1), mark, 2, 1, 1])
        e.asset('台帳', {'importance': (k + 1, 6)}, c=2, i=1, a=1)
    e.finding('not-a-mark', 'C14')
    wb.close()


@layout('dashes_are_not_ratings')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    write_register(ws, e, '台帳', 0, assets=[])
    for k, dash in enumerate(['ー', '－', '-', '―', '—']):
        r = k + 1
        values = row_values(ASSETS[k], r); values[10] = dash
        for c, v in enumerate(values):
            if v is not None: ws.write(r, c, v)
        a = ratings(ASSETS[k]); a['a'] = None
        e.asset('台帳', {f: (r, c) for f, c in RESULTS.items()}, **a)
        e.finding('rating-missing', 'K%d' % (r + 1))
    wb.close()


@layout('full_width_everything')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('資産台帳')
    heads = ['Ｎｏ．', '業務', '資産名称', '備　考', '利用者', '所有者', '部署', '保存場所', 'Ｃ', 'Ｉ', 'Ａ', '重要度', 'ﾘｽｸ源の起こりやすさ', '脆弱性', '発生可能性', 'ﾘｽｸﾚﾍﾞﾙ', '優先度']
    heads[12] = '起こりやすさ'
    write_register(ws, e, '資産台帳', 0, headings=heads)
    wide = {1: '１', 2: '２', 3: '③'}
    for k, asset in enumerate(ASSETS):
        for c, x in zip((8, 9, 10, 12, 13), asset[7:12]): ws.write(k + 1, c, wide[x])
    wb.close()


@layout('dates_in_every_writing')
def _(path, e):
    wb = xlsxwriter.Workbook(path, {'date_1904': True}); ws = wb.add_worksheet('情報資産管理台帳')
    date = wb.add_format({'num_format': 'yyyy/m/d'}); era = wb.add_format({'num_format': '[$-411]ggge"年"m"月"d"日"'})
    ws.write_row(0, 0, ['No', '情報資産名称', '機密性', '完全性', '可用性', '重要度', '登録日'])
    import datetime
    dates = ['令和7年4月1日', 'R7.4.1', '2025/4/1', datetime.date(2025, 4, 1), datetime.date(2025, 4, 2), '昨年春', '']
    for k, d in enumerate(dates):
        ws.write_row(k + 1, 0, [k + 1, '資産%d' % k, 1, 2, 3])
        if isinstance(d, str): ws.write(k + 1, 6, d)
        else: ws.write_datetime(k + 1, 6, datetime.datetime(d.year, d.month, d.day), era if d.day == 2 else date)
        e.asset('情報資産管理台帳', {'importance': (k + 1, 5)}, c=1, i=2, a=3)
    e.finding('not-a-date', 'G7')
    wb.close()


@layout('numbers_that_look_like_dates')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    md = wb.add_format({'num_format': 'm/d'}); two = wb.add_format({'num_format': '0.00'})
    ws.write_row(0, 0, ['資産ID', '資産名', '機密性', '完全性', '可用性', '重要度'])
    # 12/10 typed as an id became a date; 5.1 and 5.10 are the same number shown differently; the last two are shown alike.
    for k, (value, fmt) in enumerate([(46001, md), ('12/11', None), (5.1, None), (5.1, two), (46001, md)]):
        r = k + 1
        ws.write(r, 0, value, fmt) if fmt else ws.write(r, 0, value)
        ws.write_row(r, 1, ['資産%d' % r, 1, 1, 2])
        e.asset('台帳', {'importance': (r, 5)}, c=1, i=1, a=2)
    e.finding('number-twice', 'A6')
    wb.close()


@layout('headings_with_breaks_and_blanks')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('管理台帳')
    heads = ['　No', '業務\n分類', '  情報資産\n名称', '備 考', '利用者\n範囲', 'リスク\n所有者', '管理\n部署', '媒体・\n保存先', '機\n密\n性', '完\n全\n性', '可\n用\n性', '※重要度', '起こりやすさ\n（脅威）', 'つけ込みやすさ\n（脆弱性）', '被害発生\n可能性（自動）', 'リスク\nレベル*', '優先\n順位※1']
    write_register(ws, e, '管理台帳', 4, headings=heads, fmt=wb.add_format({'border': 1, 'text_wrap': True}))
    ws.write(0, 0, '情報資産管理台帳')
    ws.write(2, 0, '部署：'); ws.write(2, 1, '総務部')
    wb.close()


def merged_headings(ws, fmt, top, rows):
    """HEADINGS over `rows` rows with groups merged above C/I/A and the risk columns."""
    groups = {8: ('評価値', 10), 12: ('リスク分析', 16)}
    c = 0
    while c < len(HEADINGS):
        if c in groups:
            text, last = groups[c]
            ws.merge_range(top, c, top, last, text, fmt)
            for k in range(c, last + 1):
                if rows > 2: ws.merge_range(top + 1, k, top + rows - 1, k, HEADINGS[k], fmt)
                else: ws.write(top + 1, k, HEADINGS[k], fmt)
            c = last + 1
        else:
            ws.merge_range(top, c, top + rows - 1, c, HEADINGS[c], fmt)
            c += 1


def below_merged(name, rows):
    @layout(name)
    def _(path, e):
        wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('情報資産管理台帳'); fmt = wb.add_format({'border': 1})
        write_register(ws, e, '情報資産管理台帳', 2 + rows, headings=[''] * 17, fmt=fmt)
        for c in range(17): ws.write_blank(2 + rows, c, None)
        merged_headings(ws, fmt, 3, rows)
        wb.close()


below_merged('headings_over_two_merged_rows', 2)
below_merged('headings_over_three_merged_rows', 3)


@layout('groups_without_merging')
def _(path, e):
    # Group headings that only stand above their first column, as "centre across selection" leaves them.
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    write_register(ws, e, '台帳', 1)
    for c, h in enumerate(HEADINGS):
        if c not in (8, 9, 10): ws.write(0, c, h); ws.write_blank(1, c, None, wb.add_format())
    ws.write(0, 8, '評価値')
    wb.close()


@layout('guidance_rows')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    top = 0
    for c, h in enumerate(HEADINGS): ws.write(top, c, h)
    for c in range(17): ws.write(1, c, '(%d)' % (c + 1))
    ws.write(2, 2, '（資産の名称を記入）')
    for c in (8, 9, 10, 12, 13): ws.write(2, c, '1～3')
    ws.write(2, 11, '自動計算')
    ws.write_row(3, 0, ['例', '人事', '（例）社員名簿', '', '', '', '', '', 3, 3, 2])
    for k, asset in enumerate(ASSETS):
        r = 4 + k
        for c, v in enumerate(row_values(asset, k + 1)):
            if v not in (None, ''): ws.write(r, c, v)
        e.asset('台帳', {f: (r, c) for f, c in RESULTS.items()}, **ratings(asset))
    wb.close()


@layout('totals_and_approval_below')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('情報資産管理台帳')
    end = write_register(ws, e, '情報資産管理台帳', 0)
    ws.write(end, 1, '合計'); ws.write(end, 2, '6件'); ws.write_formula(end, 8, '=SUM(I2:I7)', None, sum(a[7] for a in ASSETS))
    ws.write_formula(end, 15, '=MAX(P2:P7)', None, 9)
    ws.write(end + 2, 0, '※ 重要度は機密性・完全性・可用性の最大値')
    ws.write(end + 4, 1, '作成'); ws.write(end + 4, 2, '総務 太郎'); ws.write(end + 4, 5, '承認')
    ws.write(end + 5, 1, '作成日'); ws.write(end + 5, 2, '2025/4/1'); ws.write(end + 5, 8, 3)
    wb.close()


@layout('two_tables_side_by_side')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    heads = ['No', '資産名', '機密性', '完全性', '可用性', '重要度']
    for left, part in ((0, ASSETS[:3]), (7, ASSETS[3:])):
        ws.write_row(1, left, heads)
        for k, a in enumerate(part):
            ws.write_row(2 + k, left, [k + 1, a[1], a[7], a[8], a[9]])
            e.asset('台帳', {'importance': (2 + k, left + 5)}, c=a[7], i=a[8], a=a[9])
    wb.close()


@layout('two_tables_one_below_the_other')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    ws.write(0, 0, '１．人事部')
    end = write_register(ws, e, '台帳', 1, assets=ASSETS[:3])
    ws.write(end + 2, 0, '２．総務部')
    heads = ['No', '資産名称', '可用性', '完全性', '機密性', '重要度']
    ws.write_row(end + 3, 0, heads)
    for k, a in enumerate(ASSETS[3:]):
        ws.write_row(end + 4 + k, 0, [k + 10, a[1], a[9], a[8], a[7]])
        e.asset('台帳', {'importance': (end + 4 + k, 5)}, c=a[7], i=a[8], a=a[9])
    wb.close()


@layout('one_asset_per_card')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('資産カード')
    for k, a in enumerate(ASSETS[:4]):
        r = k * 8
        ws.write(r, 0, '情報資産カード')
        ws.write_row(r + 1, 0, ['資産名', a[1]]); ws.write_row(r + 1, 3, ['管理部署', a[5]])
        ws.write_row(r + 2, 0, ['機密性', a[7], '完全性', a[8], '可用性', a[9]])
        ws.write_row(r + 3, 0, ['起こりやすさ', a[10], 'つけ込みやすさ', a[11]])
        ws.write(r + 4, 0, '重要度'); ws.write(r + 4, 2, '被害発生可能性'); ws.write(r + 4, 4, 'リスクレベル'); ws.write(r + 5, 0, '優先順位')
        e.asset('資産カード', {'importance': (r + 4, 1), 'likelihood': (r + 4, 3), 'risk_level': (r + 4, 5), 'priority': (r + 5, 1)}, **ratings(a))
    wb.close()


@layout('cards_with_values_below')
def _(path, e):
    wb = xlsxwriter.Workbook(path)
    for k, a in enumerate(ASSETS[:2]):
        name = 'カード%d' % (k + 1)
        ws = wb.add_worksheet(name)
        ws.write_row(1, 1, ['情報資産名称', a[1]])
        ws.write_row(3, 1, ['機密性', '完全性', '可用性', '重要度'])
        ws.write_row(4, 1, [a[7], a[8], a[9]])
        e.asset(name, {'importance': (4, 4)}, c=a[7], i=a[8], a=a[9])
    wb.close()


@layout('assets_in_columns')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    heads = ['情報資産名称', '管理部署', '機密性', '完全性', '可用性', '重要度', '脅威の起こりやすさ', '脆弱性のつけ込みやすさ', '被害発生可能性', 'リスクレベル', '優先順位']
    for r, h in enumerate(heads): ws.write(r, 0, h)
    for k, a in enumerate(ASSETS):
        c = k + 1
        for r, v in zip((0, 1, 2, 3, 4, 6, 7), (a[1], a[5], a[7], a[8], a[9], a[10], a[11])): ws.write(r, c, v)
        e.asset('台帳', {'importance': (5, c), 'likelihood': (8, c), 'risk_level': (9, c), 'priority': (10, c)}, **ratings(a))
    wb.close()


@layout('graph_paper')
def _(path, e):
    # 方眼紙: narrow columns everywhere, each field merged over several of them.
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳'); box = wb.add_format({'border': 1})
    ws.set_column(0, 80, 2)
    fields = [('No', 2), ('業務分類', 4), ('情報資産名称', 8), ('機密性', 3), ('完全性', 3), ('可用性', 3), ('重要度', 3), ('起こりやすさ', 4), ('つけ込みやすさ', 4), ('被害発生可能性', 4), ('リスクレベル', 4), ('優先順位', 3)]
    def put(r, values):
        c = 1
        for (_, width), value in zip(fields, values):
            ws.merge_range(r, c, r, c + width - 1, '' if value is None else value, box)
            c += width
    put(3, [f for f, _ in fields])
    starts = [1]
    for _, w in fields: starts.append(starts[-1] + w)
    for k, a in enumerate(ASSETS):
        r = 4 + k
        put(r, [k + 1, a[0], a[1], a[7], a[8], a[9], None, a[10], a[11], None, None, None])
        e.asset('台帳', {'importance': (r, starts[6]), 'likelihood': (r, starts[9]), 'risk_level': (r, starts[10]), 'priority': (r, starts[11])}, **ratings(a))
    wb.close()


@layout('merged_down_the_column')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳'); box = wb.add_format({'border': 1, 'valign': 'vcenter'})
    end = write_register(ws, e, '台帳', 0, fmt=box)
    ws.merge_range(3, 1, 4, 1, '営業', box); ws.merge_range(5, 1, 6, 1, '総務', box)
    # One asset over two rows: two media, each rated by itself under one name.
    a = ASSETS[0]
    ws.merge_range(end, 2, end + 1, 2, '契約書', box)
    for k, (c, i, av, t, v) in enumerate([(3, 2, 1, 2, 2), (2, 2, 2, 1, 1)]):
        r = end + k
        ws.write(r, 0, 7 + k, box); ws.write(r, 7, ['紙', 'PDF'][k], box)
        for col, x in zip((8, 9, 10, 12, 13), (c, i, av, t, v)): ws.write(r, col, x, box)
        e.asset('台帳', {f: (r, col) for f, col in RESULTS.items()}, c=c, i=i, a=av, t=t, v=v)
    e.assets -= 1  # two rows, one asset
    # One asset over two rows with everything merged: the lower row is no asset.
    r = end + 2
    for c, v in enumerate([9, '総務', '金庫の鍵', '', '', '', '', '', 3, 3, 3, '', 1, 1, '', '', '']): ws.merge_range(r, c, r + 1, c, v, box)
    e.asset('台帳', {f: (r, col) for f, col in RESULTS.items()}, c=3, i=3, a=3, t=1, v=1)
    wb.close()


def live_formulas(row, cached=None):
    """The formulas people write, for a 1-based row; cached results by field."""
    n = row
    return {'importance': '=IF(COUNT(I%d:K%d)<3,"",MAX(I%d:K%d))' % (n, n, n, n),
            'likelihood': '=IF(COUNT(M%d:N%d)<2,"",MAX(1,M%d+N%d-3))' % (n, n, n, n),
            'risk_level': '=IF(OR(L%d="",O%d=""),"",L%d*O%d)' % (n, n, n, n),
            'priority': '=IF(P%d="","",IF(P%d>=9,1,IF(P%d>=6,2,IF(P%d>=4,3,""))))' % (n, n, n, n)}


@layout('prepared_rows_with_formulas')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳'); box = wb.add_format({'border': 1})
    for c, h in enumerate(HEADINGS): ws.write(0, c, h, box)
    for r in range(1, 41):
        asset = ASSETS[r - 1] if r <= len(ASSETS) else None
        if asset:
            for c, v in enumerate(row_values(asset, r)):
                if v is not None: ws.write(r, c, v, box)
            e.asset('台帳', {f: (r, c) for f, c in RESULTS.items()}, **ratings(asset))
        else:
            ws.write(r, 0, r, box)
        for f, formula in live_formulas(r + 1).items():
            ws.write_formula(r, RESULTS[f], formula, box, '')  # without a stored result, as a template filled by a program has it
            if asset: e.kept.append(['台帳', xl_rowcol_to_cell(r, RESULTS[f])])
    wb.close()


@layout('hidden_rows_filters_and_columns')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    end = write_register(ws, e, '台帳', 0)
    ws.autofilter(0, 0, end - 1, 16); ws.filter_column(1, 'x == 営業')
    for r in (1, 2, 5, 6): ws.set_row(r, None, None, {'hidden': True})
    ws.set_column('D:H', None, None, {'hidden': True})
    e.finding('hidden-rows')
    wb.close()


def write_matrix(ws, top, left, table, fmt=None):
    ws.write(top, left, '被害発生可能性の換算表')
    ws.write(top + 1, left + 2, 'つけ込みやすさ（脆弱性）')
    for k, v in enumerate((3, 2, 1)): ws.write(top + 2, left + 2 + k, v)
    ws.write(top + 3, left, '起こりやすさ（脅威）')
    for k, t in enumerate((3, 2, 1)):
        ws.write(top + 3 + k, left + 1, t)
        for j, v in enumerate((3, 2, 1)): ws.write(top + 3 + k, left + 2 + j, table[t, v])


@layout('hidden_protected_matrix_sheet')
def _(path, e):
    # The workbook's own table is stricter than the method's; it is hidden and protected, and must be used all the same.
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳'); m = wb.add_worksheet('換算表')
    table = {(3, 3): 3, (3, 2): 3, (3, 1): 2, (2, 3): 3, (2, 2): 2, (2, 1): 1, (1, 3): 2, (1, 2): 1, (1, 1): 1}
    write_matrix(m, 1, 1, table); m.protect('secret'); m.hide()
    global ASSETS
    for c, h in enumerate(HEADINGS): ws.write(0, c, h)
    for k, asset in enumerate(ASSETS):
        for c, v in enumerate(row_values(asset, k + 1)):
            if v not in (None, ''): ws.write(k + 1, c, v)
        e.asset('台帳', {f: (k + 1, c) for f, c in RESULTS.items()}, table=table, **ratings(asset))
    e.criteria.append(['table', 'likelihood', True])
    wb.close()


@layout('criteria_beside_the_register')
def _(path, e):
    # Scale, table and bands on the register's own sheet, to the right; the bands are the workbook's own.
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    bands = [(6, 9, 1), (3, 5, 2), (1, 2, None)]
    for c, h in enumerate(HEADINGS): ws.write(0, c, h)
    for k, asset in enumerate(ASSETS):
        for c, v in enumerate(row_values(asset, k + 1)):
            if v not in (None, ''): ws.write(k + 1, c, v)
        e.asset('台帳', {f: (k + 1, c) for f, c in RESULTS.items()}, bands=bands, **ratings(asset))
    write_matrix(ws, 0, 19, oracle.LIKELIHOOD)
    ws.write_row(9, 19, ['リスクレベル', '優先順位', '対応方針'])
    ws.write_row(10, 19, ['6以上', 1, 'すぐに対応']); ws.write_row(11, 19, ['3～5', '２', '計画して対応']); ws.write_row(12, 19, ['2以下', '－', '受容'])
    e.criteria += [['table', 'likelihood', False], ['bands', 'priority', True]]
    wb.close()


@layout('excel_table_with_totals')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    heads = ['No', '資産名', '機密性', '完全性', '可用性', '重要度']
    data = [[k + 1, a[1], a[7], a[8], a[9], None] for k, a in enumerate(ASSETS)]
    columns = [{'header': h} for h in heads]
    columns[5]['formula'] = '=MAX(資産[@[機密性]:[可用性]])'
    columns[0]['total_string'] = '集計'; columns[5]['total_function'] = 'max'
    ws.add_table(1, 1, len(ASSETS) + 2, 6, {'name': '資産', 'data': data, 'columns': columns, 'total_row': True})
    for k, a in enumerate(ASSETS):
        e.asset('台帳', {'importance': (2 + k, 6)}, c=a[7], i=a[8], a=a[9])
        e.finding('formula-disagrees', xl_rowcol_to_cell(2 + k, 6))  # XlsxWriter stores 0 for every formula
        e.kept.append(['台帳', xl_rowcol_to_cell(2 + k, 6)])
    wb.close()


@layout('choices_with_explanations')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('情報資産管理台帳')
    write_register(ws, e, '情報資産管理台帳', 0)
    threat = {3: '3:通常の状況で脅威が発生する（いつ発生してもおかしくない）', 2: '２：特定の状況で脅威が発生する（年に数回程度）', 1: '1：通常の状況で脅威が発生することはない'}
    for k, a in enumerate(ASSETS):
        ws.write(k + 1, 12, threat[a[10]]); ws.write(k + 1, 13, '%d：%s' % (a[11], '対策の状況'))
    wb.close()


@layout('second_evaluation')
def _(path, e):
    # First and second evaluation with the same headings. Importance falls without a reason, as in the example of 003 13-2-4.
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('リスクアセスメント表'); box = wb.add_format({'border': 1})
    heads = ['No', '情報資産名', '機密性', '完全性', '可用性', '重要度', '被害発生可能性', 'リスクレベル', '重要度', '被害発生可能性', 'リスクレベル']
    ws.merge_range(0, 2, 0, 7, '一次評価', box); ws.merge_range(0, 8, 0, 10, '二次評価', box)
    ws.write_row(1, 0, heads)
    for k, a in enumerate(ASSETS):
        like = oracle.likelihood(a[10], a[11])
        ws.write_row(2 + k, 0, [k + 1, a[1], a[7], a[8], a[9], '', like, '', 2, 1, ''])
        e.asset('リスクアセスメント表', {'importance': (2 + k, 5), 'risk_level': (2 + k, 7)}, like=like, c=a[7], i=a[8], a=a[9])
        e.set('リスクアセスメント表', 2 + k, 10, oracle.risk_level(2, 1))
        if oracle.importance(*a[7:10]) > 2: e.finding('importance-lowered', xl_rowcol_to_cell(2 + k, 8))
        if oracle.risk_level(2, 1) > oracle.risk_level(oracle.importance(*a[7:10]), like): e.finding('residual-higher', xl_rowcol_to_cell(2 + k, 10))
    wb.close()


# ------------------------------------------------------------------------------------------------- risk report and treatment plan

REPORT_HEADS = ['No', '資産目録の\nNo', 'リスク源', '影響領域', '事象', '原因', '起こり得る結果', '重要度', '被害発生可能性', 'リスクレベル', '優先順位',
                '保有', '低減', '回避', '移転', '管理策', '対応', '重要度', '被害発生可能性', 'リスクレベル']
# Source 003, 13-2-4: the risks as printed, with their numbers of both evaluations.
PRINTED_RISKS = [
    ('9', 'モバイル機器のルールがない', '外部', '持ち出し中の紛失・盗難', 3, 2, 6, 2, 'モバイル機器の利用ルールを整備・強化', (2, 1, 2)),
    ('40', '教育が足りない', '全社', '誤送信', 2, 2, 4, 3, '教育訓練', (1, 1, 1)),
    ('10、11、\n13、26、\n55', '取扱いが決まっていない', '外部', '情報の紛失・盗難', 3, 3, 9, 1, '• 情報の分類定義\n• 分類ごとの情報の取扱いルール\n• ラベリング', (2, 3, 6)),
]


def write_report(wb, ws, risks, top=3):
    """The risk assessment report as 003 13-2-4 prints it: groups over the headings, approval block below. Result cells are empty."""
    box, wrap = wb.add_format({'border': 1, 'align': 'center'}), wb.add_format({'border': 1, 'text_wrap': True})
    ws.write(0, 0, 'リスクアセスメント結果報告書')
    for first, last, title in ((2, 6, 'リスク特定'), (7, 9, 'リスク分析(一次評価)'), (11, 16, 'リスク対応'), (17, 19, '二次評価')):
        ws.merge_range(top - 1, first, top - 1, last, title, box)
    for c, h in enumerate(REPORT_HEADS): ws.write(top, c, h, wrap)
    for k, (assets, source, area, event, imp, like, level, prio, control, second) in enumerate(risks):
        ws.write_row(top + 1 + k, 0, [k + 1, int(assets) if assets.isdigit() else assets, source, area, event, '', '', '', like, '', '', '', '●', '', '', control, '済', second[0], second[1]], wrap)
        ws.write_blank(top + 1 + k, 19, None, wrap)
    end = top + 2 + len(risks)
    ws.write_row(end, 11, ['作成者／更新者', '【名前】', '作成日／更新日', '【日付】']); ws.write_row(end + 1, 11, ['承認者', '【名前】', '承認日', '【日付】'])
    return end


@layout('source003_risk_report')
def _(path, e):
    # The register holds the assets the report names, with ratings that give the printed importance.
    wb = xlsxwriter.Workbook(path); reg = wb.add_worksheet('資産目録'); ws = wb.add_worksheet('リスクアセスメント結果報告書')
    reg.write_row(0, 0, ['No', '情報資産名称', '機密性', '完全性', '可用性', '重要度'])
    rated = {9: (3, 1, 1), 40: (2, 2, 1), 10: (1, 1, 1), 11: (2, 1, 1), 13: (1, 3, 1), 26: (2, 2, 2), 55: (1, 1, 2)}
    for k, (number, cia) in enumerate(sorted(rated.items())):
        reg.write_row(k + 1, 0, [number, '資産%d' % number, *cia])
        e.asset('資産目録', {'importance': (k + 1, 5)}, **dict(zip('cia', cia)))
    write_report(wb, ws, PRINTED_RISKS)
    for k, risk in enumerate(PRINTED_RISKS):
        for c, value in ((7, risk[4]), (9, risk[6]), (10, risk[7]), (19, risk[9][2])):
            e.set(ws.get_name(), 4 + k, c, value)
        e.finding('importance-lowered', xl_rowcol_to_cell(4 + k, 17))
    e.finding('residual-not-accepted', 'T7')
    wb.close()


@layout('source003_treatment_plan')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('リスク対応計画'); day = wb.add_format({'num_format': 'yyyy/mm/dd'})
    ws.write_row(0, 0, ['No', '管理策', 'タスク', '担当']); ws.merge_range(0, 4, 0, 5, '予定'); ws.merge_range(0, 6, 0, 7, '実績'); ws.write(0, 8, 'ステータス')
    ws.write_row(1, 4, ['開始', '終了', '開始', '終了'])
    # The three states of 003, 8.3; then a word that the dates correct, and one that says more than they do.
    tasks = [('モバイル機器の利用ルールを整備・強化', 45148, 45198, 45150, 45190, '', '終了'), ('教育訓練', 45148, 47848, 45160, None, '', '着手'),
             ('• 情報の分類定義\n• ラベリング', 47000, 47848, None, None, '', '未着手'), ('入退室の記録', 45148, 45198, 45150, 45190, '着手', '終了'),
             ('書類の施錠', 45148, 47848, None, None, '終了', None)]
    for k, (control, ps, pe, as_, ae, typed, wanted) in enumerate(tasks):
        ws.write_row(2 + k, 0, [k + 1, control, 'ルール検討', '委員長'])
        for c, d in ((4, ps), (5, pe), (6, as_), (7, ae)):
            if d: ws.write_number(2 + k, c, d, day)
        if typed: ws.write(2 + k, 8, typed)
        if wanted: e.set('リスク対応計画', 2 + k, 8, wanted)
    e.finding('result-corrected', 'I6'); e.finding('status-contradicts-dates', 'I7')
    wb.close()


@layout('threat_described_and_rated')
def _(path, e):
    # 脅威 and 脆弱性 are descriptions here; the ratings stand under other headings.
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    ws.write_row(0, 0, ['No', '情報資産名', '脅威', '脆弱性', '機密性', '完全性', '可用性', '重要度', '脅威の発生頻度', 'つけ込みやすさ', '被害発生可能性', 'リスク値', '優先度'])
    for k, a in enumerate(ASSETS):
        ws.write_row(k + 1, 0, [k + 1, a[1], 'マルウェア感染', '更新の遅れ', a[7], a[8], a[9], '', a[10], a[11]])
        e.asset('台帳', {'importance': (k + 1, 7), 'likelihood': (k + 1, 10), 'risk_level': (k + 1, 11), 'priority': (k + 1, 12)}, **ratings(a))
    wb.close()


@layout('register_on_two_sheets')
def _(path, e):
    wb = xlsxwriter.Workbook(path)
    for name, part in (('人事・経理', ASSETS[:3]), ('営業・総務', ASSETS[3:])):
        write_register(wb.add_worksheet(name), e, name, 1, assets=part)
    wb.add_worksheet('メモ').write(0, 0, '来年度の見直しは4月')
    wb.close()


@layout('faults_of_every_kind')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    for c, h in enumerate(HEADINGS): ws.write(0, c, h)
    def row(r, number, name, c, i, a, t, v, expected=None, **results):
        for col, x in zip((0, 2, 8, 9, 10, 12, 13), (number, name, c, i, a, t, v)):
            if x is None: continue
            if isinstance(x, str) and x.startswith('='): ws.write_formula(r, col, x, None, '#REF!' if 'REF' in x else 3)
            else: ws.write(r, col, x)
        for field, x in results.items(): ws.write(r, RESULTS[field], x)
    ok = {f: None for f in RESULTS}
    row(1, 1, '正しい行', 3, 2, 1, 3, 3, importance=3, likelihood=3, risk_level=9, priority=1)
    e.asset('台帳', {f: (1, c) for f, c in RESULTS.items()}, c=3, i=2, a=1, t=3, v=3)
    row(2, 2, '尺度にない評価', 5, 2, 1, 3, 3); e.finding('rating-outside', 'I3')
    e.assets += 1; e.unfinished += 1
    for f, v in (('likelihood', 3),): e.set('台帳', 2, RESULTS[f], v)
    row(3, 3, '数でない評価', '要確認', 2, 1, 3, 3); e.finding('rating-not-a-number', 'I4')
    e.assets += 1; e.unfinished += 1; e.set('台帳', 3, RESULTS['likelihood'], 3)
    row(4, 3, '番号の重なり', 1, 1, 1, 1, 1); e.finding('number-twice', 'A5')
    e.asset('台帳', {f: (4, c) for f, c in RESULTS.items()}, c=1, i=1, a=1, t=1, v=1)
    row(5, 5, '入力された結果の誤り', 1, 2, 1, 3, 2, importance=3, risk_level=9); e.finding('result-corrected', 'L6'); e.finding('result-corrected', 'P6')
    e.asset('台帳', {f: (5, c) for f, c in RESULTS.items()}, c=1, i=2, a=1, t=3, v=2)
    row(6, 6, '数式のエラー', '=#REF!+1', 2, 2, 2, 2); e.finding('formula-error', 'I7')
    e.assets += 1; e.unfinished += 1; e.set('台帳', 6, RESULTS['likelihood'], 1)
    row(7, 7, None, 2, 2, 2, 2, 2); e.finding('name-missing', 'C8')
    e.asset('台帳', {f: (7, c) for f, c in RESULTS.items()}, c=2, i=2, a=2, t=2, v=2)
    row(8, 8, '結果だけの行', None, None, None, None, None, importance=3); e.finding('result-without-inputs', 'L9'); e.finding('rating-missing', 'I9')
    e.assets += 1; e.unfinished += 1; e.set('台帳', 8, RESULTS['importance'], 3)
    wb.close()


@layout('rule_that_changes_down_the_column')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    ws.write_row(0, 0, ['No', '資産名', '機密性', '完全性', '可用性', '重要度'])
    for r in range(1, 21):
        c, i, a = 1 + r % 3, 1 + (r // 3) % 3, 1 + (r // 9) % 3
        ws.write_row(r, 0, [r, '資産%d' % r, c, i, a])
        if r == 15: ws.write(r, 5, max(c, i, a))
        else: ws.write_formula(r, 5, '=MAX(C%d:E%d)' % (r + 1, r + 1) if r < 12 else '=MAX(C%d:D%d)' % (r + 1, r + 1), None, max(c, i, a) if r < 12 else max(c, i))
        e.asset('台帳', {'importance': (r, 5)}, c=c, i=i, a=a)
        if r >= 12 and r != 15 and max(c, i) != max(c, i, a): e.finding('formula-disagrees', xl_rowcol_to_cell(r, 5))
    e.finding('formula-changes', 'F13:F15'); e.finding('formula-changes', 'F17:F21'); e.finding('formula-overtyped', 'F16')
    wb.close()


@layout('headings_told_by_the_user')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('文書')
    ws.write_row(0, 0, ['整理番号', '文書', '秘匿の度合', '正確さ', '使える度合', '重要度'])
    for k, a in enumerate(ASSETS):
        ws.write_row(k + 1, 0, [k + 1, a[1], a[7], a[8], a[9]])
        e.asset('文書', {'importance': (k + 1, 5)}, c=a[7], i=a[8], a=a[9])
    e.options = ['--map', '文書:asset_name=文書', '--map', '文書:confidentiality=秘匿の度合', '--map', '文書:完全性=正確さ', '--map', '文書:availability=E1']
    wb.close()


# ------------------------------------------------------------------------------------------------- the sample of the README

COMPANY = [
    # area, name, note, users, owner, department, place, personal data, C, I, A, T, V
    ('人事', '社員名簿', '社員の基本情報', '人事部', '人事部長', '人事部', '事務所PC', '有', 3, 3, 2, 3, 3),
    ('人事', '健康診断の結果', '過去5年分', '人事部', '人事部長', '人事部', '書類', '有', 3, 3, 2, 2, 1),
    ('人事', '給与計算データ', '', '人事部', '人事部長', '人事部', 'クラウド', '有', 3, 3, 3, 2, 2),
    ('人事', '採用応募書類', '不採用は6か月で廃棄', '人事部', '人事部長', '人事部', '書類', '有', 3, 2, 1, 2, 2),
    ('経理', '当社宛請求書', '過去3年分', '経理部', '経理部長', '経理部', '事務所PC', '', 3, 3, 2, 3, 2),
    ('経理', '会計データ', '', '経理部', '経理部長', '経理部', '社内サーバー', '', 2, 3, 3, 2, 2),
    ('経理', '固定資産台帳', '', '経理部', '経理部長', '経理部', '社内サーバー', '', 2, 2, 1, 1, 2),
    ('営業', '顧客リスト', '得意先と見込み先', '営業部', '営業部長', '営業部', '営業担当者のPC', '有', 3, 3, 3, 2, 3),
    ('営業', '見積書・契約書の控え', '', '営業部', '営業部長', '営業部', '社内サーバー', '有', 3, 2, 2, 2, 2),
    ('営業', '提案資料のひな形', '', '営業部', '営業部長', '営業部', 'クラウド', '', 2, 2, 1, 2, 2),
    ('営業', '名刺', '', '営業部', '営業部長', '営業部', '書類', '有', 3, 1, 1, 3, 2),
    ('開発', '設計書', '', '開発部', '開発部長', '開発部', '社内サーバー', '', 3, 3, 2, 2, 2),
    ('開発', 'ソースコード', '', '開発部', '開発部長', '開発部', 'クラウド', '', 3, 3, 3, 3, 1),
    ('開発', '試験データ', '実データは使わない', '開発部', '開発部長', '開発部', '社内サーバー', '', 2, 2, 1, 2, 3),
    ('開発', '納品物の控え', '', '開発部', '開発部長', '開発部', '可搬電子媒体', '', 3, 2, 1, 3, 3),
    ('総務', '社内規程集', '', '全社員', '総務部長', '総務部', '社内サーバー', '', 1, 2, 1, 2, 2),
    ('総務', '株主名簿', '', '総務部', '総務部長', '総務部', '書類', '有', 3, 3, 1, 1, 1),
    ('総務', '会社案内', '公開用', '全社員', '総務部長', '総務部', 'クラウド', '', 1, 1, 1, 1, 3),
    ('総務', '電子メール', '', '全社員', '総務部長', '総務部', 'クラウド', '有', 3, 2, 3, 3, 2),
    ('総務', 'Webサイトの管理情報', '', '総務部', '総務部長', '総務部', 'クラウド', '', 3, 3, 3, 2, 3),
]


@layout('company_register')
def _(path, e):
    # A register as a small company keeps it: copied from last year, with what goes wrong in such copies.
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('情報資産管理台帳')
    base = {'font_name': 'Meiryo UI', 'font_size': 9, 'valign': 'vcenter'}
    fmt = lambda **more: wb.add_format({**base, **more})
    text, centre = fmt(border=1, text_wrap=True), fmt(border=1, align='center')
    head = fmt(border=1, text_wrap=True, align='center', bold=True, bg_color='#1F4E79', font_color='#FFFFFF')
    date = fmt(border=1, align='center', num_format='yyyy/m/d')
    for c, width in enumerate((4.5, 6, 20, 17, 8, 9, 8, 14, 6, 6, 6, 6, 7, 8, 9, 9, 8, 7, 10)): ws.set_column(c, c, width, fmt())
    ws.merge_range('A1:H1', '情報資産管理台帳', fmt(bold=True, font_size=16))
    ws.write('A2', '様式3-1　2026年度　部門：全社', fmt(font_color='#595959'))
    for k, who in enumerate(('承認', '確認', '作成')):
        ws.write(0, 16 + k, who, centre); ws.write(1, 16 + k, '', centre)
    ws.set_row(1, 26); ws.set_row(4, 26)
    heads = ['No', '業務\n分類', '情報資産名称', '備考', '利用者\n範囲', 'リスク\n所有者', '管理部署', '媒体・保存先', '個人\n情報', '機密性', '完全性', '可用性', '重要度',
             '起こり\nやすさ', 'つけ込み\nやすさ', '被害発生\n可能性', 'リスク\nレベル', '優先\n順位', '更新日']
    groups = {9: (11, '評価値'), 13: (17, 'リスク分析')}
    c = 0
    while c < len(heads):
        if c in groups:
            last, title = groups[c]
            ws.merge_range(3, c, 3, last, title, head)
            for k in range(c, last + 1): ws.write(4, k, heads[k], head)
            c = last + 1
        else:
            ws.merge_range(3, c, 4, c, heads[c], head); c += 1
    places = {'importance': 12, 'likelihood': 15, 'risk_level': 16, 'priority': 17}
    import datetime
    last_year = {2: (3, 2, 6, 2), 5: (3, 3, 9, 1), 8: (3, 2, 6, 2)}  # typed a year ago; the likelihood of No. 5 is another one now
    for k, asset in enumerate(COMPANY):
        r = 5 + k
        number = 12 if k == 12 else k + 1
        ratings_now = dict(zip('ciatv', asset[8:13]))
        values = [number, *asset[:8], *asset[8:11], None, *asset[11:13], None, None, None]
        if k == 9: values[10] = None; ratings_now['i'] = None
        if k == 14: values[14] = 4; ratings_now['v'] = None
        if k == 16: values[8] = '役員のみ'
        for c, value in enumerate(values):
            ws.write(r, c, value, centre if c in (0, 1) or c > 7 else text)
        for field, value in zip(places, last_year.get(k + 1, ())): ws.write(r, places[field], value, centre)
        ws.write_datetime(r, 18, datetime.datetime(2026, 4, 1) if k % 3 else datetime.datetime(2025, 4, 1), date)
        e.asset('情報資産管理台帳', {f: (r, c) for f, c in places.items()}, **ratings_now)
    end = 5 + len(COMPANY)
    for r in range(end, end + 4):
        for c in range(18): ws.write_blank(r, c, None, centre if c in (0, 1) or c > 7 else text)
        ws.write_blank(r, 18, None, date)
    ws.merge_range(end + 4, 0, end + 4, 18, '※ 評価は 3：高　2：中　1：低。重要度と右側の欄は評価基準書による。', fmt(font_color='#595959'))
    for columns in ('J', 'K', 'L', 'N', 'O'):
        ws.data_validation('%s6:%s%d' % (columns, columns, end + 4), {'validate': 'list', 'source': [3, 2, 1], 'error_type': 'warning'})
    ws.conditional_format('Q6:Q%d' % (end + 4), {'type': 'cell', 'criteria': '>=', 'value': 6, 'format': wb.add_format({'bold': True, 'bg_color': '#F4B183'})})
    ws.freeze_panes(5, 3); ws.set_landscape(); ws.set_paper(9); ws.fit_to_pages(1, 0); ws.repeat_rows(3, 4); ws.hide_gridlines(2)
    e.finding('number-twice', 'A18'); e.finding('rating-missing', 'K15'); e.finding('rating-outside', 'O20'); e.finding('not-a-mark', 'I22')
    e.finding('result-corrected', 'P10'); e.finding('result-corrected', 'Q10'); e.finding('result-corrected', 'R10')
    wb.close()


# ------------------------------------------------------------------------------------------------ written by openpyxl, LibreOffice

@layout('openpyxl_without_stored_results', by='openpyxl')
def _(path, e):
    wb = openpyxl.Workbook(); ws = wb.active; ws.title = '台帳'
    ws.append(HEADINGS)
    for k, asset in enumerate(ASSETS):
        ws.append(row_values(asset, k + 1))
        for f, formula in live_formulas(k + 2).items():
            ws.cell(k + 2, RESULTS[f] + 1).value = formula
            e.kept.append(['台帳', xl_rowcol_to_cell(k + 1, RESULTS[f])])
        e.asset('台帳', {f: (k + 1, c) for f, c in RESULTS.items()}, **ratings(asset))
    wb.save(path)


@layout('libreoffice_plain', by='LibreOffice')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('情報資産管理台帳')
    write_register(ws, e, '情報資産管理台帳', 2, fmt=wb.add_format({'border': 1})); ws.write(0, 0, '情報資産管理台帳'); wb.close()


@layout('libreoffice_merged_and_formulas', by='LibreOffice')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('情報資産管理台帳'); box = wb.add_format({'border': 1})
    merged_headings(ws, box, 0, 2)
    for r in range(2, 22):
        asset = ASSETS[r - 2] if r - 2 < len(ASSETS) else None
        if asset:
            for c, v in enumerate(row_values(asset, r - 1)):
                if v is not None: ws.write(r, c, v, box)
            e.asset('情報資産管理台帳', {f: (r, c) for f, c in RESULTS.items()}, **ratings(asset))
        for f, formula in live_formulas(r + 1).items():
            result = oracle.score(**ratings(asset))[f] if asset else None
            stale = r == 3 and f == 'importance'  # as if a rating had been changed without recalculating
            ws.write_formula(r, RESULTS[f], formula, box, 1 if stale else '' if result is None else result)
            if stale: e.finding('formula-disagrees', xl_rowcol_to_cell(r, RESULTS[f]))
            if asset: e.kept.append(['情報資産管理台帳', xl_rowcol_to_cell(r, RESULTS[f])])
    wb.close()


@layout('libreoffice_english_hidden_1904', by='LibreOffice')
def _(path, e):
    wb = xlsxwriter.Workbook(path, {'date_1904': True}); ws = wb.add_worksheet('Asset register')
    write_register(ws, e, 'Asset register', 0, headings=EN_HEADINGS)
    for r in (2, 4): ws.set_row(r, None, None, {'hidden': True})
    wb.close()
    e.finding('hidden-rows')


@layout('libreoffice_graph_paper_card', by='LibreOffice')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('カード'); box = wb.add_format({'border': 1})
    ws.set_column(0, 40, 2.5)
    def pair(r, c, label, value):
        ws.merge_range(r, c, r, c + 3, label, box)
        if value is None: ws.merge_range(r, c + 4, r, c + 7, '', box)
        else: ws.merge_range(r, c + 4, r, c + 7, value, box)
    for k, a in enumerate(ASSETS[:3]):
        r = 1 + 6 * k
        pair(r, 1, '情報資産名称', a[1]); pair(r, 10, '管理部署', a[5])
        pair(r + 1, 1, '機密性', a[7]); pair(r + 1, 10, '完全性', a[8]); pair(r + 1, 19, '可用性', a[9])
        pair(r + 2, 1, '重要度', None)
        e.asset('カード', {'importance': (r + 2, 5)}, c=a[7], i=a[8], a=a[9])
    wb.close()


# ------------------------------------------------------------------------------------------------------- IPA リスク分析シート
# Synthetic: built from what design notes and public descriptions say of the sheets; the official file was not read.

THREATS = {3: '3:いつ起きてもおかしくない状況にある', 2: '２：特定の状況で脅威が発生する（年に数回程度）', 1: '1:ふつうの状況では起きない'}
WEAKNESSES = {3: '３:対策がほとんどない', 2: '2：一部の対策が足りない', 1: '1:必要な対策ができている'}
IPA_NUMBER = {'a': 'マイナンバー', 'b': '特定個人情報'}
IPA_ASSETS = [
    # area, name, medium, personal, sensitive, number, C, I, A (edition A), T, V
    ('人事', '社員名簿', '事務所PC', '有', '', '', 2, 1, 1, 2, 2),
    ('人事', '健康診断の結果', '書類', '有', '有', '', 1, 1, 0, 2, 3),
    ('人事', '源泉徴収票の控え', '書類', '', '', '有', 1, 0, 0, 1, 1),
    ('経理', '給与システムのデータ', '社内サーバー', '有', '', '有', 2, 2, 1, 3, 3),
    ('経理', '当社宛請求書', '書類', '', '', '', 1, 1, 1, 2, 2),
    ('営業', '顧客リスト', 'モバイル機器', '○', '', '', 1, 2, 1, 3, 2),
    ('営業', '見積書控え', '社内サーバー', '', '', '', 1, 1, 1, 1, 3),
    ('営業', '製品カタログ', '社外サーバー', '', '', '', 0, 1, 0, 3, 1),
    ('共通', '電子メールデータ', '社外サーバー', '', '', '', 2, 1, 2, 2, 3),
    ('共通', '会社案内', '書類', '', '', '', 0, 0, 0, 1, 1),
    ('共通', 'まだ評価していない資産', '書類', '', '', '', None, None, None, None, None),
]
IPA_FIRST = 4  # row of the first asset, 0-based
IPA_COLUMNS = {'personal_data': 6, 'sensitive_data': 7, 'number_data': 8, 'confidentiality': 9, 'integrity': 10, 'availability': 11,
               'importance': 12, 'threat': 15, 'vulnerability': 16, 'likelihood': 17, 'likelihood_label': 18, 'risk_level': 19, 'risk_label': 20}
IPA_RESULTS = ('importance', 'likelihood', 'likelihood_label', 'risk_level', 'risk_label')


def ipa_row(edition, asset, shift=None):
    """The ratings of an asset in an edition: those of B are one higher, unless `shift` says otherwise."""
    by = (1 if edition == 'b' else 0) if shift is None else shift
    c, i, a = (None if x is None else x + by for x in asset[6:9])
    return {'personal_data': bool(asset[3]), 'sensitive_data': bool(asset[4]), 'number_data': bool(asset[5]), 'confidentiality': c, 'integrity': i,
            'availability': a, 'threat': asset[9], 'vulnerability': asset[10]}


def ipa_headings(wb, ws, edition, number_data=True):
    box = wb.add_format({'border': 1, 'text_wrap': True, 'align': 'center', 'valign': 'vcenter', 'bg_color': '#DDEBF7'})
    ws.write(0, 0, '情報資産管理台帳', wb.add_format({'bold': True, 'font_size': 14}))
    for c, h in enumerate(['業務\n分類', '情報資産名称', '備考', '利用者\n範囲', '管理部署', '媒体・\n保存先']):
        ws.merge_range(2, c, 3, c, h, box)
    ws.merge_range(2, 6, 2, 8, '個人情報の種類', box)
    for c, h in enumerate(['個人情報', '要配慮\n個人情報', IPA_NUMBER[edition] if number_data else '']): ws.write(3, 6 + c, h, box)
    ws.merge_range(2, 9, 2, 11, '評価値', box)
    for c, h in enumerate(['機密性', '完全性', '可用性']): ws.write(3, 9 + c, h, box)
    for c, h in ((12, '重要度'), (13, '保存\n期限'), (14, '登録日')): ws.merge_range(2, c, 3, c, h, box)
    ws.merge_range(2, 15, 2, 20, '現状から想定されるリスク（入力不要・自動表示）', box)
    ws.write(3, 15, '脅威の発生頻度', box); ws.write(3, 16, '脆弱性', box)
    ws.merge_range(3, 17, 3, 18, '被害発生可能性', box); ws.merge_range(3, 19, 3, 20, 'リスク値', box)
    ws.set_column(0, 20, 11)


def ipa_assets(wb, ws, e, edition, assets, fill, shift=None, sheet='情報資産管理台帳'):
    """fill(row number, field, right value) -> what stands in a result cell: a value, a formula with its stored result (a pair), or None."""
    box = wb.add_format({'border': 1})
    rule, _ = oracle.FAMILIES['ipa-' + edition]
    for k, asset in enumerate(assets):
        r = IPA_FIRST + k
        row = ipa_row(edition, asset, shift)
        for c, value in enumerate([asset[0], asset[1], '', '全社', '総務部', asset[2]]): ws.write(r, c, value, box)
        for field, mark in zip(('personal_data', 'sensitive_data', 'number_data'), asset[3:6]): ws.write(r, IPA_COLUMNS[field], mark, box)
        for field in ('confidentiality', 'integrity', 'availability'): ws.write(r, IPA_COLUMNS[field], row[field], box)
        ws.write(r, IPA_COLUMNS['threat'], THREATS.get(row['threat']), box); ws.write(r, IPA_COLUMNS['vulnerability'], WEAKNESSES.get(row['vulnerability']), box)
        right = rule(row)
        for field in IPA_RESULTS:
            here = fill(k, field, right[field])
            if isinstance(here, tuple):
                ws.write_formula(r, IPA_COLUMNS[field], here[0].format(r=r + 1), box, '' if here[1] is None else here[1])
                e.kept.append([sheet, xl_rowcol_to_cell(r, IPA_COLUMNS[field])])
            else:
                ws.write(r, IPA_COLUMNS[field], here, box)
            e.set(sheet, r, IPA_COLUMNS[field], right[field])
        e.assets += 1
        e.unfinished += right['risk_level'] is None


def ipa_formula(edition, field):
    top, high, middle = (2, 4, 1) if edition == 'a' else (3, 6, 4)
    return {'importance': '=IF(COUNT(J{r}:L{r})<3,"",IF(OR(G{r}="有",G{r}="○",H{r}="有",I{r}="有"),%d,MAX(J{r}:L{r})))' % top,
            'likelihood': '=IF(OR(P{r}="",Q{r}=""),"",MAX(1,VALUE(LEFT(ASC(P{r}),1))+VALUE(LEFT(ASC(Q{r}),1))-3))',
            'likelihood_label': '=IF(R{r}="","",IF(R{r}=3,"可能性：高",IF(R{r}=2,"可能性：中","可能性：低")))',
            'risk_level': '=IF(OR(M{r}="",R{r}=""),"",M{r}*R{r})',
            'risk_label': '=IF(T{r}="","",IF(T{r}>=%d,"リスク大",IF(T{r}>=%d,"リスク中","リスク小")))' % (high, middle)}[field]


def ipa_other_sheets(wb, edition, before):
    """The sheets beside the register, in the order people have them; `before` says on which side of it."""
    if before:
        ws = wb.add_worksheet('利用方法')
        for r, text in enumerate(['リスク分析シートの使い方', '', '1. 「情報資産管理台帳」に情報資産を書き出し、機密性・完全性・可用性を評価します。',
                                  '2. 「脅威の状況」で、媒体・保存先ごとの脅威の発生頻度を選びます。', '3. 「対策状況チェック」に答えると、脆弱性が決まります。']):
            ws.write(r, 0, text)
        return
    low = 0 if edition == 'a' else 1
    ws = wb.add_worksheet('台帳記入例'); ipa_headings(wb, ws, edition)
    for c, v in enumerate(['人事', '社員名簿', '社員の基本情報', '人事部', '人事部', '事務所PC', '有', '', '', low + 2, low, low]): ws.write(IPA_FIRST, c, v)
    ws = wb.add_worksheet('重要度定義')
    ws.write(0, 0, '情報資産の重要度の定義'); ws.write_row(2, 0, ['評価項目', '評価値', '評価基準', '該当する情報の例'])
    for k, aspect in enumerate(['機密性', '完全性', '可用性']):
        for n in range(3):
            ws.write_row(3 + 3 * k + n, 0, [aspect if n == 0 else '', low + 2 - n, ['大きな損害になる', '業務に影響する', 'ほとんど影響がない'][n], '顧客の情報など'])
    ws = wb.add_worksheet('脅威の状況')
    ws.write_row(2, 0, ['媒体・保存先', '想定される脅威', '対策を講じない場合の脅威の発生頻度'])
    for k, medium in enumerate(['書類', '可搬電子媒体', '事務所PC', 'モバイル機器', '社内サーバー', '社外サーバー']):
        ws.write_row(3 + k, 0, [medium, '盗難や紛失', THREATS[1 + k % 3]])
    ws = wb.add_worksheet('対策状況チェック')
    ws.write_row(2, 0, ['情報セキュリティ診断項目', '診断の内容', '実施状況'])
    for k, answer in enumerate(['1:実施している', '2:一部実施している', '3:実施していない・わからない', '4:自社には該当しない']):
        ws.write_row(3 + k, 0, ['診断項目%d' % (k + 1), '対策をしていますか', answer])
    ws = wb.add_worksheet('診断結果')
    ws.write_row(2, 0, ['診断項目', '達成率', '判定']); ws.write_row(3, 0, ['組織的な対策', 0.8, '良い'])
    ws.write_row(6, 0, ['リスク値', '件数']); ws.write_row(7, 0, ['大', 3]); ws.write_row(8, 0, ['中', 5])


@layout('ipa_edition_a')
def _(path, e):
    # Live formulas in every result; two stored results went stale, one was typed over, the last rows are prepared.
    wb = xlsxwriter.Workbook(path); ipa_other_sheets(wb, 'a', True)
    ws = wb.add_worksheet('情報資産管理台帳'); ipa_headings(wb, ws, 'a')
    def fill(k, field, right):
        if (k, field) == (4, 'risk_label'): e.finding('formula-disagrees', 'U9'); return (ipa_formula('a', field), 'リスク大')
        if (k, field) == (5, 'risk_level'): e.finding('result-corrected', 'T10'); e.finding('formula-overtyped', 'T10'); return 2
        return (ipa_formula('a', field), right)
    ipa_assets(wb, ws, e, 'a', IPA_ASSETS, fill)
    for r in range(IPA_FIRST + len(IPA_ASSETS), IPA_FIRST + len(IPA_ASSETS) + 20):
        for field in IPA_RESULTS: ws.write_formula(r, IPA_COLUMNS[field], ipa_formula('a', field).format(r=r + 1), None, '')
    ipa_other_sheets(wb, 'a', False)
    for cell in ('L6', 'I4', 'M5', 'B4'): e.finding('edition-told', cell)
    e.finding('rating-missing', 'J15'); e.finding('sheet-is-example')
    e.criteria = [['scale', f, False] for f in ('confidentiality', 'integrity', 'availability')]
    wb.close()


@layout('ipa_edition_b')
def _(path, e):
    # People's own short words (高, 大) in the label cells, some empty: new ones are written as theirs are.
    wb = xlsxwriter.Workbook(path); ipa_other_sheets(wb, 'b', True)
    ws = wb.add_worksheet('情報資産管理台帳'); ipa_headings(wb, ws, 'b')
    def fill(k, field, right):
        if k in (1, 4, 8): return None
        return right[-1] if isinstance(right, str) else right
    ipa_assets(wb, ws, e, 'b', IPA_ASSETS, fill)
    rule, _ = oracle.FAMILIES['ipa-b']
    for k, asset in enumerate(IPA_ASSETS):
        for field in ('likelihood_label', 'risk_label'):
            label = rule(ipa_row('b', asset))[field]
            e.set('情報資産管理台帳', IPA_FIRST + k, IPA_COLUMNS[field], label and label[-1])
    ipa_other_sheets(wb, 'b', False)
    for cell in ('J5', 'I4', 'B4'): e.finding('edition-told', cell)
    e.finding('rating-missing', 'J15'); e.finding('sheet-is-example')
    e.criteria = [['scale', f, False] for f in ('confidentiality', 'integrity', 'availability')]
    wb.close()


@layout('ipa_open')
def _(path, e):
    # Only 1 and 2 as ratings, no stored results, no heading and no scale that tells: nothing may be calculated.
    wb = xlsxwriter.Workbook(path)
    ws = wb.add_worksheet('情報資産管理台帳'); ipa_headings(wb, ws, 'a', number_data=False)
    assets = [a[:5] + ('',) + (1, 2, 1) + a[9:] for a in IPA_ASSETS[:6]]
    ipa_assets(wb, ws, e, 'a', assets, lambda k, field, right: (ipa_formula('a', field), 0 if k % 2 else ''))
    wb.add_worksheet('対策状況チェック').write(0, 0, '対策状況チェック')
    e.cells, e.kept = {}, []
    e.unfinished = 0
    e.finding('edition-open', 'A3:U4')
    wb.close()


@layout('ipa_contradictory')
def _(path, e):
    # The headings of edition B over the ratings of edition A.
    wb = xlsxwriter.Workbook(path)
    ws = wb.add_worksheet('情報資産管理台帳'); ipa_headings(wb, ws, 'b')
    ipa_assets(wb, ws, e, 'b', IPA_ASSETS[:6], lambda k, field, right: None, shift=0)
    wb.add_worksheet('診断結果').write(0, 0, '診断結果')
    e.cells, e.kept = {}, []
    e.unfinished = 0
    e.finding('edition-contradictory', 'L6')
    wb.close()


# --------------------------------------------------------------------------------------------------------------- written by hand

CT = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
      '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
      '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>%s</Types>')
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
STRICT_MAIN, STRICT_REL = 'http://purl.oclc.org/ooxml/spreadsheetml/main', 'http://purl.oclc.org/ooxml/officeDocument/relationships'


def by_hand(path, sheet_xml, sst=None, styles=None, main=MAIN, rel=REL, prefix='', name='台帳', book_extra='', parts=(), overrides='', book_rels=''):
    """A minimal package around one sheet part."""
    p = prefix + ':' if prefix else ''
    ns = 'xmlns%s="%s"' % (':' + prefix if prefix else '', main)
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        def add(n, text):
            info = zipfile.ZipInfo(n, (2025, 4, 1, 9, 0, 0)); info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, text)
        over = overrides
        if sst: over += '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
        if styles: over += '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
        add('[Content_Types].xml', CT % over)
        add('_rels/.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % rel)
        add('xl/workbook.xml', '<?xml version="1.0" encoding="UTF-8"?>\n<%sworkbook %s xmlns:r="%s"><%ssheets><%ssheet name="%s" sheetId="1" r:id="rId1"/></%ssheets>%s</%sworkbook>' % (p, ns, rel, p, p, name, p, book_extra, p))
        rels = '<Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>' % rel
        if sst: rels += '<Relationship Id="rId2" Type="%s/sharedStrings" Target="sharedStrings.xml"/>' % rel
        if styles: rels += '<Relationship Id="rId3" Type="%s/styles" Target="styles.xml"/>' % rel
        add('xl/_rels/workbook.xml.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s%s</Relationships>' % (rels, book_rels))
        add('xl/worksheets/sheet1.xml', sheet_xml)
        if sst: add('xl/sharedStrings.xml', sst)
        if styles: add('xl/styles.xml', styles)
        for n, content in parts: add(n, content)


SHORT = ['No', '情報資産名称', '機密性', '完全性', '可用性', '重要度']


def short_rows(cell, e, results=True, name='台帳'):
    """Rows of a short register; cell(ref, value) gives the XML of a cell, '' to leave it out."""
    out = ['<row r="1">%s</row>' % ''.join(cell('ABCDEF'[c] + '1', h) for c, h in enumerate(SHORT))]
    for k, a in enumerate(ASSETS):
        r = k + 2
        values = [k + 1, a[1], a[7], a[8], a[9]]
        out.append('<row r="%d">%s</row>' % (r, ''.join(cell('ABCDE'[c] + str(r), v) for c, v in enumerate(values)) + (cell('F%d' % r, None) if results else '')))
        e.asset(name, {'importance': (r - 1, 5)}, c=a[7], i=a[8], a=a[9])
    return ''.join(out)


def inline(ref, v, p=''):
    if v is None: return '<%sc r="%s"/>' % (p, ref)
    if isinstance(v, str): return '<%sc r="%s" t="inlineStr"><%sis><%st>%s</%st></%sis></%sc>' % (p, ref, p, p, v, p, p, p)
    return '<%sc r="%s"><%sv>%s</%sv></%sc>' % (p, ref, p, v, p, p)


@layout('inline_strings_and_no_shared', by='hand')
def _(path, e):
    by_hand(path, '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, short_rows(inline, e)))


@layout('cells_and_rows_that_do_not_exist', by='hand')
def _(path, e):
    # No result cell exists; the column has a style of its own, which new cells must take.
    styles = ('<styleSheet xmlns="%s"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
              '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>' % MAIN)
    cols = '<cols><col min="6" max="6" width="10" style="1" customWidth="1"/></cols>'
    by_hand(path, '<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="%s"><dimension ref="A1:E7"/>%s<sheetData>%s</sheetData></worksheet>' % (MAIN, cols, short_rows(inline, e, results=False).replace('<row r="2">', '<row r="2" spans="1:5">')), styles=styles)


@layout('cells_without_references', by='hand')
def _(path, e):
    def bare(ref, v): return inline(ref, v).replace(' r="%s"' % ref, '')
    rows = short_rows(bare, e)
    for r in range(1, 8): rows = rows.replace('<row r="%d">' % r, '<row>')
    by_hand(path, '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, rows))


@layout('prefixed_namespace', by='hand')
def _(path, e):
    rows = short_rows(lambda ref, v: inline(ref, v, 'x:'), e).replace('<row', '<x:row').replace('</row', '</x:row')
    by_hand(path, '<?xml version="1.0" encoding="utf-8"?><x:worksheet xmlns:x="%s"><x:sheetData>%s</x:sheetData></x:worksheet>' % (MAIN, rows), prefix='x')


@layout('strict_namespace', by='hand')
def _(path, e):
    rows = short_rows(inline, e)
    by_hand(path, '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (STRICT_MAIN, rows), main=STRICT_MAIN, rel=STRICT_REL)


@layout('phonetic_guides_and_rich_text', by='hand')
def _(path, e):
    strings = []
    def shared(ref, v):
        if not isinstance(v, str): return inline(ref, v)
        strings.append(v)
        return '<c r="%s" t="s"><v>%d</v></c>' % (ref, len(strings) - 1)
    rows = short_rows(shared, e)
    def si(v):
        if v in ('機密性', '可用性'):
            return '<si><t>%s</t><rPh sb="0" eb="%d"><t>ヨミガナ</t></rPh><phoneticPr fontId="1"/></si>' % (v, len(v))
        if v == '情報資産名称':
            return '<si><r><t>情報</t></r><r><rPr><b/></rPr><t xml:space="preserve">資産名称 </t></r><rPh sb="0" eb="2"><t>ジョウホウ</t></rPh></si>'
        return '<si><t>%s</t></si>' % v
    sst = '<?xml version="1.0" encoding="UTF-8"?><sst xmlns="%s" count="%d" uniqueCount="%d">%s</sst>' % (MAIN, len(strings), len(strings), ''.join(map(si, strings)))
    by_hand(path, '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, rows), sst=sst)


@layout('dimension_far_beyond_the_data', by='hand')
def _(path, e):
    a = ASSETS[0]
    row = '<row r="1">%s</row><row r="2">%s</row>' % (''.join(inline('ABCDEF'[c] + '1', h) for c, h in enumerate(SHORT)), ''.join(inline('ABCDE'[c] + '2', v) for c, v in enumerate([1, a[1], a[7], a[8], a[9]])))
    e.asset('台帳', {'importance': (1, 5)}, c=a[7], i=a[8], a=a[9])
    by_hand(path, '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><dimension ref="A1:XFC308"/><sheetData>%s</sheetData></worksheet>' % (MAIN, row))


@layout('comments_cdata_and_single_quotes', by='hand')
def _(path, e):
    def odd(ref, v):
        if isinstance(v, str): return "<c r='%s' t='inlineStr' ><is><t><![CDATA[%s]]></t></is></c >" % (ref, v)
        return "<!-- %s --><c r = '%s' ><v><![CDATA[%s]]></v></c>" % (ref, ref, v) if v is not None else "<c r='%s' />" % ref
    rows = short_rows(odd, e)
    by_hand(path, "<?xml version='1.0' encoding='UTF-8'?>\n<!-- made > by hand --><worksheet xmlns='%s'><sheetData >\n %s\n</sheetData><!-- end --></worksheet>" % (MAIN, rows.replace('</row>', '</row>\r\n')))


@layout('shared_formulas', by='hand')
def _(path, e):
    def cell(ref, v): return inline(ref, v)
    rows = short_rows(cell, e)
    for k, a in enumerate(ASSETS):
        r = k + 2
        f = '<f t="shared" ref="F2:F12" si="0">MAX(C2:E2)</f>' if k == 0 else '<f t="shared" si="0"/>'
        rows = rows.replace('<c r="F%d"/>' % r, '<c r="F%d">%s<v>%d</v></c>' % (r, f, max(a[7:10]) if k != 1 else 1))
        e.kept.append(['台帳', 'F%d' % r])
    for r in range(8, 13): rows += '<row r="%d"><c r="F%d"><f t="shared" si="0"/><v>0</v></c></row>' % (r, r)
    e.finding('formula-disagrees', 'F3')
    by_hand(path, '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, rows))


@layout('dead_external_links', by='hand')
def _(path, e):
    rows = short_rows(inline, e).replace('<c r="F3"/>', '<c r="F3"><f>[1]旧台帳!$F$3</f><v>3</v></c>')
    e.kept.append(['台帳', 'F3'])
    link = '<?xml version="1.0" encoding="UTF-8"?><externalLink xmlns="%s"><externalBook xmlns:r="%s" r:id="rId1"><sheetNames><sheetName val="旧台帳"/></sheetNames></externalBook></externalLink>' % (MAIN, REL)
    link_rels = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%s/externalLinkPath" Target="file:///Z:/gone/old.xlsx" TargetMode="External"/></Relationships>' % REL
    by_hand(path, '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, rows),
            book_extra='<externalReferences><externalReference r:id="rId9"/></externalReferences>',
            book_rels='<Relationship Id="rId9" Type="%s/externalLink" Target="externalLinks/externalLink1.xml"/>' % REL,
            overrides='<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/>',
            parts=[('xl/externalLinks/externalLink1.xml', link), ('xl/externalLinks/_rels/externalLink1.xml.rels', link_rels)])


@layout('macros_and_form_controls')
def _(path, e):
    # The macro project is that of the published REV_4_FedRAMP-POAM-Template.xlsm (CC0).
    source = os.path.join(os.path.dirname(HERE), 'published', 'gsa_fedramp-gov', 'REV_4_FedRAMP-POAM-Template.xlsm')
    with tempfile.TemporaryDirectory() as tmp:
        vba = os.path.join(tmp, 'vbaProject.bin')
        with zipfile.ZipFile(source) as z: open(vba, 'wb').write(z.read('xl/vbaProject.bin'))
        wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳'); wb.add_vba_project(vba)
        write_register(ws, e, '台帳', 2)
        ws.insert_button('S2', {'macro': 'refresh', 'caption': '更新'})
        ws.insert_button('S4', {'caption': '済'})
        ws.data_validation('I4:K100', {'validate': 'list', 'source': [1, 2, 3]})
        ws.conditional_format('P4:P100', {'type': '3_color_scale'})
        ws.write_comment('C4', '毎年4月に見直す')
        wb.close()
    # XlsxWriter knows only buttons; Excel keeps check boxes in the same drawing.
    out = path + '.tmp'
    with zipfile.ZipFile(path) as z, zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as o:
        for i in z.infolist():
            data = z.read(i.filename)
            if 'vmlDrawing' in i.filename and b'ObjectType="Button"' in data:
                head, _, tail = data.rpartition(b'ObjectType="Button"'); data = head + b'ObjectType="Checkbox"' + tail
            o.writestr(i, data)
    os.replace(out, path)


@layout('information_classes')
def _(path, e):
    # 情報区分 beside the ratings, under two heading rows; 厳秘 is what this office calls 極秘.
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳'); box = wb.add_format({'border': 1})
    heads = ['No', '情報資産名称', '利用者範囲', '媒体・保存先', '情報\n区分']
    for c, h in enumerate(heads): ws.merge_range(2, c, 3, c, h, box)
    ws.merge_range(2, 5, 2, 7, '評価値', box)
    for c, h in enumerate(['機密性', '完全性', '可用性']): ws.write(3, 5 + c, h, box)
    ws.merge_range(2, 8, 3, 8, '重要度', box)
    # class as written, C, class that must stand there in the end
    rows = [('厳秘', 3, '厳秘'), (None, 3, '厳秘'), (None, 2, '社外秘'), ('公開', 2, '公開'), (None, 1, '公開'), ('－', 3, '－'), (None, None, None), (None, 'ー', None)]
    for k, (written, c, final) in enumerate(rows):
        r = 4 + k
        for column, value in enumerate([k + 1, '資産%d' % (k + 1), '総務部', '社内サーバー', written, c, 2, 1, None]): ws.write(r, column, value, box)
        e.set('台帳', r, 4, final)
        rated = {'c': c} if isinstance(c, int) else {'c': None}
        e.asset('台帳', {'importance': (r, 8)}, i=2, a=1, **rated)
    # An office's own rule for the class stays its own.
    ws.write_row(12, 0, [9, '資産9', '総務部', '社内サーバー'], box)
    ws.write_formula(12, 4, '=IF(F13>=3,"厳秘","社外秘")', box, '社外秘')
    ws.write_row(12, 5, [2, 2, 1], box); ws.write_blank(12, 8, None, box)
    e.set('台帳', 12, 4, '社外秘'); e.kept.append(['台帳', 'E13'])
    e.asset('台帳', {'importance': (12, 8)}, c=2, i=2, a=1)
    e.finding('class-contradicts', 'E8')
    e.finding('rating-missing', 'F11'); e.finding('rating-missing', 'F12')
    wb.close()


# ------------------------------------------------------------------------------- files for the transcripts of the command line

def case(name):
    """A workbook of tests/data/cases; what must come out stands in the transcripts that use it."""
    def wrap(make):
        CASES.append((name, make))
        return make
    return wrap


CASES = []


@case('protected.xlsx')
def _(path, e):
    wb = xlsxwriter.Workbook(path); ws = wb.add_worksheet('台帳')
    write_register(ws, e, '台帳', 0); ws.protect('secret'); wb.close()


@case('signed.xlsx')
def _(path, e):
    rows = short_rows(inline, e)
    by_hand(path, '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, rows),
            overrides='<Override PartName="/_xmlsignatures/sig1.xml" ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/>'
                      '<Override PartName="/_xmlsignatures/origin.sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>',
            parts=[('_xmlsignatures/origin.sigs', ''), ('_xmlsignatures/sig1.xml', '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'),
                   ('_xmlsignatures/_rels/origin.sigs.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature" Target="sig1.xml"/></Relationships>')])
    out = path + '.tmp'
    with zipfile.ZipFile(path) as z, zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as o:
        for i in z.infolist():
            data = z.read(i.filename)
            if i.filename == '_rels/.rels': data = data.replace(b'</Relationships>', b'<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>')
            o.writestr(i, data)
    os.replace(out, path)


@case('replaced_formulas.xlsx')
def _(path, e):
    # A shared formula over filled and prepared rows, and a calculation chain that lists it.
    rows = short_rows(inline, e)
    chain = ''
    for k, a in enumerate(ASSETS):
        r = k + 2
        f = '<f t="shared" ref="F2:F12" si="0">IF(COUNT(C2:E2)&lt;3,"",MAX(C2:E2))</f>' if k == 0 else '<f t="shared" si="0"/>'
        rows = rows.replace('<c r="F%d"/>' % r, '<c r="F%d">%s<v>%d</v></c>' % (r, f, max(a[7:10])))
    for r in range(8, 13): rows += '<row r="%d"><c r="F%d" t="str"><f t="shared" si="0"/><v></v></c></row>' % (r, r)
    for r in range(2, 13): chain += '<c r="F%d" i="1"/>' % r
    by_hand(path, '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, rows),
            book_rels='<Relationship Id="rId8" Type="%s/calcChain" Target="calcChain.xml"/>' % REL,
            overrides='<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/>',
            parts=[('xl/calcChain.xml', '<?xml version="1.0" encoding="UTF-8"?><calcChain xmlns="%s">%s</calcChain>' % (MAIN, chain))])


def make_cases(only):
    folder = os.path.join(os.path.dirname(HERE), 'cases')
    os.makedirs(folder, exist_ok=True)
    for name, make in CASES:
        path = os.path.join(folder, name)
        if (only and name not in only) or os.path.exists(path): continue
        make(path, Expected())
        print('made', name)


def main():
    only = sys.argv[1:]
    make_cases(only)
    os.makedirs(HERE, exist_ok=True)
    names = [n for n, _, _ in LAYOUTS]
    assert len(set(names)) == len(names), 'a name comes twice'
    for name, by, make in LAYOUTS:
        path = os.path.join(HERE, name + ('.xlsm' if 'macros' in name else '.xlsx'))
        if (only and name not in only) or os.path.exists(path): continue
        e = Expected()
        with tempfile.TemporaryDirectory() as tmp:
            made = os.path.join(tmp, os.path.basename(path))
            make(made, e)
            if by == 'LibreOffice':
                subprocess.run(['soffice', '--headless', '-env:UserInstallation=file://' + tmp + '/profile', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', tmp + '/out', made], check=True, capture_output=True)
                made = os.path.join(tmp, 'out', os.path.basename(path))
            shutil.copy(made, path)
        with open(path + '.json', 'w', encoding='utf8') as f:
            json.dump({'written_by': by, 'options': e.options, 'assets': e.assets, 'unfinished': e.unfinished, 'cells': e.cells, 'kept_formulas': e.kept, 'findings': e.findings, 'criteria': e.criteria}, f, ensure_ascii=False, indent=1)
            f.write('\n')
        print('made', os.path.basename(path))


if __name__ == '__main__':
    main()
