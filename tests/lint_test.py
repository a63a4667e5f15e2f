#!/usr/bin/python3
"""`check --formulas` finds every fault planted in tests/data/lint/faulty and nothing else, nothing at all in tests/data/lint/clean, and in
the published workbooks what was confirmed by hand.

  lint_test.py DAICHO"""
import glob
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# Faults in published workbooks, each looked at by hand: the rule of column L drops a test (U is "Yes") from row 1254 on.
PUBLISHED = {'FedRAMP-POAM-Template.xlsx': [('rule-changes', 'Open POA&M Items', 'L1254:L4022')],
             'REV_4_FedRAMP-POAM-Template.xlsm': [('rule-changes', 'Open POA&M Items', 'L1254:L4022')]}
# Only what the lint of any workbook tells: what a known form has to say besides is the business of other tests.
CODES = {'rule-changes', 'rule-differs', 'value-among-formulas', 'range-stops-early', 'range-starts-late', 'range-unlike-others', 'range-slides',
         'results-contradict', 'label-contradicts', 'label-against-bands', 'reference-lost', 'refers-to-itself', 'result-error',
         'result-unavailable', 'number-as-text', 'external-links'}
FEWEST_FAULTS, FEWEST_CLEAN = 20, 20


def found(daicho, path):
    done = subprocess.run([daicho, 'check', path, '--formulas', '--json', '-'], capture_output=True, text=True, encoding='utf8')
    if done.returncode not in (0, 1):
        return None, 'ended with %d: %s' % (done.returncode, done.stderr.strip()[-300:])
    findings = json.loads(done.stdout)['findings']
    errors = any(f['severity'] == 'error' for f in findings)
    if errors != (done.returncode == 1):
        return None, 'exit code %d does not tell whether there are errors' % done.returncode
    return sorted((f['code'], f['sheet'], f['cell'] or '') for f in findings if f['code'] in CODES), None


def main():
    daicho, failed, planted = os.path.abspath(sys.argv[1]), 0, 0
    cases = []
    for path in sorted(glob.glob(os.path.join(HERE, 'data', 'lint', 'faulty', '*.xlsx'))):
        with open(path + '.json', encoding='utf8') as f:
            expected = [(x['code'], x['sheet'], x['cell'] or '') for x in json.load(f)['faults']]
        planted += len(expected)
        cases.append((path, expected))
    clean = sorted(glob.glob(os.path.join(HERE, 'data', 'lint', 'clean', '*.xlsx')))
    cases += [(path, []) for path in clean]
    for path in sorted(glob.glob(os.path.join(HERE, 'data', 'published', '*', '*.xls*'))):
        cases.append((path, PUBLISHED.get(os.path.basename(path), [])))
    for path, expected in cases:
        findings, wrong = found(daicho, path)
        if wrong is None:
            missed = [x for x in sorted(expected) if x not in findings]
            extra = [x for x in findings if x not in expected]
            wrong = ' '.join(['missed: %s' % (missed,)] * bool(missed) + ['not a fault: %s' % (extra,)] * bool(extra))
        failed += bool(wrong)
        print(('FAIL ' if wrong else 'ok   ') + os.path.relpath(path, os.path.join(HERE, 'data')) + (': ' + wrong if wrong else ''))
    if planted < FEWEST_FAULTS or len(clean) < FEWEST_CLEAN:
        failed += 1
        print('FAIL only %d faults and %d clean books' % (planted, len(clean)))
    print('%d faults, %d clean books, %d failed' % (planted, len(clean), failed))
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
