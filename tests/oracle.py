"""The scoring rules once more, written from the rules (source 003, 12-2-1 and 13-2-4) and not from the program: what the
program says is compared with this."""

LIKELIHOOD = {(3, 3): 3, (3, 2): 2, (3, 1): 1, (2, 3): 2, (2, 2): 1, (2, 1): 1, (1, 3): 1, (1, 2): 1, (1, 1): 1}
BANDS = [(9, 9, 1), (6, 8, 2), (4, 5, 3), (1, 3, None)]


def importance(c, i, a):
    """The largest of the three; nothing when one is not rated."""
    return max(c, i, a) if None not in (c, i, a) else None


def likelihood(t, v, table=LIKELIHOOD):
    return table[t, v] if None not in (t, v) else None


def risk_level(imp, like):
    return imp * like if None not in (imp, like) else None


def priority(level, bands=BANDS):
    """A number, or None: acceptable, or no level at all."""
    if level is None:
        return None
    return next(p for low, high, p in bands if low <= level <= high)


def score(c=None, i=None, a=None, t=None, v=None, table=LIKELIHOOD, bands=BANDS, imp=None, like=None):
    """importance, likelihood, risk level, priority of one asset; imp and like where people state them."""
    imp = importance(c, i, a) if imp is None else imp
    like = likelihood(t, v, table) if like is None else like
    level = risk_level(imp, like)
    return {'importance': imp, 'likelihood': like, 'risk_level': level, 'priority': priority(level, bands)}


def importance_of_assets(named, importances):
    """A risk's importance: the largest of the assets it names; nothing where none is named, or one is unknown or not rated."""
    found = [importances.get(number) for number in named]
    return max(found) if found and None not in found else None


def task_status(control, task, started, ended):
    """finished, started or not-started by the actual dates; nothing where the row holds no task."""
    if not control and not task:
        return None
    return 'finished' if ended else 'started' if started else 'not-started'
# --- the other families of formulas, each written from what its name says ---------------------------------------------------

def banded(value, bands):
    """The third member of the band (from, to, what) that a value falls in, the highest band first."""
    return next(what for low, high, what in bands if low <= value <= high) if value is not None else None


def known(rule, *values):
    """What a rule gives, or nothing where any of its values is missing."""
    return rule(*values) if None not in values else None


def ipa(row, top, bands):
    """Importance is lifted to the top by any mark; likelihood is max(1, T + V - 3); risks and likelihoods are words too."""
    imp = known(max, row['confidentiality'], row['integrity'], row['availability'])
    if imp is not None and any(row[m] for m in ('personal_data', 'sensitive_data', 'number_data')):
        imp = max(imp, top)
    like = known(lambda t, v: max(1, t + v - 3), row['threat'], row['vulnerability'])
    level = known(lambda a, b: a * b, imp, like)
    return {'importance': imp, 'likelihood': like, 'likelihood_label': {3: '可能性：高', 2: '可能性：中', 1: '可能性：低'}.get(like),
            'risk_level': level, 'risk_label': banded(level, bands)}


def three_factors(row):
    imp = known(max, row['confidentiality'], row['integrity'], row['availability'])
    level = known(lambda a, t, v: a * t * v, imp, row['threat'], row['vulnerability'])
    return {'importance': imp, 'risk_level': level, 'risk_label': banded(level, [(20, 27, '高'), (10, 19, '中'), (1, 9, '低')])}


def per_aspect(row):
    out = {a + '_risk': known(lambda r, t, v: r * t * v, row[a], row['threat'], row['vulnerability'])
           for a in ('confidentiality', 'integrity', 'availability')}
    worst = known(max, *out.values())
    return {**out, 'risk_level': worst, 'priority': banded(worst, [(20, 27, 1), (10, 19, 2), (1, 9, None)])}


def sum_of_ratings(row):
    imp = known(lambda c, i, a: c + i + a, row['confidentiality'], row['integrity'], row['availability'])
    level = known(lambda a, b: a * b, imp, row['likelihood'])
    return {'importance': imp, 'risk_level': level, 'priority': banded(level, [(18, 27, 1), (12, 17, 2), (8, 11, 3), (3, 7, None)])}


def product_of_ratings(row):
    imp = known(lambda c, i, a: c * i * a, row['confidentiality'], row['integrity'], row['availability'])
    level = known(lambda a, t, v: a * t * v, imp, row['threat'], row['vulnerability'])
    return {'importance': imp, 'risk_level': level,
            'priority': banded(level, [(81, 243, 1), (27, 80, 2), (9, 26, 3), (1, 8, None)])}


