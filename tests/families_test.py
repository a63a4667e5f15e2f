#!/usr/bin/python3
"""Every built-in method against the oracle: a register of 1,000 random rows, refreshed, and every result compared; the same in
a register that daicho made itself, whose criteria sheet alone says what the method is.

  families_test.py DAICHO [METHOD ...]
"""
import json
import os
import random
import subprocess
import sys
import tempfile

import openpyxl

import oracle

ROWS = 1000
HEADINGS = {
    'personal_data': '個人情報', 'sensitive_data': '要配慮個人情報', 'number_data': '特定個人情報', 'confidentiality': '機密性', 'integrity': '完全性',
    'availability': '可用性', 'importance': '重要度', 'impact': '影響度', 'threat': '脅威', 'vulnerability': '脆弱性', 'likelihood': '被害発生可能性',
    'likelihood_label': '可能性の判定', 'confidentiality_risk': '機密性のリスク', 'integrity_risk': '完全性のリスク', 'availability_risk': '可用性のリスク',
    'raw_risk': '対応前のリスク', 'target_risk': '目標のリスク', 'treatment_status': '対応の進み具合', 'risk_level': 'リスクレベル', 'risk_label': 'リスクの判定',
    'priority': '優先順位'}


def run(daicho, *args):
    done = subprocess.run([daicho, *args, '--lang', 'ja'], capture_output=True, text=True, encoding='utf8')
    if done.returncode not in (0, 1):
        sys.exit('%s: %s' % (' '.join(args), done.stderr))
    return done.stdout


def random_rows(method):
    rule, scales = oracle.FAMILIES[method]
    draw = random.Random('daicho ' + method)
    rows = []
    for _ in range(ROWS):
        row = {field: draw.choice(steps) for field, steps in scales.items()}
        if draw.random() < 0.05:  # not rated yet
            row[draw.choice([f for f in scales if f not in oracle.MARKS])] = None
        rows.append(row)
    return rows, [rule(row) for row in rows]


def written(value):
    return {True: '有', False: None}.get(value, value) if isinstance(value, bool) else value


def compare(method, how, sheet, columns, first, wanted):
    wrong = []
    for n, results in enumerate(wanted):
        for field, value in results.items():
            got = sheet.cell(first + n, columns[field]).value
            got = None if got in ('', '－') else got
            if got != value:
                wrong.append('%s (%s): %s of row %d is %r, must be %r' % (method, how, field, first + n, got, value))
    return wrong


def own_register(daicho, method, folder):
    """Headings and ratings only; the method is chosen on the command line."""
    rows, wanted = random_rows(method)
    fields = [*rows[0], *wanted[0]]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = '台帳'
    sheet.append(['No', '情報資産名称', *(HEADINGS[f] for f in fields)])
    for n, row in enumerate(rows):
        sheet.append([n + 1, '資産%d' % (n + 1), *(written(row.get(f)) for f in fields)])
    path, out = os.path.join(folder, method + '.xlsx'), os.path.join(folder, method + '.out.xlsx')
    book.save(path)
    run(daicho, 'refresh', path, '-o', out, '--method', method, '--fail-on', 'never', '-q')
    columns = {f: 3 + i for i, f in enumerate(fields)}
    return compare(method, 'own', openpyxl.load_workbook(out)['台帳'], columns, 2, wanted)


def made_register(daicho, method, folder):
    """A register of daicho's making: no --method, its criteria sheet names the method."""
    rows, wanted = random_rows(method)
    path, out = os.path.join(folder, method + '.new.xlsx'), os.path.join(folder, method + '.new.out.xlsx')
    run(daicho, 'new', 'asset-register', '-o', path, '--method', method, '--rows', str(ROWS))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {}
    for row in sheet.iter_rows(min_row=5, max_row=6):
        for cell in row:
            text = str(cell.value or '').replace('\n', '')
            for field, heading in {**HEADINGS, 'threat': '起こりやすさ（脅威）', 'vulnerability': 'つけ込みやすさ（脆弱性）'}.items():
                if text == heading:
                    columns[field] = cell.column
    name = next(c.column for c in sheet[5] if c.value == '情報資産名称')
    for n, row in enumerate(rows):
        sheet.cell(7 + n, name, '資産%d' % (n + 1))
        for field, value in row.items():
            sheet.cell(7 + n, columns[field], written(value))
    book.save(path)
    report = json.loads(run(daicho, 'refresh', path, '-o', out, '--json', '-', '--fail-on', 'never', '-q'))
    wrong = [] if report['method']['id'] == method else ['%s: calculated by %s' % (method, report['method']['id'])]
    wrong += ['%s: %s of %s is said to differ' % (method, c['part'], c['field']) for c in report['method']['criteria'] if c['differs']]
    return wrong + compare(method, 'made', openpyxl.load_workbook(out, data_only=True).worksheets[0], columns, 7, wanted)


def main():
    daicho = sys.argv[1]
    listed = [line.split()[0] for line in run(daicho, 'catalog', 'methods').splitlines()[1:] if line.strip()]
    wrong = ['no oracle for %s' % m for m in listed if m not in oracle.FAMILIES]
    wrong += ['%s is not built in' % m for m in oracle.FAMILIES if m not in listed]
    with tempfile.TemporaryDirectory() as folder:
        for method in sys.argv[2:] or oracle.FAMILIES:
            found = own_register(daicho, method, folder) + made_register(daicho, method, folder)
            print('%-6s %s' % ('FAIL' if found else 'ok', method))
            wrong += found
    for line in wrong[:60]:
        print('  ' + line)
    print('%d wrong' % len(wrong))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
