#!/usr/bin/python3
"""Real published workbooks: refreshing must leave them alone, since none holds a known form; and setting cells all over them must
change those cells only.

  published_test.py DAICHO EDIT_ANYTHING
"""
import glob
import json
import os
import subprocess
import sys
import tempfile
import warnings

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
CHECK = os.path.join(HERE, 'tools', 'check_roundtrip.py')
warnings.simplefilter('ignore')


def refreshed(daicho, path, folder):
    out = os.path.join(folder, 'refreshed' + os.path.splitext(path)[1])
    done = subprocess.run([daicho, 'refresh', path, '-o', out, '--json', '-'], capture_output=True, text=True, encoding='utf8')
    if done.returncode != 1:
        return ['refresh ended with %d: %s' % (done.returncode, done.stderr.strip()[-300:])]
    report = json.loads(done.stdout)
    wrong = ['%d cells would change' % len(report['edits'])] if report['edits'] else []
    if os.path.exists(out):
        wrong.append('a file was written')
    if 'no-known-sheet' not in [f['code'] for f in report['findings']]:
        wrong.append('nothing says that no form is known')
    return wrong


def edited(edit_anything, path, folder, seed):
    out = os.path.join(folder, 'edited' + os.path.splitext(path)[1])
    done = subprocess.run([edit_anything, path, out, str(seed)], capture_output=True, text=True, encoding='utf8')
    if done.returncode != 0:
        return ['setting cells ended with %d: %s' % (done.returncode, done.stderr.strip()[-300:])]
    allow = []
    for line in done.stdout.splitlines():
        allow += ['--allow', '%s!%s' % tuple(line.split('\t'))]
    proof = subprocess.run([sys.executable, CHECK, path, out, *allow], capture_output=True, text=True, encoding='utf8')
    wrong = ['round trip: ' + proof.stdout.strip()[-600:]] if proof.returncode != 0 else []
    book = openpyxl.load_workbook(out, keep_vba=path.endswith('m'), data_only=True)
    before = openpyxl.load_workbook(path, keep_vba=path.endswith('m'), data_only=True)
    if book.sheetnames != before.sheetnames:
        wrong.append('openpyxl finds other sheets')
    return wrong


def main():
    daicho, edit_anything = map(os.path.abspath, sys.argv[1:3])
    failed = 0
    for seed, path in enumerate(sorted(glob.glob(os.path.join(HERE, 'data', 'published', '*', '*.xls*')))):
        with tempfile.TemporaryDirectory() as folder:
            wrong = refreshed(daicho, path, folder) + edited(edit_anything, path, folder, seed)
        failed += bool(wrong)
        print(('FAIL ' if wrong else 'ok   ') + os.path.basename(path))
        for line in wrong:
            print('       ' + line)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
