#!/usr/bin/python3
"""The catalogues and crosswalks hold what their sources print. Reads the XML itself, without the program.

One section a catalogue: a function with the name of the catalogue that takes a Check. Numbers, ids and rows written here were read from the
sources by eye; none was taken from the catalogue."""
import collections
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET

CATALOG = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'catalog')
NAMESPACE = '{urn:daicho:catalogue:1}'


def plain(text):
    """As names are compared here: width, blanks and the comma 読点 do not make another wording."""
    return re.sub(r'[\s、,]', '', unicodedata.normalize('NFKC', text))


class Entry:
    def __init__(self, node, parent):
        self.id, self.level, self.title, self.english = node.get('id'), node.get('level'), node.get('ja'), node.get('en')
        self.kind, self.place, self.parent = node.get('kind'), node.get('place'), parent
        self.also = [(also.get('id') or also.get('ja') or also.get('en'), also.get('place')) for also in node.findall(NAMESPACE + 'also')]
        self.points = [point.get('ja') for point in node.findall(NAMESPACE + 'point')]
        self.notes = [note.get('ja') for note in node.findall(NAMESPACE + 'note')]
        self.meaning = node.find(NAMESPACE + 'meaning')
        self.marks = {marked.get('by'): {item: mark for name, mark in (('main', '●'), ('part', '▲')) for item in (marked.get(name) or '').split()}
                      for marked in node.findall(NAMESPACE + 'marked')}


class Catalogue:
    def __init__(self, name):
        self.root = ET.parse(os.path.join(CATALOG, 'catalogues', name + '.xml')).getroot()
        self.scales = {scale.get('id'): [item.get('id') for item in scale] for scale in self.root.findall(NAMESPACE + 'marks')}
        self.entries = []
        self.read(self.root, None)
        self.by_id = {entry.id: entry for entry in self.entries}

    def read(self, node, parent):
        for child in node.findall(NAMESPACE + 'entry'):
            entry = Entry(child, parent)
            self.entries.append(entry)
            self.read(child, entry)

    def on(self, level):
        return [entry for entry in self.entries if entry.level == level]

    def under(self, entry_id, level):
        found = []
        for entry in self.on(level):
            above = entry
            while above and above.id != entry_id:
                above = above.parent
            if above:
                found.append(entry)
        return found

    def row(self, entry_id):
        """The marks of an entry as one text, a group of cells for each scale: ●--▲|●-"""
        marks = self.by_id[entry_id].marks
        return '|'.join(''.join(marks.get(scale, {}).get(item, '-') for item in items) for scale, items in self.scales.items())


class Crosswalk:
    def __init__(self, from_id, to_id):
        root = ET.parse(os.path.join(CATALOG, 'crosswalks', f'{from_id}_{to_id}.xml')).getroot()
        self.by = root.get('by')
        self.answers = [(node.get('from'), to, node.get('relation')) for node in root.findall(NAMESPACE + 'map') for to in node.get('to').split()]
        self.none = [node.get('from') for node in root.findall(NAMESPACE + 'none')]
        self.noted = {(node.get('from'), node.get('to')) for node in root.findall(NAMESPACE + 'map') if node.find(NAMESPACE + 'note') is not None}

    def of(self, from_id):
        return [to for known, to, _ in self.answers if known == from_id]


