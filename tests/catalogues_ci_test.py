#!/usr/bin/python3
"""The checklist of the critical infrastructure guideline is complete, in order and as printed; every measure is answered in ISO/IEC 27001:2022."""
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

CATALOG = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'catalog')
NS = '{urn:daicho:catalogue:1}'
ITEMS = ['measure', 'point', 'detail', 'particular']
LEVELS = ['phase', 'viewpoint', 'subject'] + ITEMS

# Lines of the source that open with a bullet or one of ○ － ー — ・, counted by section with awk; the running head 「・具体的な…」 (ten times) and
# the second half of the one item that is broken over a page (「時の対処方法を含む」) left out.
BY_SECTION = {
    '1.1(1)': 6, '1.1(2)': 2, '1.2(1)': 22, '1.2(2)': 7, '1.2(3)': 94, '1.3(1)': 3, '1.4(1)': 20, '1.4(2)': 4, '1.4(3)': 62,
    '1.5(1)': 183, '1.5(2)': 73, '1.5(3)': 32, '2.1(1)': 10, '2.1(2)': 1, '2.2(1)': 50, '2.2(2)': 2, '2.3(1)': 20, '2.3(2)': 1, '3.1': 24, '3.2': 1}
# Counted with grep: 36 lines with ○, 295 with － (or ー, —), 216 with ・, and 71 bullets without a mark. Of the 71, looked at one by one, 45 stand for ○, 24 are
# set in below a ・, one is a ・ at the head of a page, one is the second half of a broken item.
BY_LEVEL = {'measure': 36 + 45, 'point': 295, 'detail': 216 + 1, 'particular': 24}
TOTAL = 617

