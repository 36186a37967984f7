"""Writes the values that the closed forms of io.assay.core.statistics are compared with.

    pip install scipy==1.17.1
    python functions/src/test/scripts/statistics_vectors.py    # overwrites the CSV file named at the end

Each row: function, up to three arguments, value. A tail near 1 is written as log1p of minus the other one, for its own
logarithm would have lost its digits. The mass is the logarithm of binom.pmf: binom.logpmf is a difference of log gammas
that keeps only eight digits at a million trials.
"""

import csv
import math
import pathlib

from scipy.optimize import brentq
from scipy.special import expit
from scipy.stats import binom, binomtest

ROWS = []


def row(function, *arguments, value):
    ROWS.append([function, *(repr(a) for a in arguments), *[""] * (3 - len(arguments)), repr(float(value))])


def log(tail, other):
    return math.log(tail) if tail < 0.5 else math.log1p(-other)


def log_lower(n, k, p):
    return log(binom.cdf(k, n, p), binom.sf(k, n, p))


def log_upper(n, k, p):
    return log(binom.sf(k - 1, n, p), binom.cdf(k - 1, n, p))


def far_out(n, p, tail):
    """The ks nearest to the mean whose lower, and whose upper, tail is not above the given one, if there are such."""
    below, above = -1, int(n * p)
    while above - below > 1:
        k = (below + above) // 2
        below, above = (k, above) if binom.cdf(k, n, p) <= tail else (below, k)
    below_upper, above_upper = int(n * p), n + 1
    while above_upper - below_upper > 1:
        k = (below_upper + above_upper) // 2
        below_upper, above_upper = (below_upper, k) if binom.sf(k - 1, n, p) <= tail else (k, above_upper)
    return {below, above_upper}


def tails():
    for n in (1, 7, 301, 13_083, 1_000_000):
        for p in (1e-6, 0.01, 0.05, 0.5, 0.999):
            mean, spread = n * p, math.sqrt(n * p * (1 - p))
            ks = {0, n // 2, n} | {round(mean + z * spread) for z in (-5, -1, 0, 1, 5)}
            for tail in (1e-12, 1e-300):
                ks |= far_out(n, p, tail)
            for k in sorted(k for k in ks if 0 <= k <= n):
                if binom.pmf(k, n, p) > 1e-307:
                    row("logMass", n, k, p, value=math.log(binom.pmf(k, n, p)))
                if 1e-307 < binom.cdf(k, n, p) and k < n and binom.sf(k, n, p) > 1e-307:
                    row("logLower", n, k, p, value=log_lower(n, k, p))
                if k > 0 and 1e-307 < binom.sf(k - 1, n, p) and binom.cdf(k - 1, n, p) > 1e-307:
                    row("logUpper", n, k, p, value=log_upper(n, k, p))


def rate_at(alpha, log_tail):
    """The rate at which a tail is alpha: beta.ppf and proportion_ci("exact") lose it below 1e-12."""
    odds = brentq(lambda x: log_tail(expit(x)) - math.log(alpha), -706, 36, xtol=1e-13, rtol=1e-14, maxiter=500)
    return expit(odds)


def exact_lower(k, n, alpha):
    return rate_at(alpha, lambda p: log(max(binom.sf(k - 1, n, p), 1e-320), binom.cdf(k - 1, n, p))) if k > 0 else 0


def exact_upper(k, n, alpha):
    return rate_at(alpha, lambda p: log(max(binom.cdf(k, n, p), 1e-320), binom.sf(k, n, p))) if k < n else 1


def bounds():
    for n in (1, 40, 647, 1_000_000):
        for k in sorted({0, 1, n // 100, n // 20, n // 2, n - 1, n}):
            for alpha in (0.05, 1e-12, 1e-300):
                row("clopperPearsonLower", k, n, alpha, value=exact_lower(k, n, alpha))
                if k == n or n - k > n * 1e-3 and alpha >= 1e-12:  # else the rate is 1 but for a few last digits
                    row("clopperPearsonUpper", k, n, alpha, value=exact_upper(k, n, alpha))
            for level in (0.9, 0.95):
                row("clopperPearsonInterval", k, n, 1 - level, value=exact_lower(k, n, (1 - level) / 2))
                row("clopperPearsonIntervalEnd", k, n, 1 - level, value=exact_upper(k, n, (1 - level) / 2))
                test = binomtest(k, n)
                wilson = test.proportion_ci(level, "wilson")
                row("wilsonInterval", k, n, 1 - level, value=wilson.low)
                row("wilsonIntervalEnd", k, n, 1 - level, value=wilson.high)
                row("wilsonLower", k, n, 1 - level,
                    value=binomtest(k, n, alternative="greater").proportion_ci(level, "wilson").low)
                row("wilsonUpper", k, n, 1 - level,
                    value=binomtest(k, n, alternative="less").proportion_ci(level, "wilson").high)


def mcnemar():
    for b, c in ((0, 1), (0, 6), (3, 9), (10, 10), (17, 4), (120, 171), (4_000, 5_200), (500_000, 503_000), (0, 990)):
        row("mcNemar", b, c, value=binomtest(min(b, c), b + c, 0.5).pvalue)


tails()
bounds()
mcnemar()
target = pathlib.Path(__file__).parents[1] / "resources/io/assay/core/statistics/vectors.csv"
with target.open("w", newline="") as file:
    csv.writer(file, lineterminator="\n").writerows(ROWS)
print(len(ROWS), "rows in", target.name)
