#!/usr/bin/python3
"""Rows inserted into workbooks that openpyxl, XlsxWriter and LibreOffice made, with everything in them that speaks of cells. What must
come out is worked out here anew, with openpyxl's reader and its own way of filling formulas; LibreOffice must calculate the same numbers
before and after, and given the same rows itself it must shift everything as we do. Published workbooks must stay whole, wherever rows come in.

  rows_test.py INSERT_ANYTHING
"""
import glob
import html
import os
import re
import subprocess
import sys
import tempfile
import warnings
import xml.etree.ElementTree as ET
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule
from openpyxl.formula.translate import Translator
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from graft_test import look, parts_of  # noqa: E402
from office_test import through_libreoffice  # noqa: E402
import row_oracle  # noqa: E402

warnings.simplefilter('ignore')
FIRST, LAST = 5, 14  # rows of the list; headings above, totals below


# --- what must come out ---------------------------------------------------------------------------------------------------

class Rows:
    """The insertions of one sheet: [(before, model, count)], rows from 1."""

    def __init__(self, insertions):
        self.all = sorted(insertions)

    def row(self, old):
        return old + sum(n for before, _, n in self.all if before <= old)

    def new(self):
        """{new row: model row}"""
        return {self.row(before) - n + k: model for before, model, n in self.all for k in range(n)}

    def span(self, a, b, first=True, last=True):
        """The rows a to b: they hold what comes among them, and grow at an end by rows made after one of them."""
        low, high = self.row(a), min(1048576, self.row(b))
        for before, model, n in self.all:
            if a <= model <= b and last and before == b + 1:
                high += n
            if a <= model <= b and first and before == a:
                low -= n
        return low, high if b < 1048576 else b

    def cells(self, text, first=True, last=True):
        c1, r1, c2, r2 = range_boundaries(text.replace('$', ''))
        r1, r2 = self.span(r1, r2, first, last)
        return (c1, r1, c2, r2)

    def alike(self, text):
        """All cells of a list of areas, with those of rows made after one of theirs."""
        out = set()
        for piece in str(text).split():
            c1, r1, c2, r2 = range_boundaries(piece)
            a, b = self.span(r1, r2, False, False)
            out |= {(r, c) for r in range(a, b + 1) for c in range(c1, c2 + 1)}
            out |= {(new, c) for new, model in self.new().items() if r1 <= model <= r2 for c in range(c1, c2 + 1)}
        return out


def cells_of(text):
    return {(r, c) for piece in str(text).split() for c1, r1, c2, r2 in [range_boundaries(piece)]
            for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)}


REFERENCE = re.compile(r'''("[^"]*")|((?:'(?:[^']|'')*'|[^\W\d][\w.]*)!)?(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?(?![\w(!])|(\w*\[[^\]]*\](?:,\[[^\]]*\])*\]?)''')
CELL = re.compile(r'(\$?[A-Z]+)(\$?)(\d+)')


def followed(formula, sheet, shifts, row=None, sliding=False, distance=None):
    """A formula of a cell in `row`. `distance`: it is a rule for many cells that went down itself so far."""
    def one(match):
        if match[1] or match[5]:
            return match[0]
        other = match[2][:-1].strip("'").replace("''", "'") if match[2] else sheet
        rows = shifts.get(other, Rows([]))
        c1, f1, r1 = CELL.fullmatch(match[3]).groups()
        c2, f2, r2 = CELL.fullmatch(match[4] or match[3]).groups()
        a, b = int(r1), int(r2)
        is_list = match[4] and (a != b or c1.replace('$', '') == c2.replace('$', ''))
        own = row if other == sheet else None
        first = bool(is_list and (f1 or not (sliding or own == a)))
        last = bool(is_list and (f2 or not (sliding or own == b)))
        x, y = rows.span(a, b, first, last)
        if not match[4]:
            y = x
        if distance is not None and not f1:
            x = a + distance
        if distance is not None and not f2:
            y = b + distance
        return (match[2] or '') + c1 + f1 + str(x) + (':' + c2 + f2 + str(y) if match[4] else '')
    return REFERENCE.sub(one, formula)


def put_array(ws, area, formula):
    first = area.split(':')[0]
    ws[first] = formula
    ws.formula_attributes[first] = {'t': 'array', 'ref': area}


def slides(ws, cell):
    """True for a rule that goes down a column, or is one for several rows."""
    array = ws.formula_attributes.get(cell.coordinate, {})
    if array.get('t') == 'array' and len(cells_of(array['ref'])) > 1:
        return True
    for other in (cell.row - 1, cell.row + 1):
        beside = ws.cell(other, cell.column).value if other > 0 else None
        if isinstance(beside, str) and beside.startswith('=') and isinstance(cell.value, str):
            if Translator(beside, '%s%d' % (cell.column_letter, other)).translate_formula(cell.coordinate) == cell.value:
                return True
    return False