class Check:
    def __init__(self):
        self.count, self.failed = 0, []

    def same(self, what, got, expected):
        self.count += 1
        if got != expected:
            self.failed.append(f'{what}: {got!r}, not {expected!r}')

    def shape(self, catalogue):
        """What holds for every catalogue: an id stands for one entry, everything has a title in both languages."""
        ids = collections.Counter(entry.id for entry in catalogue.entries)
        self.same('ids twice', [entry_id for entry_id, count in ids.items() if count > 1], [])
        self.same('without a title', [entry.id for entry in catalogue.entries if not (entry.title and entry.english)], [])
        japanese = re.compile('[ぁ-んァ-ヶ一-龠]')
        self.same('English titles in Japanese', [entry.id for entry in catalogue.entries if japanese.search(entry.english)], [])

    def complete(self, crosswalk, catalogue, level):
        """Every entry of the level is answered, or said to have no answer, and none is both."""
        answered = {from_id for from_id, _, _ in crosswalk.answers}
        self.same('entries not accounted for', [e.id for e in catalogue.on(level) if e.id not in answered and e.id not in crosswalk.none], [])
        self.same('entries answered and not', sorted(answered & set(crosswalk.none)), [])
        self.same('answers given twice', [a for a, count in collections.Counter(crosswalk.answers).items() if count > 1], [])
        self.same('answers of unknown entries', sorted((answered | set(crosswalk.none)) - set(catalogue.by_id)), [])


# 表3-5: requirements by domain.
ECOM_DOMAINS = {'Ma1': 6, 'Ma2': 3, 'Ba1': 3, 'Ba2': 4, 'Ba3': 4, 'Ba4': 2, 'Ba5': 3, 'Ta1': 5, 'Ta2': 3, 'Ta3': 5, 'Tb1': 12, 'Tb2': 4, 'Tb3': 4,
                'Tb4': 3, 'Tb5': 4, 'Tb6': 3, 'Tb7': 2, 'Tb8': 2, 'Tb9': 3, 'Tc1': 2, 'Tc2': 3, 'Tc3': 3, 'Tc4': 3, 'Tc5': 6, 'Td1': 4, 'Td2': 8,
                'Td3': 3, 'Td4': 5, 'Aa1': 3, 'Aa2': 2}

# 付表, read by eye: nine activities | five departments. Tb9.1, Tb9.2, Td2.7 and Td2.8 by name, not by the id that 付表 prints.
ECOM_ROWS = '''
Ma1.1 ●--------|●----   Ma1.2 ●--------|●-●●-   Ma1.3 -●---●---|●-▲▲-   Ma1.4 -----●---|●▲▲▲-   Ma1.5 --●●●●---|●●●●-   Ma1.6 -●---●---|●▲▲▲-
Ma2.1 --●------|●▲●▲-   Ma2.2 --●------|-----   Ma2.3 --●------|●●●●-   Ba1.1 -●--●----|●----   Ba1.2 -●--●●---|●▲▲▲-   Ba1.3 ----●●---|●●●●-
Ba2.1 -●----●--|●●---   Ba2.2 ----●●●--|●●●●-   Ba2.3 ●●--●●●▲▲|●●▲▲-   Ba2.4 ●●--●●●--|●●---   Ba3.1 ●●●-●●●--|●●●●-   Ba3.3 ●●●●●●●--|●●●●-
Ba4.1 ●●●●●----|●●---   Ba4.2 ------●--|----●   Ba5.1 ●●●-●-●--|●●▲▲-   Ba5.3 ●●●-●-●-●|●●▲●-   Ta1.1 -●--●----|●●●--   Ta1.2 ----●-●--|-●---
Ta1.3 ●●--●--●-|--●--   Ta1.4 -●--●-●-●|-●-●-   Ta1.5 ----●-●-●|-●-●-   Ta2.1 ●-●●-----|--●--   Ta3.1 ●-●------|●-●--   Ta3.5 ---●●---●|---●-
Tb1.1 ●--------|--●--   Tb1.3 ---●▲--●-|--●--   Tb1.4 ----▲--●●|---●-   Tb1.5 --●----●●|--●●-   Tb1.6 ●●●--●●-●|●●●●-   Tb1.8 ●●●●●●--●|--●●-
Tb2.1 ●●-●●--●●|--●▲-   Tb3.1 ●●●●●●---|--●▲-   Tb3.3 ------●-●|-●-●-   Tb3.4 ●---●-●-●|-●-●-   Tb4.1 ●●-▲●----|--●▲-   Tb5.1 ●●-▲●--●-|--●--
Tb5.2 --●●-----|-▲●--   Tb6.3 -●----●●●|-●●--   Tb7.1 ●●●●---●-|-●●--   Tb9.1 ●●-●●---●|--●●-   Tb9.2 ●●-●●---●|--●●-   Tc1.2 ----●--●-|--●●-
Tc4.1 ●●--●--●-|--▲●-   Tc5.4 -●--●---●|-▲●●-   Tc5.5 -●--●----|▲--●-   Tc5.6 ●●●-●---●|●--●-   Td1.1 ●●-●--●--|●▲●▲-   Td1.3 --●-●---●|●●---
Td2.1 ●--------|●●●--   Td2.4 ●●●------|-----   Td2.5 ---●---●-|-▲-●-   Td2.7 -●----●--|-●-▲-   Td2.8 ----●-●--|-●---   Td4.2 ●--●●--●●|-●●●-
Td4.3 ●--●●-●--|●●-▲-   Td4.5 ●●●●●-●●●|▲●●●-   Aa1.1 ●●●-●----|●▲▲▲-   Aa2.1 ●-●●●--●-|--●--'''

