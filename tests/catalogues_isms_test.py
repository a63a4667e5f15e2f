#!/usr/bin/python3
"""The catalogues of 2003, 2013 and 2022 and what answers what between them hold what the sources and the standards count."""
import collections
import os
import sys
import unicodedata
import xml.etree.ElementTree as ET

CATALOG = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'catalog')
NS = '{urn:daicho:catalogue:1}'

# What ISMS 認証基準 Ver.2.0 prints under each objective, 3(1) to 12(3).
STATEMENTS = [3, 7, 2, 1, 1, 2, 4, 1, 5, 5, 7, 3, 6, 2, 1, 3, 1, 4, 8, 2, 4, 2, 9, 8, 2, 4, 2, 1, 4, 5, 3, 6, 5, 7, 2, 2]
OBJECTIVES = {'3': 1, '4': 3, '5': 2, '6': 3, '7': 3, '8': 7, '9': 8, '10': 5, '11': 1, '12': 3}
TWICE = ['3.1.1', '7.2.1', '7.3.1', '8.7.6', '9.1.1', '9.7.2', '10.5.3']
CONTROLS_2013 = [2, 7, 6, 10, 14, 2, 15, 14, 7, 13, 5, 7, 4, 8]
THEMES_2022 = {'5': 37, '6': 8, '7': 14, '8': 34}
NEW_2022 = ['5.7', '5.23', '5.30', '7.4', '8.9', '8.10', '8.11', '8.12', '8.16', '8.23', '8.28']

wrong = []


def expect(what, got, wanted):
    if got == wanted:
        return
    if isinstance(wanted, list) and len(wanted) > 40:  # where they part is enough
        at = next((i for i, (a, b) in enumerate(zip(got, wanted)) if a != b), min(len(got), len(wanted)))
        got, wanted = '%d, at %d: %s' % (len(got), at, got[at:at + 3]), '%d: %s' % (len(wanted), wanted[at:at + 3])
    wrong.append('%s: %s, not %s' % (what, got, wanted))


def fold(text):
    return ''.join(unicodedata.normalize('NFKC', text).lower().split())


def read(folder, name):
    return ET.parse(os.path.join(CATALOG, folder, name + '.xml')).getroot()


def on(root, level):
    return [e for e in root.iter(NS + 'entry') if e.get('level') == level]


def ids(entries):
    return [e.get('id') for e in entries]


def numbers(text):
    """8.10 behind 8.9, 3(1)-2 behind 3(1)-1."""
    return [int(part) for part in ''.join(c if c.isdigit() else ' ' for c in text).split()]


def sound(name, root, levels):
    levels_of = {level: depth for depth, level in enumerate(levels)}
    expect(name + ' levels', [e.get('id') for e in root.findall(NS + 'level')], levels)
    expect(name + ' is counted by', root.get('unit'), 'control')
    for level in levels:
        in_order = ids(on(root, level))
        expect('%s order of %s' % (name, level), in_order, sorted(in_order, key=numbers))
    for parent in root.iter(NS + 'entry'):
        for child in parent.findall(NS + 'entry'):
            expect('%s %s stands under' % (name, child.get('id')), levels_of[parent.get('level')], levels_of[child.get('level')] - 1)
            expect('%s %s is numbered as a part of %s' % (name, child.get('id'), parent.get('id')),
                   numbers(child.get('id'))[:len(numbers(parent.get('id')))] == numbers(parent.get('id')) or child.get('level') == 'statement', True)
    every = [fold(e.get('id')) for e in root.iter() if e.tag in (NS + 'entry', NS + 'also') and e.get('id')]
    expect(name + ' ids printed twice', [i for i, n in collections.Counter(every).items() if n > 1], [])
    for language in ('ja', 'en'):
        # A control must be found by its title: no other control, and no statement, may have it. A heading may.
        titles = collections.Counter()
        for entry in on(root, 'control') + on(root, 'statement'):
            own = {fold(entry.get(language))} | {fold(a.get(language)) for a in entry.findall(NS + 'also') if a.get(language)}
            titles.update(own)
            expect('%s %s has a title beside itself' % (name, entry.get('id')),
                   fold(entry.get(language)) in [fold(a.get(language, '')) for a in entry.findall(NS + 'also')], False)
        expect('%s titles (%s) of several controls' % (name, language), [t for t, n in titles.items() if n > 1], [])


