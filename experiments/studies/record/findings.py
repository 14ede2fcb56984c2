"""What came of it: each treaty's simulated years beside the record's, and how far both sides of the fit are off."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from experiments.judge.estimate import Estimate, bootstrap, middle
from experiments.play.row import Row
from experiments.play.tables import known
from experiments.studies.record.calibration import Fit, Played, medians, over_runs
from experiments.studies.record.protocol import (
    FITTED,
    FREE,
    PARTIES,
    PREDICTED,
    log_ratio,
    misfit,
    off_by,
    rival,
    verdict,
)
from experiments.studies.record.treaties import observed, treaties

NEAR = 1.1  # points up to this many times the least misfit are as good, by and large


class Found(NamedTuple):
    """The fit, and every treaty's runs at the best point with seeds that were not fitted."""

    fit: Fit
    played: Played


class Side(NamedTuple):
    """Misfit of the fitted or of the predicted treaties, with its interval over the seeds, and the rival's."""

    misfit: Estimate
    rival: float

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        value, low, high, *_ = self.misfit
        return {"misfit": value, "low": low, "high": high, "rival": self.rival, "off_by": off_by(value)}


def side(played: Played, names: Iterable[str]) -> Side:
    """How far these treaties are off; the interval is a bootstrap over seeds, the same for all treaties."""
    record = {name: observed()[name] for name in names}
    seen = np.array([[years[n] for n in PARTIES] for years in record.values()])
    known_years = [[[run.outcomes[f"years_to_{n}"] for run in played[t]] for n in PARTIES] for t in record]
    years = np.nan_to_num(known_years, nan=np.inf, posinf=np.inf)  # beyond the horizon

    def lack(who: np.ndarray) -> np.ndarray:
        """The misfit of each sample of seeds, one after the other, so that it is summed as `misfit` sums."""
        medians = (middle(years[:, :, seeds]) for seeds in who)
        return np.array([np.square(log_ratio(seen, simulated)).mean() for simulated in medians])

    one = rivals_years()
    return Side(bootstrap(lack, years.shape[-1]), misfit(record, dict.fromkeys(record, one)))


def near(fit: Fit) -> dict[str, tuple[float, float]]:
    """The range of each free figure among the points that fit nearly as well as the best."""
    good = [point for point, lack in fit.tried if lack <= NEAR * fit.best[1]]
    return {f.name: (min(p[f.name] for p in good), max(p[f.name] for p in good)) for f in FREE}


def as_json(found: Found) -> dict[str, Any]:
    """Plain values; a time beyond the horizon, and what is not defined, is null."""
    point, lack = found.fit.best
    sides = {"fitted": side(found.played, FITTED), "predicted": side(found.played, PREDICTED)}
    held = sides["predicted"]
    return {
        "free": {
            name: {"best": point[name], "near": list(ends), "range": [f.low, f.high]}
            for f, (name, ends) in zip(FREE, near(found.fit).items(), strict=True)
        },
        "points": len(found.fit.tried),
        "misfit_when_fitted": lack,
        **{name: one.as_json() for name, one in sides.items()},
        "verdict": verdict(held.misfit, held.rival),
        "treaties": treaties_as_json(found.played),
    }


def treaties_as_json(played: Played) -> dict[str, Any]:
    """Each treaty: its role, the record, the median of the runs and what four fifths of them lie between."""
    ends = {name: over_runs(played, quantile(q)) for name, q in (("low", 0.1), ("median", 0.5), ("high", 0.9))}
    return {
        name: {
            "title": treaties()[name].title,
            "adopted": treaties()[name].adopted,
            "role": "fitted" if name in FITTED else "predicted",
            "off_by": off_by(misfit({name: observed()[name]}, medians({name: runs}))),
            "observed": {str(n): finite(observed()[name][n]) for n in PARTIES},
            "simulated": {str(n): {end: finite(years[name][n]) for end, years in ends.items()} for n in PARTIES},
            "most_parties": float(np.median([parties_of(run).max(initial=0) for run in runs])),
            "parties_at_the_end": float(np.median([last(parties_of(run)) for run in runs])),
            "unwilling": known(mean_known([run.outcomes["unwilling"] for run in runs])),
        }
        for name, runs in played.items()
    }


def quantile(q: float) -> Any:
    """A quantile of years of which some are infinite."""
    return lambda years: float(np.quantile(years, q, method="inverted_cdf"))


def mean_known(values: Iterable[float]) -> float:
    kept = [value for value in values if not np.isnan(value)]
    return float(np.mean(kept)) if kept else float("nan")


def parties_of(run: Row) -> np.ndarray:
    """Parties at the end of each month since adoption; none where the text was never adopted."""
    return run.series.get("parties", np.zeros(0))


def last(parties: np.ndarray) -> float:
    return float(parties[-1]) if len(parties) else 0.0


def finite(years: float) -> float | None:
    """The years, or null beyond the horizon."""
    return float(years) if np.isfinite(years) else None


def rivals_years() -> Mapping[int, float]:
    """What the rival says of every treaty."""
    return rival({name: observed()[name] for name in FITTED})


def in_words(answer: dict[str, Any]) -> str:
    """The outcome in one sentence."""
    fitted, held = answer["fitted"], answer["predicted"]
    low, high, of_rival = (off_by(held[end]) for end in ("low", "high", "rival"))
    return (
        f"Years are off by a factor of {fitted['off_by']:.1f} where fitted, of {held['off_by']:.1f} (95 % interval "
        f"{low:.1f} to {high:.1f}) where predicted; the rival's by {of_rival:.1f}: "
        f"the engine predicts {answer['verdict']}."
    )