# --- the comparison -------------------------------------------------------------------------------------------------------

def compare(before, after, shifts, edits=()):
    a, b = openpyxl.load_workbook(before), openpyxl.load_workbook(after)
    wrong = []

    def same(what, wanted, found):
        if wanted != found and len(wrong) < 12:
            wrong.append('%s: must be %s, is %s' % (what, wanted, found))

    same('sheets', a.sheetnames, b.sheetnames)
    for name in a.sheetnames:
        old, new, rows = a[name], b[name], shifts.get(name, Rows([]))
        if not hasattr(old, 'iter_rows'):
            continue
        compare_cells(name, old, new, rows, shifts, same, edits)
        compare_lists(name, old, new, rows, shifts, same)
    names = lambda book: {(n.localSheetId, n.name): n.value for n in book.defined_names.definedName}
    same('names', {k: followed(v, None, shifts) if '$' in v else v for k, v in names(a).items()}, names(b))
    return wrong


def compare_cells(name, old, new, rows, shifts, same, edits):
    expected = {}
    for line in old.iter_rows():
        for cell in line:
            value = cell.value
            if isinstance(value, str) and value.startswith('='):
                value = followed(value, name, shifts, cell.row, slides(old, cell))
            expected[rows.row(cell.row), cell.column] = (value, look(cell)[1:])
    spans = lambda ws: {k: v['ref'] for k, v in ws.formula_attributes.items() if v.get('t') == 'array'}
    wanted = {}
    for first, ref in spans(old).items():
        for row in [rows.row(old[first].row)] + [n for n, m in rows.new().items() if m == old[first].row and len(cells_of(ref)) == 1]:
            height = range_boundaries(ref)[3] - old[first].row
            wanted['%s%d' % (old[first].column_letter, row)] = cells_of('%s%d:%s%d' % (old[first].column_letter, row, get_column_letter(range_boundaries(ref)[2]), row + height))
    same('%s arrays' % name, wanted, {k: cells_of(v) for k, v in spans(new).items()})
    merged = {(r, c) for area in new.merged_cells.ranges for r in range(area.min_row, area.max_row + 1) for c in range(area.min_col, area.max_col + 1) if (r, c) != (area.min_row, area.min_col)}
    for row, model in rows.new().items():
        for column in range(1, old.max_column + 1):
            cell, value = old.cell(model, column), None
            letter = get_column_letter(column)
            at = '%s%d' % (letter, rows.row(model))
            if isinstance(cell.value, str) and cell.value.startswith('=') and (row, column) not in merged:
                value = Translator(expected[rows.row(model), column][0], at).translate_formula('%s%d' % (letter, row))
            expected[row, column] = (value, look(cell)[1:])
        same('%s height of %d' % (name, row), old.row_dimensions[model].height, new.row_dimensions[row].height)
    for sheet, cell, value in edits:
        if sheet == name:
            at = new[cell]
            expected[at.row, at.column] = (value, expected[at.row, at.column][1])
    for (row, column), (value, style) in expected.items():
        cell = new.cell(row, column)
        same('%s!%s' % (name, cell.coordinate), value, cell.value)
        if not isinstance(cell, openpyxl.cell.cell.MergedCell):
            same('look of %s!%s' % (name, cell.coordinate), style, look(cell)[1:])
    for row, dimension in old.row_dimensions.items():
        same('%s row %d' % (name, row), (dimension.height, dimension.hidden, dimension.outlineLevel),
             (lambda d: (d.height, d.hidden, d.outlineLevel))(new.row_dimensions[rows.row(row)]))
    same('%s comments' % name, {(rows.row(c.row), c.column): c.comment.text for l in old.iter_rows() for c in l if c.comment},
         {(c.row, c.column): c.comment.text for l in new.iter_rows() for c in l if c.comment})
    same('%s links' % name, sorted((rows.row(c.row), c.column, c.hyperlink.target, followed(c.hyperlink.location, name, shifts) if c.hyperlink.location else None) for l in old.iter_rows() for c in l if c.hyperlink),
         sorted((c.row, c.column, c.hyperlink.target, c.hyperlink.location) for l in new.iter_rows() for c in l if c.hyperlink))