# 第2部: how many 対策のポイント. Those of Ma1.2 have no numbers; in 14 requirements the numbers restart or skip.
ECOM_POINTS = {'Ma1.1': 4, 'Ma1.2': 2, 'Ma2.3': 5, 'Ba3.2': 7, 'Ba3.4': 4, 'Ba4.1': 5, 'Ba4.2': 1, 'Tb1.1': 7, 'Tb1.8': 4, 'Tb1.11': 4, 'Tb2.1': 7,
               'Tb4.2': 2, 'Tb5.2': 2, 'Tb6.3': 4, 'Tc5.2': 5, 'Td1.3': 2, 'Td3.1': 5, 'Td3.2': 4, 'Td4.4': 2, 'Aa1.2': 5, 'Aa2.2': 4}


def ecom(check):
    ecom = Catalogue('ecom')
    check.shape(ecom)
    for level, count in (('view', 4), ('sub-view', 7), ('domain', 30), ('requirement', 117)):
        check.same(level, len(ecom.on(level)), count)
    check.same('order of the domains', [domain.id for domain in ecom.on('domain')], list(ECOM_DOMAINS))
    for domain, count in ECOM_DOMAINS.items():
        check.same(domain, [entry.id for entry in ecom.under(domain, 'requirement')], [f'{domain}.{n}' for n in range(1, count + 1)])
    check.same('sub-views of the technical view', [entry.id for entry in ecom.under('T', 'sub-view')], ['Ta', 'Tb', 'Tc', 'Td'])
    check.same('without a kind', [entry.id for entry in ecom.on('requirement') if entry.kind not in ('technical', 'operational')], [])
    check.same('without a meaning', [e.id for e in ecom.on('requirement') + ecom.on('domain') if e.meaning is None or not e.meaning.get('en')], [])

    check.same('items', [len(items) for items in ecom.scales.values()], [9, 5])
    check.same('marks', sum(len(marks) for entry in ecom.entries for marks in entry.marks.values()), 633)
    check.same('part marks', sum(ecom.row(entry.id).count('▲') for entry in ecom.on('requirement')), 49)
    rows = ECOM_ROWS.split()
    for entry, row in zip(rows[::2], rows[1::2]):
        check.same(f'marks of {entry}', ecom.row(entry), row)

    check.same('points', sum(len(entry.points) for entry in ecom.entries), 445)
    for entry, count in ECOM_POINTS.items():
        check.same(f'points of {entry}', len(ecom.by_id[entry].points), count)
    check.same('the point printed in two lines', ecom.by_id['Tb4.1'].points[2],
               'システム情報やセキュリティ管理情報の保護についての要求の実践をチェックする仕組みの確立')

    ecom_names(check, ecom)
    ecom_citations(check, ecom)