MATRIX_3 = {'高': {'高': '高', '中': '高', '低': '中'}, '中': {'高': '高', '中': '中', '低': '低'}, '低': {'高': '中', '中': '低', '低': '低'}}


def matrix_3x3(row):
    """Words in, words out: by likelihood, then impact."""
    level = known(lambda p, i: MATRIX_3[p][i], row['likelihood'], row['impact'])
    return {'risk_level': level, 'priority': {'高': 1, '中': 2}.get(level)}


def matrix_5x5(row):
    """Read off the picture of the matrix: from 15 on critical, from 8 on high, from 4 on medium, as products go."""
    level = known(lambda p, i: banded(p * i, [(15, 25, '重大'), (8, 14, '高'), (4, 7, '中'), (1, 3, '低')]), row['likelihood'], row['impact'])
    return {'risk_level': level, 'priority': {'重大': 1, '高': 2, '中': 3}.get(level)}


def two_factors(rule, bands):
    def score_row(row):
        level = known(rule, row['likelihood'], row['impact'])
        return {'risk_level': level, 'priority': banded(level, bands)}
    return score_row


def treatment_progress(row):
    """In hundredths, exactly: current = raw - status x (raw - target)."""
    def current(raw, status, target):
        return (raw * 100 - status * (raw - target)) / 10000
    level = known(current, *(None if row[f] is None else round(row[f] * 100) for f in ('raw_risk', 'treatment_status', 'target_risk')))
    return {'risk_level': level, 'priority': banded(level, [(0.75, 1, 1), (0.5, 0.75, 2), (0.25, 0.5, 3), (0, 0.25, None)])}


def default(row):
    got = score(row['confidentiality'], row['integrity'], row['availability'], row['threat'], row['vulnerability'])
    return got


THREE, FIVE, ASPECTS = [1, 2, 3], [1, 2, 3, 4, 5], ('confidentiality', 'integrity', 'availability')
TV = {'threat': THREE, 'vulnerability': THREE}
MARKS = {m: [False, False, False, True] for m in ('personal_data', 'sensitive_data', 'number_data')}
SHARES = [n / 100 for n in range(101)]

# By method: the rule, and what people may rate.
FAMILIES = {
    'sme-3x3': (default, {**{a: THREE for a in ASPECTS}, **TV}),
    'ipa-a': (lambda row: ipa(row, 2, [(4, 6, 'リスク大'), (1, 3, 'リスク中'), (0, 0, 'リスク小')]), {**{a: [0, 1, 2] for a in ASPECTS}, **MARKS, **TV}),
    'ipa-b': (lambda row: ipa(row, 3, [(6, 9, 'リスク大'), (4, 4, 'リスク中'), (1, 3, 'リスク小')]), {**{a: THREE for a in ASPECTS}, **MARKS, **TV}),
    'three-factors': (three_factors, {**{a: THREE for a in ASPECTS}, **TV}),
    'per-aspect': (per_aspect, {**{a: THREE for a in ASPECTS}, **TV}),
    'sum-of-ratings': (sum_of_ratings, {**{a: THREE for a in ASPECTS}, 'likelihood': THREE}),
    'product-of-ratings': (product_of_ratings, {**{a: THREE for a in ASPECTS}, **TV}),
    'matrix-3x3': (matrix_3x3, {'likelihood': ['高', '中', '低'], 'impact': ['高', '中', '低']}),
    'matrix-5x5': (matrix_5x5, {'likelihood': FIVE, 'impact': FIVE}),
    'probability-plus-impact': (two_factors(lambda p, i: p + i, [(8, 10, 1), (6, 7, 2), (4, 5, 3), (2, 3, None)]), {'likelihood': FIVE, 'impact': FIVE}),
    'probability-max-impact': (two_factors(max, [(5, 5, 1), (4, 4, 2), (3, 3, 3), (1, 2, None)]), {'likelihood': FIVE, 'impact': FIVE}),
    'probability-times-impact': (two_factors(lambda p, i: p * i, [(15, 25, 1), (8, 14, 2), (4, 7, 3), (1, 3, None)]), {'likelihood': FIVE, 'impact': FIVE}),
    'treatment-progress': (treatment_progress, {'raw_risk': SHARES, 'treatment_status': SHARES, 'target_risk': SHARES}),
}
