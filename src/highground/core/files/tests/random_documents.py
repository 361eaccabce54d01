"""Random chain files for hypothesis: every rule kind, nested, people who recur, vetoes, limits, influence, absence."""

from typing import Any

from hypothesis import strategies as st

STANCES = ["coach", "strong", "support", "neutral", "against", "unknown"]
TOPICS = ["price", "quality"]
PROBABILITIES = st.integers(1, 99).map(lambda percent: percent / 100)


@st.composite
def chain_documents(draw: st.DrawFn, most_people: int = 14, absences: bool = True) -> dict[str, Any]:
    ids = [f"p{i}" for i in range(draw(st.integers(1, most_people)))]
    budget = {"absences": 2 if absences else 0}
    people = [draw(person(who, ids, budget)) for who in ids]
    document: dict[str, Any] = {"highground": 1, "people": people, "chain": draw(steps(ids, budget))}
    if draw(st.booleans()):
        document["amount"] = draw(st.sampled_from([0, 100, 5000.5, 10**8]))
    if edges := draw(influence(people)):
        document["influence"] = edges
    return document


@st.composite
def person(draw: st.DrawFn, who: str, ids: list[str], budget: dict[str, int]) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": who}
    kind = draw(st.integers(0, 3))
    if kind >= 1:
        entry["stance"] = draw(st.sampled_from(STANCES))
    if kind >= 2:
        entry["p"] = draw(PROBABILITIES)
    if draw(st.integers(0, 2)) == 0:
        entry["openness"] = draw(st.sampled_from([0.1, 0.3, 0.8]))
    if draw(st.integers(0, 4)) == 0:
        entry["about"] = {"price": draw(st.sampled_from(STANCES))}
    if draw(st.integers(0, 6)) == 0 and budget["absences"]:
        budget["absences"] -= 1
        entry["absent"] = draw(st.sampled_from([True, 0.25]))
    return entry


@st.composite
def influence(draw: st.DrawFn, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    edges = []
    for target in people:
        sources = draw(st.lists(st.sampled_from(people), max_size=2, unique_by=lambda p: p["id"]))
        for source in sources:
            if source["id"] != target["id"]:
                weight = draw(st.sampled_from([-0.3, 0.2, 0.55]))
                edges.append({"from": source["id"], "to": target["id"], "weight": weight})
    return edges


@st.composite
def steps(draw: st.DrawFn, ids: list[str], budget: dict[str, int]) -> list[dict[str, Any]]:
    result = []
    for s in range(draw(st.integers(1, 3))):
        gates: list[dict[str, Any]] = []
        for g in range(draw(st.integers(1, 3))):
            gate = {"name": f"s{s}g{g}", "rule": draw(rules(ids, 3)), **draw(modifiers(ids))}
            if gates and draw(st.integers(0, 3)) == 0:
                gate["after"] = draw(st.sampled_from([entry["name"] for entry in gates]))
            gates.append(gate)
        result.append({"step": f"step {s}", "gates": gates})
    return result


@st.composite
def modifiers(draw: st.DrawFn, ids: list[str]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    kind = draw(st.integers(0, 9))
    if kind == 0:
        entry["veto"] = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True))
    if kind == 1:
        entry["when"] = {"amount_over": draw(st.sampled_from([100, 5000, 10**9]))}
    if kind == 2:
        entry["silence"] = draw(st.sampled_from(["yes", "no"]))
    if kind == 3 and draw(st.booleans()):
        entry["advice"] = True
    return entry


def _signature(ids: list[str]) -> st.SearchStrategy[Any]:
    plain = st.sampled_from(ids)
    return st.one_of(
        plain,
        plain,
        st.fixed_dictionaries({"sign": plain, "about": st.sampled_from(TOPICS)}),
        st.fixed_dictionaries({"sign": plain, "deputy": plain}),
    )


def rules(ids: list[str], depth: int) -> st.SearchStrategy[Any]:
    if depth == 0:
        return _signature(ids)
    members = st.lists(rules(ids, depth - 1), min_size=1, max_size=4).filter(_somebody_decides)
    return st.one_of(
        _signature(ids),
        st.builds(lambda of, extra: {"all": of, **extra}, members, modifiers(ids)),
        st.builds(lambda of, extra: {"any": of, **extra}, members, modifiers(ids)),
        members.flatmap(_at_least),
        _weighted(ids),
    )


def _somebody_decides(members: list[Any]) -> bool:
    return any(not (isinstance(member, dict) and member.get("advice")) for member in members)


def _at_least(members: list[Any]) -> st.SearchStrategy[Any]:
    voting = [member for member in members if not (isinstance(member, dict) and member.get("advice"))]
    return st.integers(1, len(voting)).map(lambda need: {"at_least": need, "of": members})


def _weighted(ids: list[str]) -> st.SearchStrategy[Any]:
    weights = st.dictionaries(st.sampled_from(ids), st.sampled_from([0, 1, 2, 5, 7.5]), min_size=1, max_size=5)
    positive = weights.filter(lambda found: sum(found.values()) > 0)
    return positive.flatmap(
        lambda found: st.sampled_from([0.25, 0.5, 0.51, 1.0]).map(
            lambda share: {"weighted": found, "quota": share * sum(found.values())}
        )
    )