def ecom_names(check, ecom):
    def named(entry, place):
        return [text for text, known in ecom.by_id[entry].also if place in (known or '').split('・')]

    for entry, title in (('Tb9.1', 'ネットワークの動きに対する監視の実施'), ('Tb9.2', 'システムへのアクセスに対する監視の実施'),
                         ('Td2.7', 'リモートオフィスの施設や設備に対する必要な保護策の実施'),
                         ('Td2.8', 'リモートオフィスにおける業務運営や組織管理におけるセキュリティ事故防止の追及')):
        check.same(f'title of {entry}', ecom.by_id[entry].title, title)
        check.same(f'{entry} is noted', len(ecom.by_id[entry].notes), 1)
    check.same('Tb9.1 in 付表', named('Tb9.1', '付表'), ['内部ネットワーク内での接続に対する監視の実施'])
    check.same('Tb9.2 in 付表', named('Tb9.2', '付表'), ['システムアクセスに対する監視の実施'])
    check.same('Td2.7 in 付表', named('Td2.7', '付表'), ['リモートオフィスの施設や設備や空間に対する必要な保護策の実施'])
    check.same('Td2.8 in 付表', named('Td2.8', '付表'), ['リモートオフィスにおける業務運営や組織管理におけるセキュリティ事故防止の追求'])
    check.same('the misprinted id', [text for text, _ in ecom.by_id['Td1.3'].also][:2], ['Ｔｄ１.３', 'Tｄ１３.'])
    for entry, printed in (('Tc3.1', 'Tc3.１'), ('Tc4.1', 'Tc４.１'), ('Td1.1', 'Tｄ１.１'), ('Aa2.2', 'Aa２.２')):
        check.same(f'{entry} as 付表 prints it', printed in named(entry, '付表'), True)

    ids = re.compile(r'[A-ZＡ-Ｚ][a-zａ-ｚ][0-9０-９.]+')
    other = {entry.id for entry in ecom.entries for text, _ in entry.also if not ids.fullmatch(text) and plain(text) != plain(entry.title)}
    check.same('requirements with another wording', len([e for e in ecom.on('requirement') if e.id in other]), 60)
    in_table = [e.id for e in ecom.on('domain') if any(place and '付表' in place.split('・') for _, place in e.also)]
    check.same('domains worded differently in 付表', len(in_table), 17)


def ecom_citations(check, ecom):
    cites = Crosswalk('ecom', 'isms-2003')
    check.complete(cites, ecom, 'requirement')
    check.same('who says so', cites.by, 'source')
    check.same('citations', len(cites.answers), 252)
    check.same('relation', {relation for _, _, relation in cites.answers}, {'cites'})
    check.same('requirements that cite nothing', len(cites.none), 30)
    cited = {to for _, to, _ in cites.answers}
    controls = {control.id for control in Catalogue('isms-2003').on('control')}
    check.same('controls of JIS X 5080 cited, not cited, unknown', [len(controls & cited), len(controls - cited), len(cited - controls)], [86, 41, 0])
    for entry, expected in (('Ma2.3', '5.1.1 5.2.1 5.2.2'), ('Aa2.2', '12.2.1 12.2.2'), ('Ma1.3', '4.1.1 4.1.2 4.1.3 4.1.6'), ('Td2.7', '4.1.1'),
                            ('Tb1.7', '9.1.1 9.5.1 9.5.2 9.5.3 9.5.5 9.5.7 9.5.8'), ('Tc4.3', '10.1.1 10.5.4 10.5.5'), ('Td3.3', '7.2.1 7.2.2 7.2.3 7.2.4 7.2.5 7.3.2'),
                            ('Tb6.2', '7.2.1 7.2.2 8.5.1'), ('Ta2.1', '11.1.1 11.1.2 11.1.3'), ('Aa2.1', '12.2.1 12.2.2 12.3.1 12.3.2')):
        check.same(f'controls that {entry} cites', cites.of(entry), expected.split())
    corrected = {('Ma2.3', '5.2.1'), ('Ma2.3', '5.2.2'), ('Aa2.2', '12.2.1'), ('Aa2.2', '12.2.2')}
    doubtful = {('Tb6.2', '7.2.1'), ('Tb6.2', '7.2.2'), ('Ta2.1', '11.1.3'), ('Td2.7', '4.1.1')}
    check.same('citations with a note', cites.noted, corrected | doubtful)


