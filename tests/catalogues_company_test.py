#!/usr/bin/python3
"""The documents of sources 002 and 003, what each control relies on, and the handling table: as printed, complete, once each.

  catalogues_company_test.py SOURCE_DIR

The expected numbers were counted a second time on the sources, by searching their text for each name under each control."""
import os
import sys
import xml.etree.ElementTree as xml

NS = '{urn:daicho:catalogue:1}'
CONTROLS = ['%d.%d' % (theme, i + 1) for theme, count in ((5, 37), (6, 8), (7, 14), (8, 34)) for i in range(count)]

# Source 002: every control whose text holds the name, blanks and line breaks aside.
NAMED_IN_002 = {
    '情報セキュリティ方針': '5.1',
    '情報セキュリティ基本方針': '5.4 5.22',
    'ISMSマニュアル': '5.1 5.2 5.3 5.22',
    '事業継続マニュアル': '5.1',
    '事業継続計画マニュアル': '5.29 5.30',
    '情報セキュリティ管理規程': '5.1 6.3',
    '情報セキュリティ管理規定': '5.8',
    '適用宣言書': '5.1',
    '情報セキュリティマネジメントシステムにおける役割と責任権限一覧表': '5.3',
    '情報資産台帳': '5.3',
    '情報資産リスクアセスメント表': '5.9 5.10 5.12 5.13 5.23 5.27 8.9 8.21',
    'パスワード管理表': '5.17',
    '利用者登録の手順': '5.18',
    '契約書': '5.21 6.6',
    '機密保持誓約書': '5.21 6.2',
    '基本契約書': '5.22',
    '秘密保持契約書': '5.22 6.2 6.6',
    'クラウド一覧表': '5.23',
    '選定基準': '5.23',
    '不適合（インシデント）是正処置報告書': '5.26 6.8',
    '不適合是正処置の手順': '5.26',
    '事業継続計画・結果': '5.29 5.30',
    '関連法規制一覧表': '5.31',
    '教育の記録': '6.3',
    '就業規程': '6.4',
    'カード№、所持者の一覧表': '7.2',
    '授受記録': '7.10',
    'マニュアル類': '7.13',
    'アクセス制御方針': '8.3 8.33',
    '容量・能力を予測した計画': '8.6',
    'ネットワーク構成図': '8.9',
    'ネットワーク図': '8.21 8.22',
    'バックアップ方針': '8.13',
    '監査ログ': '8.15',
    '作業ログ': '8.15',
    'アクセスログ': '8.16',
    'ホワイトリスト': '8.19',
    'ネットワーク全体のログ': '8.20',
    '業務委託管理の定め': '8.21',
    'SLA': '8.26',
    '受け入れ基準': '8.29',
    '変更計画': '8.32',
    'システム変更依頼書': '8.32',
    '変更仕様書': '8.32',
    'プロジェクトごとに必要となるセキュリティルール': '5.8',
}
# What a control says without the document's printed name; the crosswalk's notes tell why.
READ_IN_002 = {('5.20', 'contract'), ('5.31', 'security-rules'), ('5.37', 'operating-procedures'), ('8.25', 'security-rules'),
               ('8.27', 'security-rules')}

# Source 003: the bullets of the tables 作成ドキュメント（例）.
PRINTED_IN_003 = '''4.1 外部および内部の課題
4.2 利害関係者のニーズ及び期待
4.3 ISMS適用範囲
4.3 レイアウト図
4.3 ネットワーク図
5.2 情報セキュリティ方針
5.3 ISMSの運用組織図
5.3 責任者または部門の名称と役割を明記した文書
6.1 資産目録（情報資産管理台帳）
6.1 リスクアセスメント結果報告書
6.1 適用宣言書
6.1 リスク対応計画
6.2 ISMS有効性評価表
7.2 力量確認表
7.2 教育計画書
7.2 理解度確認テスト
7.2 教育実施記録
8.1 ISMS年間計画表
8.2 リスクアセスメント結果報告書
8.3 リスク対応計画
9.1 ISMS有効性評価表
9.2 内部監査チェックリスト
9.2 内部監査計画書
9.2 内部監査結果報告書
9.3 マネジメントレビュー報告書
10.2 是正要求書兼回答書'''.split('\n')
SUBCLAUSES = '4.1 4.2 4.3 4.4 5.1 5.2 5.3 6.1 6.2 6.3 7.1 7.2 7.3 7.4 7.5 8.1 8.2 8.3 9.1 9.2 9.3 10.1 10.2'.split()

# Source 002, 5.10: ― free, 禁止 no, 原則不可 no but for exceptions, anything else a condition; HP等 and 可能 allow.
TABLE = {'storage-paper': 'condition condition yes', 'storage-data': 'condition condition yes', 'transport': 'no condition condition',
         'sending': 'no condition yes', 'users': 'condition condition yes', 'outsourcing': 'exception yes yes',
         'disposal': 'condition condition yes', 'erasure': 'condition condition yes'}

