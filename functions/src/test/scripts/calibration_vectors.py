"""Writes what numpy and scipy say to the same small made-up answers as io.assay.core.calibration and resampling.

    pip install numpy==2.4.6 scipy==1.17.1
    python functions/src/test/scripts/calibration_vectors.py    # overwrites the JSON file named below

Where scipy has the method, it is asked (isotonic_regression, mannwhitneyu, poisson_binom, the BCa interval, Student's t;
the logistic fits by its trust-region minimiser). The others are written down here from their definitions, in another
way than in Java: DeLong's variance pair by pair, ties by their means.
"""

import json
import pathlib

import numpy as np
from scipy import optimize, special, stats
from scipy.stats import _resampling

OUT = pathlib.Path(__file__).parent.parent / "resources/io/assay/core/calibration/vectors.json"
MARGIN = 1e-6
GRID = [i / 40 for i in range(41)]


def logit(p):
    return special.logit(np.clip(p, MARGIN, 1 - MARGIN))


def targets(right):
    wrong = len(right) - right.sum()
    return np.where(right, (right.sum() + 1) / (right.sum() + 2), 1 / (wrong + 2))


def logistic(x, t, penalty, start):
    """Minimises the penalised cross-entropy of the columns of x to a gradient of nothing."""

    def loss(w):
        f = x @ w
        return np.sum(np.logaddexp(0, f) - t * f) + np.sum(penalty * w * w) / 2

    def gradient(w):
        return x.T @ (special.expit(x @ w) - t) + penalty * w

    def hessian(w):
        p = special.expit(x @ w)
        return (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)

    found = optimize.minimize(loss, start, jac=gradient, hess=hessian, method="trust-exact", options={"gtol": 1e-9})
    w = found.x
    for _ in range(5):
        w = w - np.linalg.solve(hessian(w), gradient(w))
    assert np.abs(gradient(w)).max() < 1e-11, gradient(w)
    return w


