"""How a new norm spreads, and whose attention is on those who hold it."""

from .draws import lasting, uniform

OLD, BOTH, NEW = 0, 1, 2


def begin(problem):
    """The committed hold the new norm from the start: as many, whoever may be committed."""
    if problem.p["norm_dynamics"] == "off":
        return
    among = candidates(problem)
    share = problem.p["norm_committed"] * len(among) / max(1, sum(among))
    for me in problem.people:
        me.committed = among[me.row] and lasting(problem, "norm", me.id) < share
        me.norm = NEW if me.committed else OLD


def candidates(problem):
    """All, one kind, or the tenth that bridges the two camps most."""
    whom = problem.p["norm_entrepreneurs"]
    if whom == "all":
        return [True] * len(problem.people)
    if whom != "bridges":
        return [me.kind == whom for me in problem.people]
    spans = [bridging(problem, me.row) for me in problem.people]
    return [span >= ninth_decile(spans) for span in spans]


def bridging(problem, i):
    """Weight of the ties to the camp to which the actor has fewer; the camps are those of the issue."""
    ties = list(zip(problem.to[i], problem.world_weight[i], strict=True))
    west = sum(w for j, w in ties if problem.people[j].home_bent < 0)
    east = sum(w for j, w in ties if problem.people[j].home_bent > 0)
    return min(west, east)


def ninth_decile(values):
    """The value that nine tenths do not exceed, between neighbours in proportion."""
    ordered, place = sorted(values), 0.9 * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def spread(problem):
    """A month of talk."""
    how = problem.p["norm_dynamics"]
    if how == "off":
        return
    {"naming_game": naming_game, "best_response": best_response, "threshold": cascade}[how](problem)
    for me in problem.people:
        weights = problem.weight[me.row]
        held = sum(w for j, w in zip(problem.to[me.row], weights, strict=True) if problem.people[j].norm == NEW)
        me.norm_around = held / sum(weights) if weights else 0.0


def partner(problem, me):
    """One of the actor's ties, each alike."""
    ties = problem.to[me.row]
    return problem.people[ties[int(uniform(problem, "norm", me.id) * len(ties))]] if ties else None


def naming_game(problem):
    """Each speaks to one of its ties, one after the other; agreement drops the other norm, surprise adds it."""
    for me in problem.people:
        hearer = partner(problem, me)
        if hearer is None:
            continue
        word = me.norm
        if word == BOTH:
            word = OLD if uniform(problem, "word", me.id) < 0.5 else NEW
        if hearer.norm in (BOTH, word):
            me.norm = NEW if me.committed else word
            hearer.norm = NEW if hearer.committed else word
        elif not hearer.committed:
            hearer.norm = BOTH


def best_response(problem):
    """Each sees one of its ties, remembers, and plays what it remembers most of; a tie by coin."""
    memory = int(problem.p["norm_memory"])
    before = [me.norm for me in problem.people]
    for me in problem.people:
        seen = partner(problem, me)
        if seen is not None:
            me.memory = [before[seen.row] == NEW, *getattr(me, "memory", [])][:memory]
        if not me.committed:
            heard = sum(getattr(me, "memory", []))
            coin = NEW if uniform(problem, "word", me.id) < 0.5 else OLD
            me.norm = OLD if 2 * heard < memory else NEW if 2 * heard > memory else coin


def cascade(problem):
    """Who has enough of its ties in the new norm takes it up for good."""
    before = [me.norm for me in problem.people]
    for me in problem.people:
        ties = problem.to[me.row]
        active = sum(before[j] == NEW for j in ties)
        if active > 0 and active >= (problem.p["norm_threshold"] - 1e-9) * len(ties):
            me.norm = NEW