def rule_formula(text, sheet, shifts, rows, areas, new_areas):
    old, new = min(r for r, _ in cells_of(areas)), min(r for r, _ in new_areas)
    many = max(r for r, _ in new_areas) > new
    if many:
        return followed(text, sheet, shifts, old, True, new - old)
    return followed(text, sheet, shifts, old)


def compare_lists(name, old, new, rows, shifts, same):
    plain = lambda area: (area.min_col, area.min_row, area.max_col, area.max_row)
    copies = {(m.min_col, row, m.max_col, row) for m in old.merged_cells.ranges for row, model in rows.new().items() if m.min_row == m.max_row == model}
    same('%s merged' % name, {rows.cells(m.coord, False, False) for m in old.merged_cells.ranges} | copies, {plain(m) for m in new.merged_cells.ranges})

    def validations(ws, move):
        out = []
        for one in ws.data_validations.dataValidation:
            cells = rows.alike(one.sqref) if move else cells_of(one.sqref)
            formulas = [rule_formula(f, name, shifts, rows, one.sqref, cells) if f and move else f for f in (one.formula1, one.formula2)]
            out.append((sorted(cells), one.type, formulas))
        return out
    same('%s validations' % name, validations(old, True), validations(new, False))

    def formats(ws, move):
        out = []
        for one in ws.conditional_formatting:
            cells = rows.alike(one.sqref) if move else cells_of(one.sqref)
            for rule in one.rules:
                formulas = [rule_formula(f, name, shifts, rows, one.sqref, cells) if move else f for f in rule.formula]
                ends = [rule_formula(v.val, name, shifts, rows, one.sqref, cells) if move and v.val else v.val for v in (rule.colorScale.cfvo if rule.colorScale else [])]
                out.append((sorted(cells), rule.type, rule.priority, rule.dxf.fill.bgColor.rgb if rule.dxf and rule.dxf.fill else None, formulas, ends))
        return sorted(out, key=str)
    same('%s conditional formats' % name, formats(old, True), formats(new, False))

    def tables(ws, move):
        out = {}
        for table in ws.tables.values():
            c1, r1, c2, r2 = range_boundaries(table.ref)
            if move:
                body = (r1 + (table.headerRowCount if table.headerRowCount is not None else 1), r2 - (table.totalsRowCount or 0))
                low, high = rows.span(*body, first=body[0] == r1, last=body[1] == r2)
                r1, r2 = min(rows.row(r1), low), max(rows.row(r2), high)
            out[table.displayName] = ((c1, r1, c2, r2), [(c.name, c.calculatedColumnFormula.attr_text if c.calculatedColumnFormula else None) for c in table.tableColumns])
            if table.autoFilter:
                same('%s filter of a table' % name, range_boundaries(table.autoFilter.ref), (c1, r1, c2, r2 - (table.totalsRowCount or 0))) if not move else None
        return out
    same('%s tables' % name, tables(old, True), tables(new, False))

    def filtered(ws, move):
        if not ws.auto_filter.ref:
            return None
        c1, r1, c2, r2 = range_boundaries(ws.auto_filter.ref)
        return (c1, rows.row(r1), c2, rows.span(r1 + 1, r2, first=False)[1]) if move else (c1, r1, c2, r2)
    same('%s filter' % name, filtered(old, True), filtered(new, False))
    areas = lambda text: [range_boundaries(p.split('!')[-1].replace('$', '')) for p in (text if isinstance(text, list) else str(text or '').split(',')) if p]
    same('%s print area' % name, [(c1, *rows.span(r1, r2)[:1], c2, rows.span(r1, r2)[1]) for c1, r1, c2, r2 in areas(old.print_area)], areas(new.print_area))
    titles = lambda text: [int(n) for n in re.findall(r'\d+', text or '')]
    wanted = titles(old.print_title_rows)
    same('%s print titles' % name, list(rows.span(*wanted)) if wanted else [], titles(new.print_title_rows))
    frozen = re.findall(r'\d+', old.freeze_panes or '')
    same('%s frozen rows' % name, [rows.row(int(frozen[0]) - 1) + 1] if frozen and int(frozen[0]) > 1 else [int(f) for f in frozen], [int(n) for n in re.findall(r'\d+', new.freeze_panes or '')])
    same('%s breaks' % name, [rows.row(b.id + 1) - 1 for b in old.row_breaks.brk], [b.id for b in new.row_breaks.brk])


