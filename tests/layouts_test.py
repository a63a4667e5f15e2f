#!/usr/bin/python3
"""Refreshes every layout of tests/data/layouts and compares with what must come out; proves that nothing else changed.

  layouts_test.py DAICHO [NAME ...]       only these layouts
"""
import glob
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, 'data', 'layouts')
CHECK = os.path.join(HERE, 'tools', 'check_roundtrip.py')


def run(daicho, *args):
    return subprocess.run([daicho, *args, '--lang', 'en'], capture_output=True, text=True, encoding='utf8')


def load(path, **options):
    """openpyxl reads the transitional namespace only; a strict workbook is shown to it under that name."""
    with zipfile.ZipFile(path) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    if not any(b'purl.oclc.org/ooxml' in data for data in parts.values()):
        return openpyxl.load_workbook(path, **options)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w') as z:
        for name, data in parts.items():
            data = data.replace(b'http://purl.oclc.org/ooxml/spreadsheetml/main', b'http://schemas.openxmlformats.org/spreadsheetml/2006/main')
            z.writestr(name, data.replace(b'http://purl.oclc.org/ooxml/officeDocument/relationships', b'http://schemas.openxmlformats.org/officeDocument/2006/relationships'))
    return openpyxl.load_workbook(buffer, **options)


def same(got, wanted):
    """None: nothing to see in the cell. A word in place of a number is compared by the layout's own file."""
    if wanted is None:
        return got in (None, '', 'ー', '－', '-', '―', '—')
    words = {'H': 3, 'High': 3, '高': 3, 'M': 2, 'Medium': 2, '中': 2, 'L': 1, 'Low': 1, '低': 1}
    return got == wanted or words.get(got, got) == wanted


def findings_wrong(report, expected):
    wrong = []
    found = {(f['code'], f['cell']) for f in report['findings']}
    for code, cell in expected['findings']:
        if not any(c == code and (cell is None or at == cell) for c, at in found):
            wrong.append('finding %s at %s is missing' % (code, cell))
    wanted_codes = {code for code, _ in expected['findings']}
    for f in report['findings']:
        if f['severity'] != 'info' and f['code'] not in wanted_codes:
            wrong.append('unexpected %s %s at %s: %s' % (f['severity'], f['code'], f['cell'], f['message']))
    return wrong


def nothing_calculated(report, expected, out):
    """A workbook for which no rule can be relied on: it is recognised, said why, and left alone."""
    wrong = findings_wrong(report, expected)
    if os.path.exists(out) or report['edits'] or report['method']['id']:
        wrong.append('something was calculated')
    if report['summary']['assets'] != expected['assets']:
        wrong.append('assets: %d, must be %d' % (report['summary']['assets'], expected['assets']))
    return wrong


def check(daicho, path, out_folder):
    with open(path + '.json', encoding='utf8') as f:
        expected = json.load(f)
    wrong = []
    out = os.path.join(out_folder, os.path.basename(path))
    done = run(daicho, 'refresh', path, '-o', out, '--json', '-', '--fail-on', 'never', '--date', '2026-04-01', *expected['options'])
    if done.returncode != 0:
        return ['exit %d: %s' % (done.returncode, done.stderr.strip())]
    report = json.loads(done.stdout)
    if not expected['cells']:
        return nothing_calculated(report, expected, out)
    if not os.path.exists(out):
        return ['no file was written; findings: %s' % [f['code'] for f in report['findings']]]

    values, formulas = load(out, data_only=True), load(out)
    for sheet, cells in expected['cells'].items():
        for cell, wanted in cells.items():
            got = values[sheet][cell].value
            if not same(got, wanted):
                wrong.append('%s!%s is %r, must be %r' % (sheet, cell, got, wanted))
    for edit in report['edits']:
        if edit['cell'] not in expected['cells'].get(edit['sheet'], {}):
            wrong.append('%s!%s was changed' % (edit['sheet'], edit['cell']))
    for sheet, cell in expected['kept_formulas']:
        value = formulas[sheet][cell].value
        if not str(getattr(value, 'text', value)).startswith('='):
            wrong.append('%s!%s lost its formula' % (sheet, cell))
    for key in ('assets', 'unfinished'):
        if report['summary'][key] != expected[key]:
            wrong.append('%s: %d, must be %d' % (key, report['summary'][key], expected[key]))

    wrong += findings_wrong(report, expected)
    criteria = [[c['part'], c['field'], c['differs']] for c in report['method']['criteria']]
    if criteria != expected['criteria']:
        wrong.append('criteria used: %r, must be %r' % (criteria, expected['criteria']))

    allow = [x for e in report['edits'] for x in ('--allow', "%s!%s" % (e['sheet'], e['cell']))]
    proof = subprocess.run([sys.executable, CHECK, path, out, *allow], capture_output=True, text=True, encoding='utf8')
    if proof.returncode != 0:
        wrong.append('round trip: ' + proof.stdout.strip())
    again = json.loads(run(daicho, 'check', out, '--json', '-', '--fail-on', 'never', '--date', '2026-04-01', *expected['options']).stdout)
    if again['edits']:
        wrong.append('a second refresh would change %d cells more' % len(again['edits']))
    return wrong


def main():
    daicho, only = os.path.abspath(sys.argv[1]), sys.argv[2:]
    paths = sorted(p[:-5] for p in glob.glob(os.path.join(DATA, '*.json')))
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            name = os.path.splitext(os.path.basename(path))[0]
            if only and name not in only:
                continue
            wrong = check(daicho, path, folder)
            failed += bool(wrong)
            print(('FAIL ' if wrong else 'ok   ') + name)
            for line in wrong[:8]:
                print('       ' + line)
            if len(wrong) > 8:
                print('       … and %d more' % (len(wrong) - 8))
    print('%d layouts, %d failed' % (len(paths) if not only else len(only), failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
