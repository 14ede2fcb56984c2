"""What every actor has (its row) and does unless its own kind says otherwise (three rules).

A rule is a small pure function over rows: `me` is the actor that decides, `other` one it is tied to, `p` the
parameters. The compiled sweep over all actors and the single Mesa agent call the same function.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import mesa
import numpy as np
import pandas as pd

from agents.compiled import compiled

Row = Any  # one record of ACTOR, read by field name: me.payoff

#: One row an actor, one column a trait; payoffs, costs and sanctions are shares of the own endowment, a month (D0).
#: Each block is 64 bytes, what a processor fetches at once: what is read together stands together.
ACTOR = np.dtype(
    [
        # what others see when they reconsider, and expectations read
        ("id", np.uint64),  # a stable name for luck: adding an actor leaves the others' luck alone
        ("kind", np.uint8),
        ("rich", np.uint8),  # endowment of at least 1
        ("strategy", np.uint8),  # 0 withhold, 1 contribute, 2 contribute and sponsor enforcement
        ("plan", np.uint8),  # the strategy from next month on
        ("home", np.int32),  # state, or -1 for a transnational actor
        ("endowment", np.float64),  # that of the median state is 1
        ("payoff", np.float64),
        ("society", np.float64),  # mean payoff of the home's non-state actors (own, where it has none)
        ("recent", np.float64),  # share of the last 12 months in which it contributed
        ("means", np.float64),  # share of what the world can contribute to this problem; all actors' sum to 1 (D1a)
        ("reported", np.float64),  # what it takes to fit, in drafting and in judging a text; local bodies see what does
        # what payoffs are made of
        ("bias", np.float64),  # of perceived risk, standard normal
        ("perceived_risk", np.float64),
        ("risk", np.float64),  # true loss when a group fails
        ("pivotal", np.float64),  # share of own groups that this actor alone makes or breaks
        ("sanction", np.float64),  # expected fine for withholding
        ("burden", np.float64),  # what contributing under that policy costs beyond the contribution
        ("failure", np.float64),  # share of the own stake that failed this month
        ("optimum", np.float64),  # theta: the policy that fits here
        # the rest of a month
        ("outlay", np.float64),  # other costs of this month: exchange paid for, sanctions on outsiders
        ("paid", np.float64),  # fines, dues, levies, sponsoring and outlay of this month
        ("received", np.float64),  # fines handed back, club goods and rewards of this month
        ("exchange", np.float64),  # gain from dealings with those it is tied to
        ("misfit", np.float64),  # (v - theta)^2, where v is the mean policy of those agreements
        ("norm_around", np.float64),  # share of its ties, by weight, that hold the new norm
        ("bonds", np.int32),  # agreements in force that bind it
        ("heard", np.uint32),  # the last meetings as bits, 1 where the new norm was met
        ("norm", np.uint8),  # 0 the old one, 1 both, 2 the new one
        ("committed", np.uint8),  # to the new norm, whatever it hears
        # what an actor is, and its name
        ("persons", np.float64),  # how many people it stands for, in people
        ("exposure", np.float64),  # to the problem, relative to the mean
        ("soft_power", np.float64),
        ("home_bent", np.float64),  # z: how far what fits the home state lies from the world's mean, in units of H
        ("own_bent", np.float64),  # zeta: the same within the state, in units of h
        ("reputation", np.float64),  # good name: past conduct, as far as it was seen
        ("voice", np.float64),  # weight in its state's vote
    ],
    align=True,
)

TRAITS = frozenset(ACTOR.names or ())
#: The traits that stay as they are, unless power passes to others (`power_diffusion`): attention that reads these alone
#: is worked out once. Any other may change from month to month.
FIXED = frozenset(
    ("id", "kind", "rich", "home", "endowment", "means", "persons", "exposure", "soft_power", "home_bent", "own_bent",
     "bias", "voice")
)  # fmt: skip
KINDS: list[type["Actor"]] = []


def rule(function: Callable[..., float]) -> "staticmethod[..., float]":
    """Mark a pure function over rows as a rule: compiled once, called by the sweep and by the agent."""
    return staticmethod(compiled(function))


@compiled
def likeness(homophily: float, differs: bool) -> float:
    """How much of an actor is noticed: those of another class less (Vasconcelos et al. 2014)."""
    return 1.0 - homophily if differs else 1.0


@compiled
def notice(me: Row, other: Row, tie: float, p: Row) -> float:
    """Attention to a tie: its strength, times the other's soft power, less for those unlike oneself."""
    return tie * other.soft_power * likeness(p.homophily, me.rich != other.rich)