def anchors(path, sheet, shifts):
    """Drawing anchors and chart references, as they are and as they must become."""
    found, wanted = [], []
    for name, part in sorted(parts_of(path).items()):
        if re.search(r'charts/chart\d+\.xml$', name):
            for text in map(html.unescape, re.findall(r'<(?:c:)?f>([^<]*)</', part.decode())):
                found.append(text)
                wanted.append(followed(text, None, shifts))
        if re.search(r'drawings/drawing\d+\.xml$', name):
            for kind, inside in re.findall(r'<xdr:(twoCellAnchor|oneCellAnchor)\b(.*?)</xdr:\1>', part.decode(), re.S):
                rows = [int(r) for r in re.findall(r'<xdr:row>(\d+)</xdr:row>', inside)]
                fixed, one = 'editAs="absolute"' in inside, 'editAs="oneCell"' in inside
                move = shifts[sheet]
                down = [move.row(r + 1) - 1 for r in rows]
                if one and len(rows) == 2:
                    down[1] = rows[1] + down[0] - rows[0]
                found.append((name, rows))
                wanted.append((name, rows if fixed else down))
    return found, wanted


def sound(path, changed_only=None):
    """Every part is well-formed; rows and cells stand in order."""
    wrong = []
    for name, part in parts_of(path).items():
        if name.endswith(('.xml', '.rels', '.vml')):
            try:
                root = ET.fromstring(part)
            except ET.ParseError as e:
                if not name.endswith('.vml'):
                    wrong.append('%s is not well-formed: %s' % (name, e))
                continue
            if root.tag.endswith('}worksheet'):
                main = root.tag[:-len('worksheet')]
                last = 0
                for row in root.iter(main + 'row'):
                    number = int(row.get('r', last + 1))
                    if number <= last or number > 1048576:
                        wrong.append('%s: row %d behind %d' % (name, number, last))
                    last = number
                    if any(not re.fullmatch('[A-Z]+%d' % number, c.get('r', 'A%d' % number)) for c in row.iter(main + 'c')):
                        wrong.append('%s: a cell of row %d says it is elsewhere' % (name, number))
                count = root.find(main + 'mergeCells')
                if count is not None and count.get('count') and int(count.get('count')) != len(count):
                    wrong.append('%s: %s merged areas, %d counted' % (name, count.get('count'), len(count)))
                boxes = [range_boundaries(m.get('ref')) for m in root.iter(main + 'mergeCell')]
                if len(boxes) < 400:
                    for i, x in enumerate(boxes):
                        if any(x[0] <= y[2] and y[0] <= x[2] and x[1] <= y[3] and y[1] <= x[3] for y in boxes[:i]):
                            wrong.append('%s: merged areas overlap' % name)
    return wrong


# --- workbooks with everything in them ------------------------------------------------------------------------------------

