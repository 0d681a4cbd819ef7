"""The three-scenario task and its re-pricing in NumPy: as one would write it, and tuned for the processor."""
import json
import sys
import time

import numpy as np

RATE, MU, SIGMA = (0.5, 0.2, 0.05), (15.0, 16.0, 17.5), (1.2, 1.5, 2.0)
DEDUCTIBLE, LIMIT, ANNUAL = 1e6, 1e8, 3e8


def figures(x):
    """Mean, VaR 99 and TVaR 99; reorders x."""
    n = len(x)
    k = n // 100
    mean = float(x.mean())
    x.partition(n - k)
    return [mean, float(x[n - k]), float(x[n - k :].mean())]


def plain(years, seed):
    """A count for every year, events repeated by it, sums by bincount."""
    random = np.random.default_rng(seed)
    gross, paid = np.zeros(years), np.zeros(years)
    for rate, mu, sigma in zip(RATE, MU, SIGMA):
        counts = random.poisson(rate, years)
        year = np.repeat(np.arange(years), counts)
        x = random.lognormal(mu, sigma, len(year))
        gross += np.bincount(year, x, years)
        paid += np.bincount(year, np.clip(x - DEDUCTIBLE, 0, LIMIT), years)
    insured = np.minimum(paid, ANNUAL)
    return figures(gross.copy()), figures(insured.copy()), figures(gross - insured)


def tuned(years, seed):
    """One count a scenario, uniform years, the quickest generator, everything in place."""
    random = np.random.Generator(np.random.SFC64(seed))
    counts = [random.poisson(rate * years) for rate in RATE]
    x = random.standard_normal(sum(counts))
    start = 0
    for count, mu, sigma in zip(counts, MU, SIGMA):
        part = x[start : start + count]
        part *= sigma
        part += mu
        start += count
    np.exp(x, out=x)
    year = random.integers(0, years, len(x), dtype=np.int32).astype(np.intp)
    gross = np.bincount(year, x, years)
    x -= DEDUCTIBLE
    np.clip(x, 0.0, LIMIT, out=x)
    insured = np.bincount(year, x, years)
    np.minimum(insured, ANNUAL, out=insured)
    retained = gross - insured
    return figures(gross), figures(insured), figures(retained)


def reprice(years, seed):
    """Other terms over a million years of kept events; returns the function that is timed."""
    random = np.random.default_rng(seed)
    counts = [random.poisson(rate * years) for rate in RATE]
    x = np.concatenate([random.lognormal(m, s, c) for c, m, s in zip(counts, MU, SIGMA)])
    year = random.integers(0, years, len(x))
    order = np.argsort(year, kind="stable")
    x, year = x[order], year[order]
    gross = np.bincount(year, x, years)

    def once(_years, _seed):
        insured = np.minimum(np.bincount(year, np.clip(x - 2e6, 0, 5e7), years), 1e8)
        return figures(gross.copy()), figures(insured.copy()), figures(gross - insured)

    return once


if __name__ == "__main__":
    name, years, repeats = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    run = reprice(years, 1) if name == "reprice" else {"plain": plain, "tuned": tuned}[name]
    run(years, 0)
    times = []
    for i in range(repeats):
        start = time.perf_counter()
        found = run(years, 1 + i)
        times.append(1e3 * (time.perf_counter() - start))
    print(json.dumps({"ms": sorted(times)[len(times) // 2], "figures": dict(zip(("gross", "insured", "retained"), found))}))