# Read in the source by eye, not taken from the file: section, position, title.
PRINTED = {
    '1': '「Plan（準備）」の観点', '1.1(1)': '抽出した課題に基づくリスク評価', '1.2': '「規定」の観点', '2.1': '「平時・障害発生時共通」の観点',
    '1.4(3)': '外部委託における対策（管理体制・契約・IT障害時）', '1.5(2)': '情報セキュリティ対策（技術）に係る設計・実装・保守',
    '2.2(1)': '情報セキュリティ対策の運用（予兆の把握、パスワード変更等）',
    '1.1(1)-1': 'リスク評価',
    '1.1(1)-2.1': '「安全基準等」の策定や見直しに係る基礎情報に基づく対応策、見直し策の決定',
    '1.1(2)-2': '情報交換の方針の策定',
    '1.2(1)-1.2': '平時、障害発生時の指揮命令系統の明確化',
    '1.2(1)-1.2.1': '権限移譲、代行順位の決定 等',
    '1.2(1)-1.5.3': 'クリアデスク、クリアスクリーン 等',
    '1.2(1)-1.12': '例外措置等',
    '1.2(1)-2.2': '情報システムユーザースキル標準等の活用による社内教育コース等の整備',
    '1.2(2)-1.4': 'IT障害に係る情報集約及び共有体制（所管省庁への連絡体制を含む）の整備',
    '1.2(3)-1.2.1': '体制',  # the first item behind a running head
    '1.2(3)-1.3.3': '安全管理上の重要度に応じた分類（安全性が損なわれた場合の影響の大きさに応じた分類）',
    '1.2(3)-3.1.4': '離席時対策（端末ロック等） 等',
    '1.2(3)-4.1.10': '内容表示の記号化（媒体等に保存情報内容が想定できるタイトル表示をすることの禁止） 等',
    '1.2(3)-5.7': '移送時の電子的記録の保護対策',
    '1.2(3)-10.5': '代替手段の明確化',
    '1.3(1)-2.1': 'IT-BCPにおける訓練計画の策定',
    '1.4(1)-1.3.1': 'IT障害時の所管省庁への連絡体制',
    '1.4(1)-1.3.3.3': '連絡手段 等',
    '1.4(1)-2.3': '懲戒手続等',
    '1.4(2)-3': 'IT-BCPの教育及び教育記録の保管',
    '1.4(3)-2.5': '委託業務内容、委託業務の執行場所、作業員、作業内容の特定（IT障害発生時の対処方法を含む）',  # broken over a page
    '1.4(3)-2.10': '契約終了時の情報資産の返却及び消去',
    '1.4(3)-6.1.5': '他システムへの影響調査',
    '1.4(3)-6.2.7': '異常状態（攻撃を含む）の記録、保存 等',
    '1.5(1)-1.1.1.4': '多要素認証 等',
    '1.5(1)-1.1.2.3': 'ID毎に異なる認証パスワードの設定',
    '1.5(1)-1.4.3.2': 'webアプリケーションファイアウォール (WAF) 等',
    '1.5(1)-1.6.2': 'マルウェア対策ソフトウェアの導入、パターンファイルの更新機能導入等',
    '1.5(1)-2.5.6.1': '代替情報システムの作業手順書策定 等',
    '1.5(1)-2.5.7': 'アプリケーションを含めた情報システムの冗長対策',
    '1.5(1)-4.9': '空調（加湿を含む）設備の冷却水の備蓄 等',
    '1.5(1)-5.8.6': '情報システムに接触できない場所での搬入物品等の受渡し 等',
    '1.5(1)-6.6.4': '遠隔消去機能 等',
    '1.5(1)-7': 'バックアップ稼働計画、復旧計画の策定',
    '1.5(1)-11.2': '情報盗難の防止等の措置 等',
    '1.5(2)-3.3': 'サプライチェーンにおける情報セキュリティを考慮した機器の調達（信頼のできるベンダーから調達する等）',
    '1.5(2)-6.7': '原則公衆回線からの接続の禁止（例外時はコールバックやユーザーの限定）',
    '1.5(2)-9.6': 'マルウェア対策の対応内容の記録',
    '1.5(3)-4.4.2': '対象サーバー等をネットワークから隔離するための運用フロー等の整備等',
    '1.5(3)-4.11': '情報漏えい事案等への対応状況の記録、分析',
    '2.1(1)-2.1.2': '侵入検知システム(IDS)による検知',
    '2.1(2)-1': '情報セキュリティ対策の運用状況に係る報告事項の確認',
    '2.2(1)-2.12.5': '対応内容の記録 等',
    '2.2(1)-2.18': '利用する機器、利用者及び識別コードの管理',
    '2.2(1)-6': 'セプターカウンシルの活用等によるリスクコミュニケーションの実施',
    '2.3(1)-3.8': '様々な主体が提供する災害や障害発生時の情報サービスの活用 等',
    '2.3(1)-7': '広報、利用者からの問い合わせへの対応',
    '3.1-2.1.1': '防災対策の定期的な確認 等',
    '3.1-3.4': '「暗号危殆化」に係る継続的な情報収集の実施(CRYPTREC暗号リスト等参照)',
    '3.1-6.2': '事業にどのような損害を与えるか等の具体的な影響の決定 等',
    '3.2-1': 'IT障害対応（検知・回復）を通じた課題抽出'}

wrong = []


def expect(what, got, wanted):
    if got != wanted:
        wrong.append('%s: %s, not %s' % (what, got, wanted))


def read(path):
    return ElementTree.parse(os.path.join(CATALOG, path)).getroot()


def walk(node):
    for child in node.findall(NS + 'entry'):
        yield child
        yield from walk(child)


def check_ids(node):
    """The id of an item is the section and its position in it; headings carry the printed number, and are in order."""
    for position, child in enumerate((c for c in node.findall(NS + 'entry')), 1):
        above, level = node.get('level'), child.get('level')
        if level in ITEMS:
            wanted = '%s%s%d' % (node.get('id'), '.' if above in ITEMS else '-', position)
            expect('level under %s' % node.get('id'), level, ITEMS[ITEMS.index(above) + 1] if above in ITEMS else 'measure')
        else:
            wanted = {'phase': '%d' % position, 'viewpoint': '%s.%d' % (node.get('id'), position), 'subject': '%s(%d)' % (node.get('id'), position)}[level]
        expect('id', child.get('id'), wanted)
        check_ids(child)


def check_counts(entries):
    items = [e for e in entries if e.get('level') in ITEMS]
    expect('items', len(items), TOTAL)
    for level in ITEMS:
        expect('items of level ' + level, sum(e.get('level') == level for e in items), BY_LEVEL[level])
    sections = [e.get('id').split('-')[0] for e in items]
    expect('sections with items', list(dict.fromkeys(sections)), list(BY_SECTION))
    for section, count in BY_SECTION.items():
        expect('items in ' + section, sections.count(section), count)
    headings = [sum(e.get('level') == level for e in entries) for level in ('phase', 'viewpoint', 'subject')]
    expect('phases, viewpoints, subjects', headings, [3, 10, 18])
    expect('ids that stand once', len({e.get('id') for e in entries}), len(entries))


