"""The core game as one would write it in Mesa: an object an actor, a list of neighbours, two phases a step."""

from math import exp

import mesa


class Player(mesa.Agent):
    """One actor of the collective-risk game."""

    def __init__(self, model: mesa.Model, contributes: bool) -> None:
        super().__init__(model)
        self.contributes = self.plan = contributes
        self.ties: list[Player] = []
        self.groups: list[list[Player]] = []
        self.payoff = 0.0

    def earn(self) -> None:
        model = self.model
        failed = sum(sum(m.contributes for m in g) < model.threshold * len(g) for g in self.groups) / len(self.groups)
        self.payoff = 1.0 - model.risk * failed - model.cost * self.contributes

    def decide(self) -> None:
        draw = self.model.random.random
        self.plan = self.contributes
        if draw() >= self.model.revision_rate:
            return
        if draw() < self.model.mutation:
            self.plan = not self.contributes
            return
        other = self.ties[int(draw() * len(self.ties))]
        if draw() < 1 / (1 + exp(-self.model.strength * (other.payoff - self.payoff))):
            self.plan = other.contributes

    def advance(self) -> None:
        self.contributes = self.plan


class Twin(mesa.Model):
    """The same world, ties and groups as ours, played object by object."""

    def __init__(self, ties, groups, start, game) -> None:  # type: ignore[no-untyped-def]
        super().__init__(rng=1)
        self.risk, self.cost, self.threshold = game["risk"], game["cost"], game["threshold"]
        self.strength, self.revision_rate, self.mutation = game["strength"], game["revision_rate"], game["mutation"]
        players = [Player(self, bool(x)) for x in start]
        for i, player in enumerate(players):
            player.ties = [players[j] for j in ties.to[ties.start[i] : ties.start[i + 1]]]
        for g in range(len(groups.start) - 1):
            members = [players[j] for j in groups.to[groups.start[g] : groups.start[g + 1]]]
            for member in members:
                member.groups.append(members)

    def step(self) -> None:
        self.agents.do("earn")
        self.agents.do("decide")
        self.agents.do("advance")

    def share(self) -> float:
        return sum(agent.contributes for agent in self.agents) / len(self.agents)
