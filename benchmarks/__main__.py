"""`python -m benchmarks`: nanoseconds an actor-step of ours, of Mesa as it is usually written, and of C.

All play the same game on the same ties and groups from the same start; the mean share of contributors must agree. The
fastest of several interleaved rounds counts. Then the full model: every arm on earth at defaults.
"""

import ctypes
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.rivals.mesa_twin import Twin
from experiments.ask.arms import ARMS
from model import luck
from model.westphalia import Westphalia

ROUNDS = 5
GAME = {"risk": 0.5, "cost": 0.1, "threshold": 0.5, "strength": 5.0, "revision_rate": 1.0, "mutation": 0.01}
SETTINGS = {
    "risk": 0.5, "cost": 0.1, "threshold": 0.5, "imitation_strength": 5.0, "revision_rate": 1.0, "mutation": 0.01,
    "group_size": 9, "mean_ties": 8, "global_share": 0.0, "initial_cooperation": 0.6, "shock_step": 0,
}  # fmt: skip


def ours(actors: int) -> Westphalia:
    return Westphalia("random", (), 1, SETTINGS | {"actors": actors})


def c_library() -> ctypes.CDLL:
    """The floor, compiled here and now."""
    target = Path(tempfile.mkdtemp()) / "floor.so"
    source = Path(__file__).parent / "rivals" / "floor.c"
    subprocess.run(["cc", "-O3", "-march=native", "-shared", "-fPIC", "-o", target, source, "-lm"], check=True)
    library = ctypes.CDLL(str(target))
    library.play.restype = ctypes.c_double
    return library


def in_c(library: ctypes.CDLL, model: Westphalia, steps: int) -> float:
    issue, ties = model.issues[0], model.world.ties
    groups = issue.groups
    arrays = [ties.start, ties.to, groups.start, groups.to, groups.own_start, groups.own]
    x = (issue.rows["strategy"] > 0).astype(np.uint8)
    pointers = [np.ascontiguousarray(a).ctypes.data_as(ctypes.c_void_p) for a in [*arrays, x]]
    numbers = [ctypes.c_double(GAME[k]) for k in ("risk", "cost", "threshold", "strength", "revision_rate", "mutation")]
    return float(library.play(ctypes.c_uint32(len(x)), *pointers, steps, *numbers, ctypes.c_uint64(1)))


def in_ours(model: Westphalia, steps: int) -> float:
    """The same lines of the step: success, payoffs, plans, conduct."""
    issue, total = model.issues[0], 0.0
    for _ in range(steps):
        issue.month += 1
        issue.count_success()
        issue.pay()
        issue.decide()
        issue.carry_out()
        total += (issue.rows["strategy"] > 0).mean()
    return total / steps


def in_mesa(model: Westphalia, steps: int) -> float:
    start = luck.uniforms(np.uint64(7), model.rows["id"]) < SETTINGS["initial_cooperation"]
    twin, total = Twin(model.world.ties, model.issues[0].groups, start, GAME), 0.0
    for _ in range(steps):
        twin.step()
        total += twin.share()
    return total / steps


def nanoseconds(play: Callable[[], Any], work: int) -> float:
    began = time.perf_counter_ns()
    play()
    return (time.perf_counter_ns() - began) / work


def core(actors: int, steps: int) -> None:
    library = c_library()
    rivals: dict[str, Callable[[int], float]] = {
        "C floor": lambda n: in_c(library, ours(actors), n),
        "ours": lambda n: in_ours(ours(actors), n),
        "Mesa twin": lambda n: in_mesa(ours(actors), n),
    }
    short = max(2, steps // 50)
    shares = {name: play(short) for name, play in rivals.items()}  # over the same months, before luck drifts apart
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(ROUNDS):
        for name, play in rivals.items():
            length = short if name == "Mesa twin" else steps
            times[name].append(nanoseconds(lambda play=play, n=length: play(n), actors * length))
    best = {name: min(values) for name, values in times.items()}
    print(f"core game, {actors} actors, {steps} months (Mesa {short}); the build of the world is in it")
    for name, value in best.items():
        ratio = value / best["ours"]
        print(
            f"  {name:10s} {value:10.0f} ns an actor-step  {ratio:8.2f} x ours  contributors {shares[name]:.3f} of all"
        )


def arms(steps: int = 240) -> None:
    print("full model, earth, 1,000 actors, defaults (fastest of the rounds)")
    for arm, institutions in ARMS.items():
        model = Westphalia("earth", institutions, 1)
        for _ in range(steps):
            model.step()
        best = float("inf")
        for _ in range(ROUNDS):
            fresh = Westphalia("earth", institutions, 1)
            work = len(model.rows) * steps
            best = min(best, nanoseconds(lambda m=fresh: [m.step() for _ in range(steps)], work))
        print(f"  {arm:10s} {best:8.0f} ns an actor-step  {best * len(model.rows) * steps / 1e9:6.3f} s a run")


if __name__ == "__main__":
    core(*(int(x) for x in (sys.argv[1:3] or ("2000", "500"))))
    arms()