def criteria_of_2003(root):
    clauses, objectives, controls, statements = (on(root, level) for level in ('clause', 'objective', 'control', 'statement'))
    expect('2003 clauses', ids(clauses), [str(n) for n in range(3, 13)])
    expect('2003 objectives', {c.get('id'): len(c.findall(NS + 'entry')) for c in clauses}, OBJECTIVES)
    expect('2003 controls', len(controls), 127)
    expect('2003 statements by objective', [len(on(o, 'statement')) for o in objectives], STATEMENTS)
    expect('2003 statements', len(statements), 134)
    expect('2003 statements as printed', ids(statements),
           ['%s-%d' % (o.get('id'), n) for o, count in zip(objectives, STATEMENTS) for n in range(1, count + 1)])
    by_control = {c.get('id'): len(c.findall(NS + 'entry')) for c in controls}
    expect('2003 controls in two statements', [c for c, n in by_control.items() if n == 2], TWICE)
    expect('2003 controls in one statement', sum(n == 1 for n in by_control.values()), 120)
    for objective in objectives:
        number = numbers(objective.get('id'))
        expect('2003 controls of ' + objective.get('id'), ids(objective.findall(NS + 'entry')),
               ['%d.%d.%d' % (*number, n + 1) for n in range(len(objective.findall(NS + 'entry')))])
        for statement in on(objective, 'statement'):
            expect('2003 %s stands under' % statement.get('id'), statement.get('id').split('-')[0], objective.get('id'))
    # The source cites 86 of the 127 by title; those titles have a place.
    expect('2003 controls with a printed title', sum(c.get('place') is not None for c in controls), 86)


def annex_of_2013(root):
    clauses = on(root, 'clause')
    expect('2013 clauses', ids(clauses), ['A.%d' % n for n in range(5, 19)])
    expect('2013 objectives', len(on(root, 'objective')), 35)
    expect('2013 controls by clause', [len(on(c, 'control')) for c in clauses], CONTROLS_2013)


def annex_of_2022(root):
    expect('2022 controls by theme', {t.get('id'): len(on(t, 'control')) for t in on(root, 'theme')}, THEMES_2022)
    for theme, count in THEMES_2022.items():
        expect('2022 controls of ' + theme, [i for i in ids(on(root, 'control')) if i.split('.')[0] == theme],
               ['%s.%d' % (theme, n) for n in range(1, count + 1)])
    expect('2022 controls without a meaning', [e.get('id') for e in on(root, 'control') if e.find(NS + 'meaning') is None], [])


def answers(walk, source, target):
    """from -> to -> relation, after the checks that hold for every crosswalk."""
    name = '%s → %s' % (walk.get('from'), walk.get('to'))
    found = collections.OrderedDict()
    nothing = []
    order = []
    for answer in list(walk)[1:]:
        start = answer.get('from')
        if not order or order[-1] != start:
            order.append(start)
        if answer.tag == NS + 'none':
            nothing.append(start)
            expect('%s %s says why' % (name, start), answer.find(NS + 'note') is not None, True)
        for end in answer.get('to', '').split():
            expect('%s %s → %s is said once' % (name, start, end), end in found.get(start, {}), False)
            found.setdefault(start, collections.OrderedDict())[end] = answer.get('relation')
    expect(name + ' accounts for each control in order', order, ids(on(source, 'control')))
    expect(name + ' has both an answer and none', sorted(set(nothing) & set(found)), [])
    expect(name + ' leads to', sorted({end for ends in found.values() for end in ends} - set(ids(on(target, 'control')))), [])
    equal = collections.Counter(end for ends in found.values() for end, relation in ends.items() if relation == 'equal')
    expect(name + ' has two equal to', [end for end, n in equal.items() if n > 1], [])
    expect(name + ' is by', walk.get('by'), 'public')
    return found, nothing


def from_2013_to_2022(found, nothing, newer):
    expect('2013 → 2022 without an answer', nothing, [])
    origins = collections.Counter(end for ends in found.values() for end in ends)
    controls = ids(on(newer, 'control'))
    expect('2022 new', [c for c in controls if origins[c] == 0], NEW_2022)
    # 11 new, 24 merged from 57, 58 continued: the counts published with the standard.
    expect('2022 merged', sum(origins[c] > 1 for c in controls), 24)
    expect('2022 merged from', sum(n for n in origins.values() if n > 1), 57)
    expect('2022 continued', sum(origins[c] == 1 for c in controls), 58)
    expect('2013 divided', [start for start, ends in found.items() if len(ends) > 1], ['A.18.2.3'])
    expect('2013 equal to a merged one',
           [start for start, ends in found.items() for end, relation in ends.items() if relation == 'equal' and origins[end] > 1], [])


def main():
    isms, older, newer = (read('catalogues', name) for name in ('isms-2003', 'iso27001-2013', 'iso27001-2022'))
    sound('2003', isms, ['clause', 'objective', 'control', 'statement'])
    sound('2013', older, ['clause', 'objective', 'control'])
    sound('2022', newer, ['theme', 'control'])
    criteria_of_2003(isms)
    annex_of_2013(older)
    annex_of_2022(newer)
    answers(read('crosswalks', 'isms-2003_iso27001-2013'), isms, older)
    from_2013_to_2022(*answers(read('crosswalks', 'iso27001-2013_iso27001-2022'), older, newer), newer)
    print('\n'.join('FAIL ' + w for w in wrong) or 'ok   127, 114 and 93 controls, 134 statements')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