def by_openpyxl(path):
    book = openpyxl.Workbook()
    ws = book.active
    ws.title = '台帳 1'
    other = book.create_sheet('集計')
    lists = book.create_sheet('Lists')
    for k, word in enumerate(('高', '中', '低'), 2):
        lists.cell(k, 1).value = word
    ws['A1'], ws['A1'].font = '情報資産', Font(bold=True)
    ws.merge_cells('A1:F1')
    ws['H2'] = "=SUM(D5:D14)"
    ws['H3'] = '=IF(D5>D14,"A5:A14 ""x""",$D$10+D$6)'
    for c, head in enumerate(('番号', '名称', '区分', '値', '重要度', '順位', '累計'), 1):
        ws.cell(4, c).value, ws.cell(4, c).fill = head, PatternFill('solid', fgColor='FFDDEEFF')
    for row in range(FIRST, LAST + 1):
        ws.cell(row, 1).value = '=ROW()-4'
        ws.cell(row, 2).value = '資産 %d' % row
        ws.cell(row, 4).value = (row * 37) % 11
        ws.cell(row, 4).number_format = '0.0'
        ws.cell(row, 5).value = '=IF(D%d="","",MAX(D%d:D%d)*$H$1)' % (row, row, row)
        ws.cell(row, 6).value = '=IF(D%d="","",RANK(D%d,$D$5:$D$14))' % (row, row)
        ws.cell(row, 7).value = '=IF(D%d="","",SUM(D$5:D%d))' % (row, row)
        ws.merge_cells('I%d:J%d' % (row, row))
        for c in range(1, 8):
            ws.cell(row, c).fill = PatternFill('solid', fgColor='FF%06X' % (row * 4000))
        ws.row_dimensions[row].height = 20 + row
    ws['H1'] = 2
    ws.merge_cells('H6:H9')
    ws['D15'] = '=SUM(D5:D14)'
    ws['E15'] = '=SUBTOTAL(9,E$5:E$14)'
    put_array(ws, 'F15', '=SUM(D5:D14*2)')
    put_array(ws, 'L18:L20', '=D5:D7*2')
    ws['B18'], ws['B19'] = '=D15+D14', "=COUNTIF('台帳 1'!$D$5:$D$14,\">3\")"
    other['B2'] = "=SUM('台帳 1'!D5:D14)+'台帳 1'!$D$15"
    other['B3'] = "=VLOOKUP(3,'台帳 1'!$D$4:$F$14,1,FALSE)&Lists!A2"
    other['B4'] = '=B2+1'
    for row in range(6, 9):
        other.cell(row, 2).value = "='台帳 1'!D%d" % (row + 4)
    dv = DataValidation('list', formula1='Lists!$A$2:$A$4')
    dv.add('C5:C14')
    own = DataValidation('custom', formula1='AND(D5>=0,D5<=$H$1*10)')
    own.add('D5:D14')
    far = DataValidation('list', formula1="'台帳 1'!$B$5:$B$14")
    far.add('B2')
    one = DataValidation('whole', operator='between', formula1='D14', formula2='$D$15')
    one.add('K16')
    for sheet, v in ((ws, dv), (ws, own), (other, far), (ws, one)):
        sheet.add_data_validation(v)
    red = PatternFill(bgColor='FFFF0000')
    ws.conditional_formatting.add('A5:G14', FormulaRule(['$D5=MAX($D$5:$D$14)'], fill=red))
    ws.conditional_formatting.add('D5:D14 F5:F14', CellIsRule(operator='greaterThan', formula=['$D$15'], fill=red))
    ws.conditional_formatting.add('D5:D14', ColorScaleRule(start_type='num', start_value='0', start_color='FFFFFF', end_type='formula', end_value='$H$1', end_color='FF0000'))
    other.conditional_formatting.add('B2:B9', FormulaRule(["'台帳 1'!$D$12>1"], fill=red))
    ws.auto_filter.ref = 'A4:G14'
    book.defined_names.append(DefinedName('値', attr_text="'台帳 1'!$D$5:$D$14"))
    book.defined_names.append(DefinedName('一つ', attr_text="'台帳 1'!$D$15*2"))
    book.defined_names.append(DefinedName('local', localSheetId=0, attr_text="'台帳 1'!$A$4:$G$9"))
    ws.print_area = 'A1:G14'
    ws.print_title_rows = '1:4'
    ws.freeze_panes = 'C5'
    for row in (9, 14):
        ws.row_breaks.append(Break(id=row))
    for cell in ('B6', 'D14', 'D15'):
        ws[cell].comment = Comment('メモ ' + cell, '山田')
    ws['B8'].hyperlink = Hyperlink(ref='B8', location="'台帳 1'!D15")
    other['D2'].hyperlink = Hyperlink(ref='D2', location="'台帳 1'!A14")
    ws['B9'].hyperlink = 'https://example.com/'
    chart = BarChart()
    chart.add_data(Reference(ws, min_col=4, min_row=4, max_row=14), titles_from_data=True)
    chart.set_categories(Reference(ws, min_col=2, min_row=5, max_row=14))
    ws.add_chart(chart, 'M8')
    other.add_chart(BarChart(), 'M8')
    side = book.create_sheet('表')
    for row in range(2, 8):
        for c in range(2, 5):
            side.cell(row, c).value = ('x%d' % c) if row == 2 else row * c
    side.add_table(Table(displayName='表1', ref='B2:D7'))
    side['F1'] = '=SUM(表1[x3])+SUM(C3:C7)'
    book.save(path)


