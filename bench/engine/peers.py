"""One run of the three-scenario task on a peer, through its own interface: peers.py NAME YEARS REPEATS.

What each computes of the task stands beside it; none is asked for more than it offers.
"""
import json
import sys
import time
import types
import warnings

import numpy as np

warnings.filterwarnings("ignore")
RATE, MU, SIGMA = (0.5, 0.2, 0.05), (15.0, 16.0, 17.5), (1.2, 1.5, 2.0)
DEDUCTIBLE, LIMIT, ANNUAL = 1e6, 1e8, 3e8


def figures(x):
    x = np.array(x, dtype=float)
    k = max(1, len(x) // 100)
    mean = float(x.mean())
    x.partition(len(x) - k)
    return [mean, float(x[len(x) - k]), float(x[len(x) - k :].mean())]


def pal(years):
    """Proteus: gross, layers and the annual limit, all of the task."""
    from pal import config, distributions
    from pal.frequency_severity import FrequencySeverityModel

    config.n_sims = years
    gross, paid = 0, 0
    for rate, mu, sigma in zip(RATE, MU, SIGMA):
        losses = FrequencySeverityModel(
            distributions.Poisson(mean=rate), distributions.LogNormal(mu=mu, sigma=sigma)
        ).generate()
        gross = gross + losses.aggregate()
        paid = paid + np.minimum(np.maximum(losses - DEDUCTIBLE, 0), LIMIT).aggregate()
    insured = np.minimum(paid, ANNUAL)
    values = lambda scalar: np.asarray(scalar.values)
    return {
        "gross": figures(values(gross)),
        "insured": figures(values(insured)),
        "retained": figures(values(gross - insured)),
    }


def pyfair(years):
    """pyfair: a FAIR tree of frequency × magnitude a trial; normal and PERT only, no counts of events, no insurance."""
    from pyfair import FairMetaModel, FairModel

    models = []
    for i, (rate, mu, sigma) in enumerate(zip(RATE, MU, SIGMA)):
        mean = float(np.exp(mu + sigma * sigma / 2))
        model = FairModel(name=f"m{i}", n_simulations=years)
        model.input_data("Loss Event Frequency", mean=rate, stdev=float(np.sqrt(rate)))
        model.input_data("Loss Magnitude", mean=mean, stdev=mean)
        models.append(model)
    total = FairMetaModel(name="all", models=models)
    total.calculate_all()
    return {"gross": figures(total.export_results()["Risk"].to_numpy())}


def riskquant(years):
    """riskquant: gross only. Its plots are not loaded."""
    for name in ("matplotlib", "matplotlib.pyplot", "matplotlib.ticker"):
        sys.modules.setdefault(name, types.ModuleType(name))
    sys.modules["matplotlib"].pyplot = sys.modules["matplotlib.pyplot"]
    sys.modules["matplotlib"].ticker = sys.modules["matplotlib.ticker"]
    from riskquant.simpleloss import SimpleLoss

    total = np.zeros(years)
    for rate, mu, sigma in zip(RATE, MU, SIGMA):
        reach = 1.6448536269514722 * sigma
        total += SimpleLoss("a", "a", rate, float(np.exp(mu - reach)), float(np.exp(mu + reach))).simulate_years(years)
    return {"gross": figures(total)}


def crml(years):
    """CRML: gross only, one scenario document each, added up."""
    from crml_engine.simulation.engine import run_monte_carlo

    total = np.zeros(years)
    for i, (rate, mu, sigma) in enumerate(zip(RATE, MU, SIGMA)):
        document = {
            "crml_scenario": "1.0",
            "meta": {"name": f"s{i}"},
            "scenario": {
                "frequency": {"basis": "per_organization_per_year", "model": "poisson", "parameters": {"lambda": rate}},
                "severity": {"model": "lognormal", "parameters": {"mu": mu, "sigma": sigma}},
            },
        }
        result = run_monte_carlo(document, n_runs=years, seed=i + 1, raw_data_limit=years)
        if not result.success:
            raise RuntimeError(result.errors)
        total += np.asarray(result.distribution.raw_data)
    return {"gross": figures(total)}


def gemact(years):
    """GEMAct by simulation: one severity a model, so three models for gross and three for the layer."""
    from gemact import Frequency, LossModel, PolicyStructure, Layer, Severity

    means = [0.0, 0.0]
    for i, (rate, mu, sigma) in enumerate(zip(RATE, MU, SIGMA)):
        for which, layer in enumerate((Layer(), Layer(deductible=DEDUCTIBLE, cover=LIMIT))):
            model = LossModel(
                frequency=Frequency(dist="poisson", par={"mu": rate}),
                severity=Severity(dist="lognormal", par={"scale": float(np.exp(mu)), "shape": sigma}),
                policystructure=PolicyStructure(layers=layer),
                aggr_loss_dist_method="mc",
                n_sim=years,
                random_state=i + 1,
            )
            means[which] += float(np.squeeze(model.mean(use_dist=True)))
    return {"gross": means[:1], "insured": means[1:]}


def aggregate(years):
    """aggregate by Fourier transform on 2^16 points, gross and insured: no simulation, so years do not matter."""
    from aggregate import build

    means = []
    for layer in ("", f"occurrence ceded to {LIMIT:g} xs {DEDUCTIBLE:g} "):
        parts = " ".join(
            f"agg S{i}.{len(layer)} {rate} claims sev exp({mu}) * lognorm {sigma} {layer}poisson "
            for i, (rate, mu, sigma) in enumerate(zip(RATE, MU, SIGMA))
        )
        means.append(float(build(f"port T{len(layer)} {parts}", log2=16, bs=500000, update=True).est_m))
    return {"gross": means[:1], "insured": means[1:]}


if __name__ == "__main__":
    name, years, repeats = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    run = {"pal": pal, "pyfair": pyfair, "riskquant": riskquant, "crml": crml, "gemact": gemact, "aggregate": aggregate}[name]
    run(min(years, 1000))
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        found = run(years)
        times.append(1e3 * (time.perf_counter() - start))
    print(json.dumps({"ms": sorted(times)[len(times) // 2], "figures": found}))
