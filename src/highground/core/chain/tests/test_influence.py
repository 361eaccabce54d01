"""How opinions settle, against hand calculation and finite differences."""

from math import exp, log

import numpy as np
import pytest

from highground.core.chain import Chain, Gate, Influence, Opinion, Person, Sign, Step, analyse
from highground.core.chain.influence import Network
from highground.core.faults import InputError


def chain_of(*people: Person, edges: tuple[Influence, ...], signer: str = "b") -> Chain:
    return Chain(people, (Step("decide", (Gate("board", Sign(person=signer)),)),), influence=edges)


def test_one_voice_pulls_by_its_weight_and_the_listeners_openness() -> None:
    people = (Person("a", opinion=Opinion(p=0.9)), Person("b", opinion=Opinion(p=0.5), openness=0.5))
    chain = chain_of(*people, edges=(Influence("a", "b", 0.8),))
    expected = 1 / (1 + exp(-(0.5 * 0 + 0.5 * 0.8 * log(9))))
    assert analyse(chain).chance.p == pytest.approx(expected, rel=1e-12)


def test_two_who_listen_to_each_other_settle_at_the_fixed_point() -> None:
    people = (Person("a", openness=0.6), Person("b", openness=0.5))
    network = Network(chain_of(*people, edges=(Influence("a", "b", 0.7), Influence("b", "a", 0.9))))
    own = np.array([log(4), log(1 / 9)])
    x = own.copy()
    for _ in range(500):
        x = np.array([0.4 * own[0] + 0.6 * 0.9 * x[1], 0.5 * own[1] + 0.5 * 0.7 * x[0]])
    settled = network.settled(np.array([[0.8], [0.1]]))[:, 0]
    assert settled == pytest.approx(1 / (1 + np.exp(-x)), rel=1e-12)


def test_power_in_fact_is_the_slope_through_the_network() -> None:
    edges = (Influence("a", "b", 0.7), Influence("c", "a", 0.5))
    people = (
        Person("a", opinion=Opinion(p=0.7), openness=0.4),
        Person("b", opinion=Opinion(p=0.4), openness=0.5),
        Person("c", opinion=Opinion(p=0.6)),
    )

    def chance(shift: dict[str, float]) -> float:
        moved = [
            Person(one.id, opinion=Opinion(p=_moved(one.opinion.p, shift.get(one.id, 0.0))), openness=one.openness)
            for one in people
        ]
        return analyse(chain_of(*moved, edges=edges)).chance.p

    slopes = np.array([(chance({one.id: 1e-5}) - chance({one.id: -1e-5})) / 2e-5 for one in people])
    found = [person.actual for person in analyse(chain_of(*people, edges=edges)).people]
    assert found == pytest.approx(slopes / slopes.sum(), rel=1e-6)


def test_who_listens_to_nobody_keeps_the_chance_to_the_last_digit() -> None:
    people = (Person("a", opinion=Opinion(p=0.123456789)), Person("b", openness=0.5))
    network = Network(chain_of(*people, edges=(Influence("a", "b", 0.8),)))
    assert network.settled(np.array([[0.123456789], [0.5]]))[0, 0] == 0.123456789


def test_influence_that_never_settles_is_refused_by_name() -> None:
    people = (Person("a", name="王芳", openness=1.0), Person("b"))
    with pytest.raises(InputError, match="王芳"):
        Network(chain_of(*people, edges=(Influence("b", "a", 1.0),)))


def _moved(p: float | None, shift: float) -> float:
    assert p is not None
    return 1 / (1 + exp(-(log(p / (1 - p)) + shift)))
