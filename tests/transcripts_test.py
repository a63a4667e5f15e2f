#!/usr/bin/python3
"""Runs the transcripts of tests/cli: commands as a user types them, with what must appear and how they must end.

  transcripts_test.py DAICHO [--update] [NAME ...]

A transcript is a text: "# " begins remarks, lines "file: NAME = PATH" put copies of files (from tests/data) into an empty folder, "$ command" runs a
command there, the lines behind it are what it prints ("! " begins lines on standard error), "[exit N]" how it ends when not with 0.
--update writes what came out into the transcripts: read the change before you keep it."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def printed(command, folder, env):
    done = subprocess.run(['sh', '-c', command], cwd=folder, env=env, capture_output=True, text=True, encoding='utf8', timeout=60)
    lines = done.stdout.splitlines() + ['! ' + x if x else '!' for x in done.stderr.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return lines + (['[exit %d]' % done.returncode] if done.returncode else [])


def play(daicho, text):
    """The transcript with what the commands print now. Comments (#), files and commands are kept, all else is output."""
    out, folder = [], tempfile.mkdtemp()
    env = dict(os.environ, PATH=os.path.dirname(daicho) + ':' + os.environ['PATH'], LC_ALL='C.UTF-8', LANG='C.UTF-8', HOME=folder)
    try:
        for line in text.splitlines():
            if line.startswith('file: '):
                name, source = line[6:].split(' = ')
                shutil.copy(os.path.join(HERE, 'data', source), os.path.join(folder, name))
                out.append(line)
            elif line.startswith('# '):
                out.append(line)
            elif line.startswith('$ '):
                if out:
                    out.append('')
                out += [line] + printed(line[2:], folder, env)
    finally:
        shutil.rmtree(folder)
    return '\n'.join(out) + '\n'


def untrue_lines(readme, transcripts):
    """Lines that the README shows as printed (```console) and no transcript has; "…" stands for lines left out."""
    true, shown = {line for text in transcripts for line in text.splitlines()}, False
    for line in readme.splitlines():
        if line.startswith('```'):
            shown = line == '```console'
        elif shown and line.strip() != '…' and line not in true:
            yield line


def main():
    daicho = os.path.abspath(sys.argv[1])
    update, only = '--update' in sys.argv, [a for a in sys.argv[2:] if not a.startswith('--')]
    failed, transcripts = 0, []
    for path in sorted(glob.glob(os.path.join(HERE, 'cli', '*.txt'))):
        if only and os.path.splitext(os.path.basename(path))[0] not in only:
            continue
        with open(path, encoding='utf8') as f:
            wanted = f.read()
        got = play(daicho, wanted)
        transcripts.append(got)
        if update:
            with open(path, 'w', encoding='utf8') as f:
                f.write(got)
        elif got != wanted:
            failed += 1
            print('FAIL ' + os.path.basename(path))
            with tempfile.NamedTemporaryFile('w', encoding='utf8') as f:
                f.write(got); f.flush()
                print(subprocess.run(['diff', '-u', path, f.name], capture_output=True, text=True, encoding='utf8').stdout)
            continue
        print('ok   ' + os.path.basename(path))
    if not only:
        with open(os.path.join(HERE, '..', 'README.md'), encoding='utf8') as f:
            for line in untrue_lines(f.read(), transcripts):
                failed += 1
                print('FAIL README.md shows what is not printed: ' + line)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