def by_xlsxwriter(path):
    book = xlsxwriter.Workbook(path)
    ws, other = book.add_worksheet('台帳 1'), book.add_worksheet('集計')
    bold, number, wrap = book.add_format({'bold': True}), book.add_format({'num_format': '0.00', 'bg_color': '#FFEECC'}), book.add_format({'border': 1})
    for c, head in enumerate(('番号', '名称', '区分', '値', '重要度', '順位')):
        ws.write(3, c, head, bold)
    for r in range(FIRST - 1, LAST):
        ws.set_row(r, 18 + r, None, {'level': 1} if r > 8 else {})
        ws.write_formula(r, 0, '=ROW()-4', wrap)
        ws.write(r, 1, '資産 %d' % r, wrap)
        ws.write_blank(r, 2, None, wrap)
        ws.write(r, 3, (r * 37) % 11, number)
        ws.write_formula(r, 4, '=IF(D{0}="","",D{0}*$H$1)'.format(r + 1), number)
        ws.write_formula(r, 5, '=IF(D{0}="","",RANK(D{0},$D$5:$D$14))'.format(r + 1), wrap)
        ws.write_array_formula(r, 6, r, 6, '{{=SUM(IF($D$5:$D$14>D{0},1,0))}}'.format(r + 1))
    ws.write('H1', 3)
    ws.write_formula('D15', '=SUM(D5:D14)', bold)
    ws.write_array_formula('J20:J22', '{=D5:D7+1}')
    ws.data_validation('C5:C14', {'validate': 'list', 'source': ['高', '中', '低']})
    ws.data_validation('E5:E14', {'validate': 'custom', 'value': '=E5>$H$1'})
    ws.data_validation('K5', {'validate': 'list', 'source': '=集計!$A$2:$A$5'})
    ws.conditional_format('D5:D14', {'type': 'data_bar', 'data_bar_2010': True, 'min_type': 'formula', 'min_value': '=$H$1'})
    ws.conditional_format('B5:B14', {'type': 'formula', 'criteria': '=$D5>=$D$15/10', 'format': bold})
    ws.conditional_format('D5:D14', {'type': 'icon_set', 'icon_style': '3_traffic_lights'})
    ws.autofilter('A4:F14')
    ws.print_area('A1:F15')
    ws.repeat_rows(0, 3)
    ws.freeze_panes(4, 2)
    ws.set_h_pagebreaks([9, 14])
    ws.write_comment('D14', '最後', {'author': '山田'})
    ws.write_comment('B6', '中ほど', {'author': '山田', 'x_scale': 2})
    ws.write_url('B20', "internal:'台帳 1'!D15")
    other.write_url('B20', "internal:'台帳 1'!D14:D15")
    ws.add_sparkline('I15', {'range': "'台帳 1'!D5:D14"})
    other.add_sparkline('I3', {'range': "'台帳 1'!D5:D14"})
    ws.ignore_errors({'number_stored_as_text': 'B5:B14'})
    ws.insert_textbox('M6', '箱', {'textlink': '=$D$15'})
    ws.insert_textbox('M16', '動かない', {'object_position': 3})
    ws.insert_textbox('P6', '動くだけ', {'object_position': 2})
    ws.insert_button('M25', {'caption': '押す'})
    chart = book.add_chart({'type': 'column'})
    chart.add_series({'name': "='台帳 1'!$D$4", 'categories': "='台帳 1'!$B$5:$B$14", 'values': "='台帳 1'!$D$5:$D$14"})
    ws.insert_chart('M30', chart)
    sheet = book.add_chartsheet('図')
    whole = book.add_chart({'type': 'line'})
    whole.add_series({'values': "='台帳 1'!$E$5:$E$14"})
    sheet.set_chart(whole)
    side = book.add_worksheet('表')
    side.add_table('B3:D9', {'name': '表1', 'total_row': True, 'columns': [{'header': 'a', 'total_string': '計'}, {'header': 'b', 'total_function': 'sum'}, {'header': 'c', 'formula': '=[@b]*2'}]})
    for r in range(3, 8):
        side.write(r, 2, r)
    side.add_table('F3:H6', {'name': '表2'})
    for r in range(2, 6):
        other.write(r - 1, 0, '語 %d' % r)
    other.write_formula('B2', "=SUM('台帳 1'!D5:D14)*'台帳 1'!$H$1")
    other.write_formula('B3', "=COUNTIF('台帳 1'!$D$5:$D$14,\">2\")+'台帳 1'!D15")
    book.define_name('値', "='台帳 1'!$D$5:$D$14")
    book.close()


# sheet number, then (before, model, count)
SCENES = {
    'in the midst': {1: [(9, 8, 2)]},
    'behind the last': {1: [(15, 14, 3)]},
    'before the first': {1: [(5, 5, 1)]},
    'in many places': {1: [(5, 6, 1), (7, 6, 2), (12, 11, 1), (15, 14, 2)]},
    'above it all': {1: [(1, 3, 4)]},
    'after a row far away': {1: [(16, 6, 2)]},
    'in a list of words': {2: [(3, 2, 1)]},
}


# Scenes that LibreOffice can play, with the facts that grow with their model row, as they do with us alone.
PLAYED = {'in the midst': (), 'above it all': (' print areas', ' titles'), 'after a row far away': (' print areas',), 'in a list of words': ()}