# 表3-2, read by eye: A correctness … H spread of effects; rows that share their marks with a neighbour have them both.
ECOM_THREATS = '''
T1.1 ●●●●●●●-  T1.2 ●●●●●●--  T1.3 ●●●●●●--  T1.5 -●------  T1.7 ●●●-----  T1.8 --●-----  T1.9 -----●--  T2.1 ●●●●●●●-  T2.2 ●●●●●●●-
T2.4 -●●-----  T3.1 ●●------  T3.3 ●●●-----  T3.5 ●-------  T3.6 --●-----  T4.3 ---●----  T4.5 -----●--  T5.1 ●●●●●●--  T5.2 ●●-●----
T6.1 ●●●●●●--  T6.3 -●▲●●●--  T7.1 --------  T8.1 ●●●●●●●-  T8.2 --●-----  T8.5 --------  T9.1 ●●●●●●●-  T9.3 -●-●----  T9.4 ●●●●●---
T9.6 -----●--  T10.1 --●-----  T10.3 --●-----'''


def ecom_threats(check):
    threats = Catalogue('ecom-threats')
    check.shape(threats)
    for level, count in (('class', 3), ('subclass', 2), ('origin', 10), ('threat', 48), ('countermeasure', 70)):
        check.same(level, len(threats.on(level)), count)
    check.same('origins of 表3-1', len([entry for entry in threats.on('origin') if '表3-1' in entry.place]), 9)
    check.same('themes', [len(items) for items in threats.scales.values()], [8])
    # 137 marks are printed; two pairs of threats share a row of 6 and a row of 7.
    check.same('marks', sum(len(marks) for entry in threats.entries for marks in entry.marks.values()), 137 + 6 + 7)
    rows = ECOM_THREATS.split()
    for entry, row in zip(rows[::2], rows[1::2]):
        check.same(f'themes of {entry}', threats.row(entry), row)


def ecom_measures(check):
    measures, ecom = Catalogue('ecom-measures'), Catalogue('ecom')
    check.shape(measures)
    check.same('measures of 表3-3', len(measures.under('3-3', 'measure')), 50)
    check.same('tasks of 表3-4', len(measures.under('3-4', 'measure')), 3)
    domains = Crosswalk('ecom-measures', 'ecom')
    check.complete(domains, measures, 'measure')
    named = {to for _, to, _ in domains.answers}
    check.same('domains that neither table names', [entry.id for entry in ecom.on('domain') if entry.id not in named], ['Tb9'])
    check.same('what is gathered into Ba2', [measures.by_id[e].title for e, to, _ in domains.answers if to == 'Ba2'],
               ['業務仕様の的確性の確保', '業務現場での業務処理上でのミスの発生の防止', '他社との業務コラボレーションにおける問題発生の防止', '外部への業務委託における問題発生の防止'])
    check.same('use of systems', [domains.of(e.id) for e in measures.entries if e.title == 'システムの利用上での不手際の防止'], [['Tb7', 'Td2']])


SECTIONS = [ecom, ecom_threats, ecom_measures]


def main():
    check = Check()
    for section in SECTIONS:
        before = len(check.failed)
        section(check)
        check.failed[before:] = [f'{section.__name__}: {failure}' for failure in check.failed[before:]]
    print('\n'.join(check.failed + [f'{check.count} checks, {len(check.failed)} failed']))
    return 1 if check.failed else 0


sys.exit(main())
