#!/usr/bin/python3
"""Whatever happens while a file is written, it is the old file or the new one: the process is killed, the disk fills up, the folder
turns read-only, at every single call that changes the file system.

  faults_test.py DAICHO INJECT.so
"""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, 'data', 'layouts', 'libreoffice_plain.xlsx')
WRONG = []


def run(daicho, inject, args, fault=None, at=0, log=None):
    env = dict(os.environ, LD_PRELOAD=inject, DAICHO_FAULT_AT=str(at), DAICHO_FAULT=fault or 'none')
    if log:
        env['DAICHO_FAULT_LOG'] = log
    return subprocess.run([daicho, *args, '--lang', 'ja'], capture_output=True, env=env)


def read(path):
    with open(path, 'rb') as f:
        return f.read()


def check(condition, text):
    if not condition:
        WRONG.append(text)


def calls_of(daicho, inject, args):
    with tempfile.NamedTemporaryFile('r') as log:
        done = run(daicho, inject, args, at=10 ** 9, log=log.name)
        check(done.returncode == 0, 'without a fault it ended with %d: %s' % (done.returncode, done.stderr.decode()))
        return int(log.read().split()[1])


def sweep(daicho, inject, title, prepare, args, judge):
    """Injects each fault at each call. prepare(folder) sets the folder up; args(folder) is the command line."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        count = calls_of(daicho, inject, args(folder))
        new = {n: read(os.path.join(folder, n)) for n in os.listdir(folder)}
    check(count >= 4, '%s: only %d calls were seen; the injection does not work' % (title, count))
    for fault in ('kill', 'ENOSPC', 'EROFS', 'EIO', 'short'):
        for at in range(1, count + 1):
            with tempfile.TemporaryDirectory() as folder:
                prepare(folder)
                old = {n: read(os.path.join(folder, n)) for n in os.listdir(folder)}
                done = run(daicho, inject, args(folder), fault, at)
                where = '%s, %s at call %d of %d' % (title, fault, at, count)
                now = {n: read(os.path.join(folder, n)) for n in os.listdir(folder)}
                left = [n for n in now if n.startswith('.daicho-')]
                if fault == 'kill':
                    check(done.returncode == -9, where + ': it was not killed')
                else:
                    check(not left, where + ': %s was left behind' % left)
                    check(done.returncode in (0, 5), where + ': exit %d' % done.returncode)
                for name in left:
                    del now[name]
                judge(where, done.returncode, old, now, new)
    print('%s: %d calls, 5 faults each' % (title, count))


def in_place(where, code, old, now, new):
    check(now['a.xlsx'] in (old['a.xlsx'], new['a.xlsx']), where + ': the file is neither old nor new')
    if now['a.xlsx'] == new['a.xlsx']:
        check(now.get('a.xlsx.bak') == old['a.xlsx'], where + ': replaced without a backup')
    if code == 5:
        check(now['a.xlsx'] == old['a.xlsx'], where + ': failed, yet the file is new')
    check(now.get('a.xlsx.bak', old['a.xlsx']) == old['a.xlsx'], where + ': the backup is not the old file')


def to_another(where, code, old, now, new):
    check(now['a.xlsx'] == old['a.xlsx'], where + ': the source changed')
    check(now.get('b.xlsx') in (None, new['b.xlsx']), where + ': half a file was left')
    check((code == 0) == ('b.xlsx' in now) or code == -9, where + ': exit %d, file %s' % (code, 'there' if 'b.xlsx' in now else 'not there'))


def a_new_one(where, code, old, now, new):
    check(now.get('n.xlsx') in (None, new['n.xlsx']), where + ': half a file was left')


def main():
    daicho, inject = map(os.path.abspath, sys.argv[1:3])
    copy = lambda folder: shutil.copy(SOURCE, os.path.join(folder, 'a.xlsx'))
    a, b, n = (lambda folder, name=name: os.path.join(folder, name) for name in ('a.xlsx', 'b.xlsx', 'n.xlsx'))
    sweep(daicho, inject, 'in place', copy, lambda f: ['refresh', a(f), '--in-place'], in_place)
    sweep(daicho, inject, 'to another file', copy, lambda f: ['refresh', a(f), '-o', b(f)], to_another)
    sweep(daicho, inject, 'a new register', lambda f: None, lambda f: ['new', 'asset-register', '-o', n(f)], a_new_one)

    with tempfile.TemporaryDirectory() as folder:
        copy(folder)
        os.chmod(a(folder), 0o640)
        os.symlink('a.xlsx', os.path.join(folder, 'link.xlsx'))
        done = subprocess.run([daicho, 'refresh', os.path.join(folder, 'link.xlsx'), '--in-place'], capture_output=True)
        check(done.returncode == 0 and os.path.islink(os.path.join(folder, 'link.xlsx')), 'a link was replaced by a file')
        check(os.stat(a(folder)).st_mode & 0o777 == 0o640, 'the permissions of the file changed')
    # A shared file of another owner: its group stays where it can; where it cannot, no one may do more than before.
    for denied, mode, expected in (('owner', 0o664, 0o664), ('owner', 0o4660, 0o660), ('all', 0o660, 0o600), ('all', 0o2664, 0o604), ('all', 0o606, 0o600)):
        with tempfile.TemporaryDirectory() as folder:
            copy(folder)
            os.chown(a(folder), -1, 12345 if os.getuid() == 0 else -1)
            os.chmod(a(folder), mode)
            group = os.stat(a(folder)).st_gid
            env = dict(os.environ, LD_PRELOAD=inject, DAICHO_FAULT_CHOWN=denied)
            done = subprocess.run([daicho, 'refresh', a(folder), '--in-place'], capture_output=True, env=env)
            now = os.stat(a(folder))
            where = 'a file of mode %o, %s denied' % (mode, denied)
            check(done.returncode == 0, where + ': exit %d' % done.returncode)
            check(denied == 'all' or now.st_gid == group, where + ': the group was lost')
            check(now.st_mode & 0o7777 == expected, where + ': the mode is %o, must be %o' % (now.st_mode & 0o7777, expected))
    for line in WRONG[:20]:
        print('FAIL ' + line)
    if len(WRONG) > 20:
        print('… and %d more' % (len(WRONG) - 20))
    return 1 if WRONG else 0


if __name__ == '__main__':
    sys.exit(main())