@compiled
def fermi(gain: float, strength: float) -> float:
    """Chance to copy for a payoff gain (Traulsen, Pacheco & Nowak 2007)."""
    return 1.0 / (1.0 + np.exp(-strength * gain))


@compiled
def advantage(me: Row, other: Row) -> float:
    """How much better the other fares, as a share of its own endowment (so nobody copies mere wealth)."""
    return other.payoff - me.payoff


class Actor(mesa.Agent):
    """A handle on one row of the world: attributes are read from and written to the row itself."""

    presence_share: ClassVar[float] = 0.0  # share of the non-state actors that are not cities
    transnational_share: ClassVar[float] = 0.0  # share of the kind that no state is home to
    means_share: ClassVar[float] = 0.05  # share of its nation's means that its kind holds; assumed, as civil society
    exposure_factor: ClassVar[float] = 1.0  # exposure against that of the home state
    follows_media: ClassVar[bool] = True
    broadcasts: ClassVar[bool] = False  # is followed through the media layer
    circle: ClassVar[str] = "organisations"  # with whom abroad it mixes: cities, organisations, people
    misreading: ClassVar[float] = 1.0  # of what fits, against that of a government
    bears_harm: ClassVar[bool] = False  # speaks first of all for those who are hurt
    unelected: ClassVar[bool] = False  # weighs in decisions without a mandate from those it speaks of
    code: ClassVar[int]
    label: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.code, cls.label = len(KINDS), cls.__module__.rpartition(".")[2]
        if cls.label in (kind.label for kind in KINDS):
            raise TypeError(f"kind={cls.label}: allowed a name that is not taken")
        KINDS.append(cls)

    def __init__(self, model: mesa.Model, row: int) -> None:
        super().__init__(model)
        object.__setattr__(self, "row", row)

    def __getattr__(self, name: str) -> Any:
        if name in TRAITS:
            return self.model.rows[name][self.row].item()
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        if name in TRAITS:
            self.model.rows[name][self.row] = value
            self.model.look_anew()
        else:
            object.__setattr__(self, name, value)

    @property
    def name(self) -> str:
        return str(self.model.world.names[self.row])

    @property
    def neighbors(self) -> list["Actor"]:
        """The actors this one attends to."""
        return [self.model.actor(j) for j in self.model.world.ties.of(self.row)]

    def step(self) -> None:
        """Decide alone what the sweep decides for all: whether to go on or to take up a tie's strategy."""
        self.model.revise(self.row)

    @staticmethod
    def presence(states: pd.DataFrame) -> np.ndarray:
        """Relative number of such actors in each state, shape (states,), from its data."""
        return np.zeros(len(states))

    attention = staticmethod(notice)

    @rule
    def appraise(me: Row, other: Row, surround: float, p: Row) -> float:
        """Chance to take up the other's strategy; `surround` is the share of the own attention on contributors."""
        return fermi(advantage(me, other), p.imitation_strength)

    @rule
    def perceive(me: Row, p: Row) -> float:
        """For decisions on agreements: risk as the actor sees it: true risk, off by a bias of its own (Weber 2006)."""
        return min(1.0, max(0.0, me.risk * (1.0 + p.perception_noise * me.bias)))