def scene(insert, path, folder, title, scene):
    after = os.path.join(folder, 'after-%s-%s' % (title.replace(' ', '-'), os.path.basename(path)))
    sheets = openpyxl.load_workbook(path).sheetnames
    arguments = ['%d:%d:%d:%d' % (s, *one) for s, all_ in scene.items() for one in all_]
    shifts = {sheets[s - 1]: Rows(all_) for s, all_ in scene.items()}
    edits = []
    if title == 'behind the last':
        edits = [(sheets[0], 'B15', '新しい資産'), (sheets[0], 'C16', '高'), (sheets[0], 'D4', '見出し')]
        arguments += ['%s=%s' % ("'%s'!%s" % e[:2], e[2]) for e in edits]
    done = subprocess.run([insert, path, after, *arguments], capture_output=True, text=True, encoding='utf8')
    if done.returncode:
        return ['%s ended with %d: %s' % (title, done.returncode, done.stdout[-300:] + done.stderr[-300:])], None
    wrong = sound(after) + compare(path, after, shifts, edits)
    _, wanted = anchors(path, sheets[min(scene) - 1], shifts) if 1 in scene else ([], [])
    found, _ = anchors(after, sheets[min(scene) - 1], shifts) if 1 in scene else ([], [])
    if 1 in scene:
        # Only the drawing of the sheet itself moves.
        own = [(f, w) for f, w in zip(found, wanted) if f != w and not (isinstance(w, tuple) and not w[0].endswith('drawing1.xml'))]
        wrong += ['anchor or chart: must be %s, is %s' % (w, f) for f, w in own]
    return ['%s: %s' % (title, w) for w in wrong], (after, shifts)


def numbers(path):
    book = openpyxl.load_workbook(path, data_only=True)
    return {name: {(c.row, c.column): c.value for l in book[name].iter_rows() for c in l if c.value is not None} for name in book.sheetnames if hasattr(book[name], 'iter_rows')}


def recalculated(pairs, folder):
    """LibreOffice calculates anew: old cells show at their new place what they showed before."""
    saved = through_libreoffice(sorted({p for before, after, _ in pairs for p in (before, after)}), folder)
    at = lambda path: os.path.join(saved, os.path.basename(path))
    wrong = []
    for before, after, shifts in pairs:
        if not os.path.exists(at(after)):
            wrong.append('%s: LibreOffice did not open it' % os.path.basename(after))
            continue
        a, b = numbers(at(before)), numbers(at(after))
        formulas = openpyxl.load_workbook(before)
        for name, cells in a.items():
            rows = shifts.get(name, Rows([]))
            for (row, column), value in cells.items():
                formula = formulas[name].cell(row, column).value
                split = any((row, column) in cells_of(v['ref']) and ':' in v['ref'] for v in formulas[name].formula_attributes.values() if v.get('t') == 'array')
                if split or isinstance(formula, str) and 'ROW()' in formula:
                    continue  # ROW() is another; blank rows come into the midst of what an array shows row by row
                now = b[name].get((rows.row(row), column))
                close = isinstance(value, (int, float)) and isinstance(now, (int, float)) and abs(now - value) < 1e-9
                if now != value and not close and len(wrong) < 20:
                    wrong.append('%s: LibreOffice shows %r in %s!%s%d, was %r' % (os.path.basename(after), now, name, get_column_letter(column), rows.row(row), value))
    print('%d workbooks recalculated by LibreOffice' % len(pairs))
    return wrong


def by_libreoffice(pairs, folder):
    """LibreOffice inserts the same rows. It knows no lists that grow at their ends, so scenes of those are not for it."""
    wrong, compared, office = [], 0, row_oracle.Office(folder)
    try:
        for before, after, shifts, title in pairs:
            new = {sheet: set(Rows(all_).new()) for sheet, all_ in SCENES[title].items()}
            found, facts = row_oracle.contradictions(office, before, after, SCENES[title], new, PLAYED[title])
            wrong += ['%s: %s' % (os.path.basename(after), w) for w in found[:8]]
            compared += facts
    finally:
        office.close()
    print('%d facts of %d workbooks as LibreOffice makes them' % (compared, len(pairs)))
    return wrong


