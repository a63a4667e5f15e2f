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
