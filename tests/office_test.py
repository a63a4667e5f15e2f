#!/usr/bin/python3
"""What we write, opened by the real LibreOffice: refreshed layouts show the values that must stand there, and the live formulas of a
fresh register, recalculated over 1,000 random assets, give what the engine and the oracle give.

  office_test.py DAICHO
"""
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


def main():
    daicho, wrong = os.path.abspath(sys.argv[1]), []
    with tempfile.TemporaryDirectory() as folder:
        wrong += layouts(daicho, folder)
        for language in ('ja', 'en'):
            wrong += live_formulas(daicho, folder, language)
    for line in wrong[:20]:
        print('FAIL ' + line)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