def published(insert, folder):
    wrong, opened = [], []
    paths = sorted(glob.glob(os.path.join(HERE, 'data', 'published', '*', '*.xls[xm]')))
    done_some = refused = 0
    for path in paths:
        for seed in range(3 if os.path.getsize(path) < 100000 else 1):
            after = os.path.join(folder, '%d-%s' % (seed, os.path.basename(path)))
            done = subprocess.run([insert, path, after, 'anything', str(seed)], capture_output=True, text=True, encoding='utf8')
            if done.returncode == 5 and 'rows-refused' in done.stdout:
                refused += 1
                if os.path.exists(after):
                    wrong.append('%s: refused, but written' % after)
                continue
            if done.returncode:
                wrong.append('%s: ended with %d: %s' % (os.path.basename(after), done.returncode, (done.stdout + done.stderr)[-200:]))
                continue
            done_some += 1
            wrong += ['%s: %s' % (os.path.basename(after), w) for w in sound(after)]
            book = openpyxl.load_workbook(path)
            shifts = {}
            for line in done.stdout.splitlines():
                if re.fullmatch(r'\d+:\d+:\d+:\d+', line):
                    sheet, *one = map(int, line.split(':'))
                    shifts.setdefault(book.sheetnames[sheet - 1], []).append(tuple(one))
            a, b = parts_of(path), parts_of(after)
            gone = [n for n in a if n not in b and 'calcChain' not in n]
            if gone or [n for n in b if n not in a]:
                wrong.append('%s: other parts: %s' % (os.path.basename(after), gone))
            silent = [n for n in a if n in b and a[n] != b[n] and re.search(r'(theme|styles|sharedStrings|media|docProps|vbaProject|printerSettings|externalLink)', n)]
            if silent:
                wrong.append('%s: changed %s' % (os.path.basename(after), silent))
            values = compare_values(path, after, {k: Rows(v) for k, v in shifts.items()})
            wrong += ['%s: %s' % (os.path.basename(after), w) for w in values]
            if seed == 0 and os.path.getsize(path) < 400000:
                opened.append(after)
    saved = through_libreoffice(opened, folder)
    wrong += ['%s: LibreOffice did not open it' % os.path.basename(p) for p in opened if not os.path.exists(os.path.join(saved, os.path.splitext(os.path.basename(p))[0] + '.xlsx'))]
    print('published workbooks: %d written, %d refused, %d opened by LibreOffice' % (done_some, refused, len(opened)))
    return wrong + (['nothing was written'] if done_some < 15 else [])


def compare_values(before, after, shifts):
    a, b = openpyxl.load_workbook(before), openpyxl.load_workbook(after)
    wrong = []
    for name in a.sheetnames:
        rows = shifts.get(name, Rows([]))
        for line in a[name].iter_rows():
            for cell in line:
                value = cell.value
                if value is None:
                    continue
                now = b[name].cell(rows.row(cell.row), cell.column).value
                if isinstance(value, str) and value.startswith('='):
                    value = followed(value, name, shifts, cell.row, slides(a[name], cell))
                if value != now and len(wrong) < 3:
                    wrong.append('%s!%s is %r, must be %r' % (name, cell.coordinate, now, value))
        if {rows.cells(m.coord, False, False) for m in a[name].merged_cells.ranges} - {(m.min_col, m.min_row, m.max_col, m.max_row) for m in b[name].merged_cells.ranges}:
            wrong.append('%s: a merged area is lost' % name)
    return wrong


def refusals(insert, path, folder):
    """Rows in the midst of what cannot be split are refused, and nothing is written."""
    wrong = []
    for what, argument in {'an array formula': '1:19:6:1' if 'openpyxl' in path else '1:21:6:1', 'the end of the sheet': '1:5:6:1048570'}.items():
        after = os.path.join(folder, 'refused.xlsx')
        done = subprocess.run([insert, path, after, argument], capture_output=True, text=True, encoding='utf8')
        if done.returncode != 5 or 'rows-refused' not in done.stdout or os.path.exists(after):
            wrong.append('%s: rows in %s are not refused: %d %s' % (os.path.basename(path), what, done.returncode, done.stdout))
    return wrong


def main():
    insert, wrong, pairs, same = os.path.abspath(sys.argv[1]), [], [], []
    with tempfile.TemporaryDirectory() as folder:
        made = {'openpyxl.xlsx': by_openpyxl, 'xlsxwriter.xlsx': by_xlsxwriter}
        for name, make in made.items():
            make(os.path.join(folder, name))
        saved = through_libreoffice([os.path.join(folder, n) for n in made], folder)
        for name in made:
            os.rename(os.path.join(saved, name), os.path.join(folder, 'office-' + name))
        for name in [*made, *('office-' + n for n in made)]:
            path = os.path.join(folder, name)
            for title, what in SCENES.items():
                found, result = scene(insert, path, folder, title, what)
                wrong += ['%s, %s' % (name, w) for w in found]
                if result:
                    pairs.append((path, *result))
                if result and title in PLAYED:
                    same.append((path, *result, title))
            wrong += refusals(insert, path, folder)
        print('%d insertions compared' % len(pairs))
        if '--quick' not in sys.argv:
            wrong += recalculated(pairs, folder)
            wrong += by_libreoffice(same, folder)
            wrong += published(insert, folder)
        if '--keep' in sys.argv:
            subprocess.run(['cp', '-r', folder, sys.argv[-1]])
    for line in wrong[:60]:
        print('FAIL ' + line)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