def bins(p, right, wanted):
    """Equal mass; a cut inside a tie moves to its end."""
    order = np.argsort(p, kind="stable")
    p, right = p[order], right[order]
    ends = [np.searchsorted(p, p[len(p) * i // wanted - 1], side="right") for i in range(1, wanted + 1)]
    ends = sorted(set(int(e) for e in ends))
    return [(p[a:b], right[a:b]) for a, b in zip([0] + ends[:-1], ends)]


def mean_absolute_deviation(p):
    k = np.arange(len(p) + 1)
    return float(np.sum(stats.poisson_binom(list(p)).pmf(k) * np.abs(k - p.sum())))


def brunner_munzel_df(x, y):
    """As scipy.stats.brunnermunzel has it, which does not return it."""
    nx, ny = len(x), len(y)
    both = stats.rankdata(np.concatenate((x, y)))
    sx = np.sum((both[:nx] - stats.rankdata(x) - both[:nx].mean() + (nx + 1) / 2) ** 2) / (nx - 1)
    sy = np.sum((both[nx:] - stats.rankdata(y) - both[nx:].mean() + (ny + 1) / 2) ** 2) / (ny - 1)
    return (nx * sx + ny * sy) ** 2 / ((nx * sx) ** 2 / (nx - 1) + (ny * sy) ** 2 / (ny - 1))


def area(p, right):
    good, bad = p[right], p[~right]
    u = stats.mannwhitneyu(good, bad).statistic
    psi = (good[:, None] > bad[None, :]) + 0.5 * (good[:, None] == bad[None, :])
    parts = psi.mean(1).var(ddof=1) / len(good), psi.mean(0).var(ddof=1) / len(bad)
    df = sum(parts) ** 2 / (parts[0] ** 2 / (len(good) - 1) + parts[1] ** 2 / (len(bad) - 1))
    assert np.isclose(df, brunner_munzel_df(good, bad), rtol=1e-12)
    value = u / (len(good) * len(bad))
    se = np.sqrt(sum(parts))
    reach = stats.t.ppf(0.975, df) * se / (value * (1 - value))
    ends = special.expit(special.logit(value) + np.array([-reach, reach]))
    return {"value": value, "standardError": se, "degreesOfFreedom": df, "low95": ends[0], "high95": ends[1]}


def aurc(p, right):
    order = np.argsort(-p, kind="stable")
    levels, where = np.unique(-p[order], return_inverse=True)
    wrong = (~right[order]).astype(float)
    even = (np.bincount(where, wrong) / np.bincount(where))[where]
    return np.mean(np.cumsum(even) / np.arange(1, len(p) + 1))


def answers(name, p, right):
    p, right = np.asarray(p, float), np.asarray(right, bool)
    t = targets(right)
    x = logit(p)
    platt = logistic(np.column_stack([x, np.ones(len(p))]), t, np.zeros(2), np.zeros(2))
    inverse = logistic(x[:, None], t, np.zeros(1), np.ones(1))[0]
    knots, where = np.unique(p, return_inverse=True)
    weights = np.bincount(where).astype(float)
    level = optimize.isotonic_regression(np.bincount(where, right) / weights, weights=weights).x
    cut = bins(p, right, 10)
    n = len(p)
    gaps = [(len(a), b.mean() - a.mean(), b.mean()) for a, b in cut]
    eps = np.finfo(float).eps
    return {
        "name": name, "raw": p.tolist(), "right": right.tolist(),
        "platt": {"slope": platt[0], "intercept": platt[1]},
        "plattAtGrid": special.expit(platt[0] * logit(np.array(GRID)) + platt[1]).tolist(),
        "inverseTemperature": inverse,
        "isotonicAtGrid": np.interp(GRID, knots, level).tolist(),
        "accuracy": right.mean(), "brier": np.mean((p - right) ** 2),
        "logLoss": -np.mean(np.where(right, np.log(np.clip(p, eps, 1 - eps)), np.log(np.clip(1 - p, eps, 1 - eps)))),
        "ece": sum(k * abs(g) for k, g, _ in gaps) / n,
        "eceIfPerfect": sum(mean_absolute_deviation(a) for a, _ in cut) / n,
        "debiasedL2Squared": sum(k / n * (g * g - a * (1 - a) / (k - 1)) for k, g, a in gaps if k > 1),
        "auroc": area(p, right), "aurc": aurc(p, right),
    }


def selector(rng):
    n = 150
    values = np.column_stack([rng.random(n), rng.integers(1, 6, n) / 5, rng.normal(3, 2, n)])
    right = rng.random(n) < special.expit(-0.5 + 2 * values[:, 0] + values[:, 1] - 0.2 * values[:, 2])
    mean, scale = values.mean(0), values.std(0)
    x = np.column_stack([(values - mean) / scale, np.ones(n)])
    w = logistic(x, targets(right), np.array([1.5, 1.5, 1.5, 0]), np.zeros(4))
    return {"values": values.tolist(), "right": right.tolist(), "ridge": 1.5, "mean": mean.tolist(),
            "scale": scale.tolist(), "weights": w[:3].tolist(), "intercept": w[3],
            "confidences": special.expit(x @ w).tolist()}


def stability(before, now):
    p = (np.array(before) + 0.5) / (sum(before) + len(before) / 2)
    q = (np.array(now) + 0.5) / (sum(now) + len(now) / 2)
    return {"before": before, "now": now, "index": np.sum(special.rel_entr(q, p) + special.rel_entr(p, q)),
            "withoutShift": (len(before) - 1) * (1 / sum(before) + 1 / sum(now))}


def bca(rng):
    out = []
    for data, draws, level in [(rng.exponential(1, 25), 400, 0.95), (rng.lognormal(0, 1.2, 40), 999, 0.90),
                               (rng.integers(0, 3, 30).astype(float), 300, 0.95)]:
        drawn = rng.choice(data, (draws, len(data))).mean(1)
        tail = (1 - level) / 2
        low, high, _ = _resampling._bca_interval((data,), np.mean, -1, tail, drawn, None, np)
        jackknife = (data.sum() - data) / (len(data) - 1)
        out.append({"replicates": drawn.tolist(), "estimate": data.mean(), "jackknife": jackknife.tolist(),
                    "level": level, "low": np.percentile(drawn, 100 * low), "high": np.percentile(drawn, 100 * high),
                    "percentileLow": np.percentile(drawn, 100 * tail),
                    "percentileHigh": np.percentile(drawn, 100 * (1 - tail))})
    return out


def refits(values, test, train, level):
    j = len(values)
    se = np.sqrt((1 / j + test / train) * np.var(values, ddof=1))
    ends = stats.t.interval(level, j - 1, np.mean(values), se)
    return {"values": values, "testRows": test, "trainRows": train, "level": level, "mean": np.mean(values),
            "standardError": se, "low": ends[0], "high": ends[1]}


def main():
    rng = np.random.default_rng(20261201)
    smooth = rng.beta(4, 1, 200)
    levels = rng.choice([0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0], 120)
    sharp = special.expit(rng.normal(3, 3, 300))
    made = {
        "answers": [
            answers("smooth", smooth, rng.random(200) < smooth ** 1.5),
            answers("tied", levels, rng.random(120) < 0.3 + 0.6 * levels),
            answers("overconfident", sharp, rng.random(300) < special.expit(0.4 * special.logit(sharp))),
        ],
        "grid": GRID,
        "selector": selector(rng),
        "poissonBinomial": [
            {"probabilities": q.tolist(), "meanAbsoluteDeviation": mean_absolute_deviation(q)}
            for q in (np.array([0.3]), np.full(100, 0.94), rng.random(61), np.array([0, 1, 0.5, 1e-9, 1 - 1e-9]))
        ],
        "stability": [stability([30, 50, 120, 7], [25, 61, 80, 0]), stability([5, 5], [500, 505])],
        "bca": bca(rng),
        "refits": [refits([0.91, 0.905, 0.92, 0.899, 0.911], 2616, 6000, 0.95), refits([1.0, 4.0], 20, 80, 0.90)],
    }
    OUT.write_text(json.dumps(made) + "\n")


main()
