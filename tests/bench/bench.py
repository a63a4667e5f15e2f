#!/usr/bin/python3
"""Times `daicho refresh` against openpyxl doing the same work (load, fill four columns, save), on the same file, in one run.

  bench.py DAICHO [--rows 100000] [--runs 5] [--without-openpyxl]

Prints medians, peak memory and ratios. The sheet has 17 columns, 13 filled and four to fill. Not part of the tests: machines differ,
ratios on one machine in one run do not lie."""
import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..'))
HEADINGS = ['No', '業務分類', '情報資産名称', '備考', '利用者範囲', 'リスク所有者', '管理部署', '媒体・保存先', '機密性', '完全性', '可用性', '重要度',
            '起こりやすさ', 'つけ込みやすさ', '被害発生可能性', 'リスクレベル', '優先順位']


def make(path, rows):
    import xlsxwriter
    rng = random.Random(1)
    book = xlsxwriter.Workbook(path)
    sheet, box = book.add_worksheet('情報資産管理台帳'), book.add_format({'border': 1})
    sheet.write_row(0, 0, HEADINGS, box)
    for r in range(1, rows + 1):
        area = rng.choice(['人事', '経理', '営業', '総務', '開発'])
        texts = [area, '情報資産 %06d 台帳' % r, '備考 %d 年分' % (r % 50), area + '部', area + '部長', area + '部', rng.choice(['社内サーバー', 'PC', 'クラウド', '書類'])]
        sheet.write_number(r, 0, r, box)
        for c, text in enumerate(texts, 1):
            sheet.write_string(r, c, text, box)
        for c in (8, 9, 10, 12, 13):
            sheet.write_number(r, c, rng.randint(1, 3), box)
        for c in (11, 14, 15, 16):
            sheet.write_blank(r, c, None, box)
    book.close()


OPENPYXL = '''
import sys, openpyxl
sys.path.insert(0, sys.argv[3])
import oracle
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
for row in sheet.iter_rows(min_row=2):
    result = oracle.score(row[8].value, row[9].value, row[10].value, row[12].value, row[13].value)
    row[11].value, row[14].value, row[15].value, row[16].value = result['importance'], result['likelihood'], result['risk_level'], result['priority']
book.save(sys.argv[2])
'''


def measured(command):
    """Wall seconds and peak memory (MiB) of a process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit('%s failed' % command[0])
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('daicho'); options.add_argument('--rows', type=int, default=100_000); options.add_argument('--runs', type=int, default=5)
    options.add_argument('--without-openpyxl', action='store_true')
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book, ours, theirs = (os.path.join(folder, n) for n in ('book.xlsx', 'ours.xlsx', 'theirs.xlsx'))
        # In a process of its own: a child counts the memory its parent had when it was started.
        subprocess.run([sys.executable, '-c', 'import sys; sys.path.insert(0, sys.argv[3]); import bench; bench.make(sys.argv[1], int(sys.argv[2]))', book, str(options.rows), HERE], check=True)
        print('%d rows of 17 columns, %.1f MB' % (options.rows, os.path.getsize(book) / 1e6))
        daicho = [options.daicho, 'refresh', book, '-o', ours, '--force', '--quiet']
        others = [] if options.without_openpyxl else [measured([sys.executable, '-c', OPENPYXL, book, theirs, os.path.join(HERE, '..')])]
        runs = [measured(daicho) for _ in range(options.runs + 1)][1:]
        start = statistics.median(measured([options.daicho, '--version'])[0] for _ in range(21))
        wall, memory = statistics.median(r[0] for r in runs), max(r[1] for r in runs)
        print('daicho    %7.2f s  %6.0f MiB  (%d runs, %.2f to %.2f s)  %.1f MB' % (wall, memory, len(runs), min(r[0] for r in runs), max(r[0] for r in runs), os.path.getsize(ours) / 1e6))
        for their_wall, their_memory in others:
            print('openpyxl  %7.2f s  %6.0f MiB  (1 run)' % (their_wall, their_memory))
            print('ratio     %7.0f ×  %6.0f ×' % (their_wall / wall, their_memory / memory))
        print('start-up  %7.1f ms' % (start * 1000))


if __name__ == '__main__':
    main()
