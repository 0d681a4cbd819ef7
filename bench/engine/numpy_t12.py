"""Twelve correlated heads in NumPy, by chunks that fit the cache; single or double precision; and their re-pricing."""
import json
import sys
import time

import numpy as np
from numpy_t3 import ANNUAL, DEDUCTIBLE, LIMIT, MU, RATE, SIGMA, figures

CHUNK = 32768
SCORES = np.linspace(-8, 8, 513)


def pert_table(low, mode, high):
    """Quantiles of a PERT over normal scores, by adding up its density."""
    a, b = 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
    u = np.linspace(0, 1, 200001)[1:-1]
    mass = np.cumsum(u ** (a - 1) * (1 - u) ** (b - 1))
    mass /= mass[-1]
    z = np.linspace(-8, 8, 20001)
    area = np.cumsum(np.exp(-0.5 * z * z))
    area /= area[-1]
    return low + (high - low) * np.interp(np.interp(SCORES, z, area), mass, u)


PERT = [pert_table(*p) for p in ((1e5, 3e5, 2e6), (5e4, 1e6, 4e6), (0.0, 2e5, 5e6))]
N = 13
CORRELATION = np.array([[1.0 if i == j else 0.25 + 0.3 * 0.8 ** abs(i - j) for j in range(N)] for i in range(N)])
FACTOR = np.linalg.cholesky(CORRELATION)


def heads(random, count, mu, sigma, kind):
    z = np.ascontiguousarray((random.standard_normal((count, N), dtype=kind) @ FACTOR.T.astype(kind)).T)
    x = np.empty((12, count), dtype=kind)
    records = np.exp(mu - 3 + sigma * z[0])
    for h in range(4):
        x[h] = records * np.exp(-0.5 * h + 0.3 * z[1 + h])
    for h in range(3):
        x[4 + h] = np.exp(11 + 0.5 * h + 0.8 * z[5 + h])
        x[7 + h] = np.interp(z[8 + h], SCORES, PERT[h])
    for h in range(2):
        x[10 + h] = np.exp(mu - 3 + z[11 + h])
    return x


def pays(x, deductible=1e4, limit=2e7, share=0.9):
    y = np.clip(x - deductible, 0, limit)
    y *= share
    return y


def play(years, seed, kind):
    random = np.random.Generator(np.random.SFC64(seed))
    year_of, gross_of, paid_of = [], [], []
    by_head = np.zeros(12)
    for rate, mu, sigma in zip(RATE, MU, SIGMA):
        count = random.poisson(rate * years)
        year = random.integers(0, years, count)
        for start in range(0, count, CHUNK):
            here = year[start : start + CHUNK]
            x = heads(random, len(here), mu, sigma, kind)
            y = pays(x)
            by_head += y.sum(1)
            year_of.append(here)
            gross_of.append(x.sum(0))
            paid_of.append(np.clip(y.sum(0) - DEDUCTIBLE, 0, LIMIT))
    year = np.concatenate(year_of)
    gross = np.bincount(year, np.concatenate(gross_of), years)
    insured = np.minimum(np.bincount(year, np.concatenate(paid_of), years), ANNUAL)
    return figures(gross.copy()), figures(insured.copy()), figures(gross - insured)


def reprice(years, seed):
    random = np.random.default_rng(seed)
    parts, years_of = [], []
    for rate, mu, sigma in zip(RATE, MU, SIGMA):
        count = random.poisson(rate * years)
        parts.append(heads(random, count, mu, sigma, np.float64).T)
        years_of.append(random.integers(0, years, count))
    x, year = np.concatenate(parts), np.concatenate(years_of)
    order = np.argsort(year, kind="stable")
    x, year = np.ascontiguousarray(x[order]), year[order]
    gross = np.bincount(year, x.sum(1), years)

    def once(_years, _seed):
        paid = np.clip(pays(x).sum(1) - 2e6, 0, 5e7)
        insured = np.minimum(np.bincount(year, paid, years), 1e8)
        return figures(gross.copy()), figures(insured.copy()), figures(gross - insured)

    return once


if __name__ == "__main__":
    name, years, repeats = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if name == "reprice":
        run = reprice(years, 1)
    else:
        kind = {"single": np.float32, "double": np.float64}[name]
        run = lambda years, seed: play(years, seed, kind)
    times = []
    for i in range(repeats):
        start = time.perf_counter()
        found = run(years, 1 + i)
        times.append(1e3 * (time.perf_counter() - start))
    print(json.dumps({"ms": sorted(times)[len(times) // 2], "figures": dict(zip(("gross", "insured", "retained"), found))}))