faults = []


def claim(what, found, expected):
    if found != expected:
        faults.append('%s: %r, expected %r' % (what, found, expected))


def read(root, name):
    return xml.parse(os.path.join(root, 'catalog', name)).getroot()


def entries(catalogue, level):
    return [e for e in catalogue.iter(NS + 'entry') if e.get('level') == level]


def once(what, catalogue):
    ids = [e.get('id') for e in catalogue.iter(NS + 'entry')]
    claim(what + ': ids used twice', [i for i in ids if ids.count(i) > 1], [])
    kinds = {k.get('id') for k in catalogue.iter(NS + 'kind')}
    claim(what + ': unknown kinds', [e.get('id') for e in catalogue.iter(NS + 'entry') if e.get('kind') not in kinds | {None}], [])


def company_rules(root):
    catalogue = read(root, 'catalogues/company-rules.xml')
    once('company-rules', catalogue)
    documents = entries(catalogue, 'document')
    claim('documents of source 002', len(documents), 41)
    titles = {}
    for entry in documents:
        for title in [entry.get('ja')] + [a.get('ja') for a in entry.findall(NS + 'also')]:
            claim('the title %s stands for one document' % title, title in titles, False)
            titles[title] = entry.get('id')
    # Variants of a name hold in the text of its own: 役割と責任権限一覧表, 関連法規制一覧, 機密保持誓約書書.
    claim('names of source 002 without a document', [t for t in NAMED_IN_002 if t not in titles], [])
    claim('titles that source 002 does not hold',
          [t for t in titles if not any(t in name or name in t for name in NAMED_IN_002) and t != '操作手順書'], [])
    return titles


def crosswalk(root, titles):
    walk = read(root, 'crosswalks/iso27001-2022_company-rules.xml')
    claim('who says so', walk.get('by'), 'source')
    maps, nones = walk.findall(NS + 'map'), [n.get('from') for n in walk.findall(NS + 'none')]
    answered = [m.get('from') for m in maps]
    order = list(dict.fromkeys(e.get('from') for e in walk if e.get('from')))
    claim('controls accounted for, in order', order, CONTROLS)
    claim('controls both answered and not', [c for c in nones if c in answered], [])
    claim('controls that name a document', len(set(answered)), 45)
    claim('controls that name none', len(nones), 48)
    claim('relations', {m.get('relation') for m in maps}, {'relies-on'})
    found = {(m.get('from'), to) for m in maps for to in m.get('to').split()}
    expected = {(c, titles[t]) for t, controls in NAMED_IN_002.items() for c in controls.split()} | READ_IN_002
    claim('relies on, beyond the source', sorted(found - expected), [])
    claim('named by the source, but not there', sorted(expected - found), [])


def sme_documents(root):
    catalogue = read(root, 'catalogues/sme-documents.xml')
    once('sme-documents', catalogue)
    claim('clauses', [e.get('id') for e in entries(catalogue, 'clause')], [str(c) for c in range(4, 11)])
    claim('subclauses', [e.get('id') for e in entries(catalogue, 'subclause')], SUBCLAUSES)
    printed = ['%s %s' % (s.get('id'), d.get('ja')) for s in entries(catalogue, 'subclause') for d in s.findall(NS + 'entry')]
    claim('documents of source 003', printed, PRINTED_IN_003)
    claim('different ones', len({line.split(' ', 1)[1] for line in printed}), 23)
    claim('subclauses without a document', [s for s in SUBCLAUSES if not any(line.startswith(s + ' ') for line in printed)],
          '4.4 5.1 6.3 7.1 7.3 7.4 7.5 10.1'.split())


def handling(root):
    table = read(root, 'handling/company.xml')
    classes = [(c.get('id'), c.get('ja'), c.get('from')) for c in table.findall(NS + 'class')]
    claim('classes', classes, [('top-secret', '極秘', '3'), ('internal', '社外秘', '2'), ('public', '公開', '1')])
    stages = {s.get('id'): s for s in table.findall(NS + 'stage')}
    claim('stages', [s.get('ja') for s in stages.values()],
          ['保管（紙媒体）', '保管（データ）', '移送', '送信', '利用範囲', '委託・提供', '廃棄', '消去'])
    for stage, cells in TABLE.items():
        general = [r for r in stages[stage].findall(NS + 'rule') if r.find(NS + 'about') is None]
        for (name, ja, _), expected in zip(classes, cells.split()):
            rules = [r.get('allowed') for r in general if name in r.get('class').split()]
            claim('%s, %s' % (ja, stage), rules, [expected])


def main():
    root = sys.argv[1]
    titles = company_rules(root)
    crosswalk(root, titles)
    sme_documents(root)
    handling(root)
    for fault in faults:
        print('FAIL ' + fault)
    sys.exit(1 if faults else 0)


main()
