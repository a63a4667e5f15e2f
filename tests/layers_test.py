#!/usr/bin/python3
"""No library includes what src/layers.txt does not allow, and the pure ones stay pure."""
import os
import re
import sys

SRC = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'src')
IMPURE_HEADERS = {'filesystem', 'fstream', 'iostream', 'locale', 'ctime', 'cstdio', 'thread', 'mutex', 'future', 'unistd.h', 'fcntl.h'}
IMPURE_WORDS = re.compile(r'\b(throw|try|catch|getenv|system_clock|steady_clock|setlocale)\b')


def without_comments(text):
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\])*"', lambda m: m[0] if m[0].startswith('"') and '/' in m[0] else '', text, flags=re.S)


def main():
    allowed = {}
    with open(os.path.join(SRC, 'layers.txt'), encoding='utf8') as f:
        for line in f:
            if ':' in line and not line.startswith('#'):
                name, _, rest = line.partition(':')
                allowed[name.strip()] = set(rest.split())
    pure = allowed.pop('pure')
    folders = {d for d in os.listdir(SRC) if os.path.isdir(os.path.join(SRC, d))}
    wrong = ['src/%s has no line in layers.txt' % d for d in sorted(folders - set(allowed))]
    seen = 0
    for folder in sorted(folders & set(allowed)):
        for path, _, files in os.walk(os.path.join(SRC, folder)):
            for name in files:
                if not name.endswith(('.hpp', '.cpp')):
                    continue
                full = os.path.join(path, name)
                with open(full, encoding='utf8') as f:
                    text = f.read()
                where = os.path.relpath(full, os.path.join(SRC, '..'))
                for included in re.findall(r'^#include "([^"]+)"', text, re.M):
                    seen += 1
                    library = included.split('/')[0]
                    if '/' not in included:
                        wrong.append('%s includes "%s" without its library' % (where, included))
                    elif library != folder and library not in allowed[folder]:
                        wrong.append('%s includes "%s": %s may include only: %s' % (where, included, folder, ' '.join(sorted(allowed[folder])) or 'itself'))
                if folder in pure:
                    for included in re.findall(r'^#include <([^>]+)>', text, re.M):
                        if included in IMPURE_HEADERS:
                            wrong.append('%s includes <%s>, which no pure library may' % (where, included))
                    for word in IMPURE_WORDS.findall(without_comments(text)):
                        wrong.append('%s uses %s, which no pure library may' % (where, word))
    if seen < 100:
        wrong.append('only %d includes were seen; the test does not look at the sources' % seen)
    print('\n'.join('FAIL ' + w for w in wrong) or 'ok   %d includes' % seen)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