def check_wordings(entries):
    by_id = {e.get('id'): e for e in entries}
    for at, title in PRINTED.items():
        expect('title of ' + at, by_id[at].get('ja') if at in by_id else None, title)
    english = {}
    for entry in entries:
        at, ja, en = (entry.get(name) for name in ('id', 'ja', 'en'))
        if re.search(r'[^\x20-\x7e]', en):
            wrong.append('%s: the English title is not English: %s' % (at, en))
        if ja.endswith(' 等') and not en.endswith('etc.'):
            wrong.append('%s: 等 is lost in English: %s' % (at, en))
        expect('English of ' + ja, en, english.setdefault(ja, en))
        if ja != ja.strip() or re.search(r'[\r\n]|  |I [TD]|具体的な情報セキュリティ対策項目の例示', ja):
            wrong.append('%s: a trace of typesetting in %s' % (at, ja))
        if not entry.get('place', '').startswith(re.sub(r'\(', ' (', at.split('-')[0]) + ', p.'):
            wrong.append('%s: stands at %s' % (at, entry.get('place')))
    # each of the sections with a boxed quotation is explained in words of our own
    explained = {e.get('id') for e in entries if e.find(NS + 'meaning') is not None}
    expect('sections explained', explained, set(BY_SECTION))


def check_crosswalk(entries):
    walk_root = read('crosswalks/ci-guideline_iso27001-2022.xml')
    expect('crosswalk', [walk_root.get(name) for name in ('from', 'to', 'by')], ['ci-guideline', 'iso27001-2022', 'daicho'])
    order = {e.get('id'): at for at, e in enumerate(entries)}
    controls = ['%d.%d' % (theme, n) for theme, count in ((5, 37), (6, 8), (7, 14), (8, 34)) for n in range(1, count + 1)]
    mapped, unanswered, pairs, last = set(), set(), set(), -1
    for answer in walk_root:
        if answer.tag not in (NS + 'map', NS + 'none'):
            continue
        at = answer.get('from')
        if at not in order:
            wrong.append('crosswalk: %s is no entry' % at)
            continue
        if order[at] < last:
            wrong.append('crosswalk: %s is out of order' % at)
        last = order[at]
        if answer.tag == NS + 'none':
            unanswered.add(at)
            if answer.find(NS + 'note') is None:
                wrong.append('crosswalk: no reason why nothing answers %s' % at)
            continue
        mapped.add(at)
        to = answer.get('to').split()
        expect('controls of %s in order' % at, to, sorted(to, key=lambda c: controls.index(c) if c in controls else -1))
        for control in to:
            if control not in controls:
                wrong.append('crosswalk: %s is no control' % control)
            if (at, control) in pairs:
                wrong.append('crosswalk: %s → %s stands twice' % (at, control))
            pairs.add((at, control))
    expect('mapped and unanswered at once', mapped & unanswered, set())
    measures = {e.get('id') for e in entries if e.get('level') == 'measure'}
    expect('measures neither mapped nor unanswered', measures - mapped - unanswered, set())
    # "equal" only where both titles name the same thing
    equal = {a.get('from'): a.get('to') for a in walk_root.iter(NS + 'map') if a.get('relation') == 'equal'}
    expect('equal', equal, {'1.2(1)-1.5.3': '7.7', '1.4(1)-2.3': '6.4', '1.5(1)-1.2.2.2': '8.2', '1.5(1)-3.4': '7.1', '1.5(2)-9.2': '8.32', '2.2(1)-2.4': '8.17'})


def main():
    catalogue = read('catalogues/ci-guideline.xml')
    entries = list(walk(catalogue))
    expect('levels', [level.get('id') for level in catalogue.findall(NS + 'level')], LEVELS)
    expect('levels that are answered', catalogue.get('unit').split(), ITEMS)
    check_ids(catalogue)
    check_counts(entries)
    check_wordings(entries)
    check_crosswalk(entries)
    print('\n'.join('FAIL ' + w for w in wrong) or 'ok   %d entries' % len(entries))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
