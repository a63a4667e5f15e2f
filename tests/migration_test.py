#!/usr/bin/python3
"""Takes the layout of IPA edition A to edition B and compares every cell with the oracle; proves that nothing else changed, that the
added sheet lists exactly what did, and that the result is known as edition B.

  migration_test.py DAICHO
"""
import collections
import json
import os
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, 'data'))
import make_layouts as layouts  # noqa: E402
import oracle  # noqa: E402

CHECK = os.path.join(HERE, 'tools', 'check_roundtrip.py')
BOOK = os.path.join(HERE, 'data', 'layouts', 'ipa_edition_a.xlsx')
SHEET = '情報資産管理台帳'
ASPECTS = ('confidentiality', 'integrity', 'availability')
LISTS = {'ja': ('移行の記録', '変わったセル', '判定の変化'), 'en': ('Migration', 'Cells that changed', 'How the classes moved')}


def run(daicho, *args):
    return subprocess.run([daicho, *args], capture_output=True, text=True, encoding='utf8')


def rows_below(sheet, title):
    """The rows of a list of the added sheet: two below its title, down to the first free row."""
    start = next(c.row for row in sheet.iter_rows() for c in row if c.value == title) + 2
    out = []
    for row in sheet.iter_rows(min_row=start, min_col=2, max_col=9, values_only=True):
        if row[0] is None:
            break
        out.append(row)
    return out


def compare_rows(after):
    """Every rating is one higher, every result that of edition B."""
    wrong, rule = [], oracle.FAMILIES['ipa-b'][0]
    for k, asset in enumerate(layouts.IPA_ASSETS):
        row = layouts.ipa_row('b', asset)
        for field, wanted in {**{a: row[a] for a in ASPECTS}, **rule(row)}.items():
            cell = after[SHEET].cell(layouts.IPA_FIRST + k + 1, layouts.IPA_COLUMNS[field] + 1)
            if (cell.value or (None if cell.value == '' else cell.value)) != wanted:
                wrong.append('%s (%s) is %r, must be %r' % (cell.coordinate, field, cell.value, wanted))
    scale = [after['重要度定義'].cell(4 + n, 2).value for n in range(9)]
    return wrong + ([] if scale == [3, 2, 1] * 3 else ['重要度定義: %r' % scale])


def compare_list(before, after, edits, lang):
    """The list names each edited cell once, with what stood and what stands there."""
    name, changed, moved = LISTS[lang]
    wrong, listed = [], {}
    for sheet, cell, number, asset, _, old, new, why in rows_below(after[name], changed):
        listed[sheet, cell] = (old, new)
        place = after[sheet][cell]
        if sheet == SHEET and (number, asset) != (None, after[sheet].cell(place.row, 2).value):
            wrong.append('%s!%s is said to be of %r' % (sheet, cell, asset))
        if not why:
            wrong.append('%s!%s has no reason' % (sheet, cell))
    if set(listed) != set(edits):
        wrong.append('listed and edited differ: %s' % sorted(set(listed) ^ set(edits))[:5])
    for (sheet, cell), (old, new) in listed.items():
        was, now = before[sheet][cell].value, after[sheet][cell].value
        if (old, new) != (was or (0 if was == 0 else None), now):
            wrong.append('%s!%s: listed %r → %r, was %r, is %r' % (sheet, cell, old, new, was, now))
    return wrong + (compare_moves(rows_below(after[name], moved)) if lang == 'ja' else [])


def compare_moves(rows):
    a, b = oracle.FAMILIES['ipa-a'][0], oracle.FAMILIES['ipa-b'][0]
    wanted = collections.Counter()
    for asset in layouts.IPA_ASSETS:
        old, new = a(layouts.ipa_row('a', asset)), b(layouts.ipa_row('b', asset))
        for field, title in (('likelihood_label', '可能性の判定'), ('risk_label', 'リスクの判定')):
            if old[field]:
                wanted[title, old[field], new[field]] += 1
    got = {(row[0], row[3], row[4]): row[5] for row in rows}
    return [] if got == dict(wanted) else ['moves of classes: %r, must be %r' % (got, dict(wanted))]


def untouched(before, after, edits):
    with zipfile.ZipFile(before) as a, zipfile.ZipFile(after) as b:
        new = set(b.namelist()) - set(a.namelist())
        lists = {'[Content_Types].xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/sharedStrings.xml', 'xl/calcChain.xml'}
        gone = set(a.namelist()) - set(b.namelist()) - {'xl/calcChain.xml'}
    allow = [x for sheet, cell in edits for x in ('--allow', '%s!%s' % (sheet, cell))]
    allow += [x for part in sorted(new | lists) for x in ('--allow-part', part)]
    proof = subprocess.run([sys.executable, CHECK, before, after, *allow], capture_output=True, text=True, encoding='utf8')
    return ['round trip: ' + proof.stdout.strip()[-400:]] * bool(proof.returncode) + ['lost %s' % part for part in gone]


def migrated(daicho, folder, lang):
    out = os.path.join(folder, lang + '.xlsx')
    done = run(daicho, 'convert', BOOK, '--migrate', 'ipa-b', '-o', out, '--json', '-', '--date', '2026-04-01', '--lang', lang)
    if done.returncode != 0:
        return ['exit %d: %s' % (done.returncode, done.stderr)]
    edits = [(e['sheet'], e['cell']) for e in json.loads(done.stdout)['edits']]
    before, after = openpyxl.load_workbook(BOOK, data_only=True), openpyxl.load_workbook(out, data_only=True)
    formulas = openpyxl.load_workbook(out)
    wrong = compare_rows(after) + compare_list(before, after, edits, lang) + untouched(BOOK, out, edits)
    for k in range(len(layouts.IPA_ASSETS)):
        for field in layouts.IPA_RESULTS:
            cell = formulas[SHEET].cell(layouts.IPA_FIRST + k + 1, layouts.IPA_COLUMNS[field] + 1)
            if isinstance(cell.value, str) and cell.value.startswith('=') and after[SHEET][cell.coordinate].value:
                wrong.append('%s keeps a formula of edition A' % cell.coordinate)
    return wrong + known_again(daicho, out)


def known_again(daicho, out):
    """It is of edition B from now on: nothing to refresh, nothing to migrate."""
    wrong = []
    again = json.loads(run(daicho, 'check', out, '--json', '-', '--fail-on', 'never', '--lang', 'en').stdout)
    if again['method']['id'] != 'ipa-b' or again['edits'] or again['summary']['assets'] != len(layouts.IPA_ASSETS):
        wrong.append('read again: %r, %d edits, %r' % (again['method']['id'], len(again['edits']), again['summary']))
    second = run(daicho, 'convert', out, '--migrate', 'ipa-b', '-o', out + '2.xlsx', '--lang', 'en')
    if second.returncode != 4 or os.path.exists(out + '2.xlsx') or 'ipa-b' not in second.stdout:
        wrong.append('migrated twice: exit %d' % second.returncode)
    return wrong


def main():
    daicho = os.path.abspath(sys.argv[1])
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for lang in LISTS:
            found = migrated(daicho, folder, lang)
            print('%-4s %s' % ('FAIL' if found else 'ok', lang))
            wrong += found
    for line in wrong[:30]:
        print('  ' + line)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
