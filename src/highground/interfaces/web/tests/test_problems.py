"""One shape for everything that stops a request: the page, the part of a page, problem+json. None asks the database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from django.utils import translation

from highground.core.faults import Fault, InputError
from highground.core.text import Text
from highground.interfaces.web.errors import broken, not_found, problem_response, stale_form
from highground.kit.actor import Actor
from highground.kit.problems import Conflict, EditConflict, Forbidden, Invalid, NotFound, Problem

TWO_FAULTS = Invalid(
    InputError(
        [
            Fault(Text("There is no role %(role)s", {"role": "boss"}), line=3),
            Fault(Text("The user name %(name)s is taken", {"name": "王芳"}), line=9),
        ]
    )
)
PROBLEMS = [Problem(), NotFound(), Forbidden("accounts.edit"), Conflict(), EditConflict(None, {}, {}), TWO_FAULTS]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def asked(accept: str = "text/html", **headers: str) -> HttpRequest:
    return RequestFactory().get("/accounts/7/", headers={"Accept": accept, **headers})


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_the_page_says_what_happened_and_what_to_do_before_sign_in_too(problem: Problem) -> None:
    response = problem_response(asked(), problem)
    page = response.content.decode()
    assert response.status_code == problem.status
    assert page.count("<h1>") == 1
    assert str(problem.title) in page
    assert str(problem.next_step) in page
    assert problem.code in page


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_a_program_gets_the_same_as_problem_json(problem: Problem) -> None:
    response = problem_response(asked("application/json"), problem)
    told: dict[str, Any] = json.loads(response.content)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (response.status_code, told["status"], told["code"]) == (problem.status, problem.status, problem.code)
    assert told["title"] == str(problem.title)
    assert told["next_step"] == str(problem.next_step)


def test_all_faults_are_told_at_once() -> None:
    page = problem_response(asked(), TWO_FAULTS).content.decode()
    assert "There is no role boss" in page
    assert "The user name 王芳 is taken" in page
    told = json.loads(problem_response(asked("application/json"), TWO_FAULTS).content)
    assert told["faults"] == [
        {"text": "There is no role boss", "line": 3},
        {"text": "The user name 王芳 is taken", "line": 9},
    ]


def test_the_detail_is_told_where_there_is_one() -> None:
    problem = Conflict(Text("The user name %(name)s is taken", {"name": "王芳"}))
    assert "The user name 王芳 is taken" in problem_response(asked(), problem).content.decode()
    told = json.loads(problem_response(asked("application/json"), problem).content)
    assert told["detail"] == "The user name 王芳 is taken"


def test_a_part_of_a_page_gets_a_notice_and_keeps_what_was_typed() -> None:
    response = problem_response(asked(**{"HX-Request": "true"}), NotFound())
    assert response.headers["HX-Retarget"] == "#toasts"
    assert response.headers["HX-Reswap"] == "beforeend"
    assert 'role="alert"' in response.content.decode()
    assert "<html" not in response.content.decode()


def test_a_failure_nobody_foresaw_is_told_without_the_database() -> None:
    request = asked()
    request.actor = Actor(1, "王芳", frozenset())  # type: ignore[attr-defined]
    response = broken(request)
    assert response.status_code == 500
    assert "王芳" in response.content.decode()


def test_a_wrong_address_and_a_stale_form_have_the_same_shape() -> None:
    assert not_found(asked(), Http404()).status_code == 404
    response = stale_form(asked("application/json"), "no token")
    assert (response.status_code, json.loads(response.content)["code"]) == (403, "stale_form")


def test_the_page_is_in_the_language_of_the_reader() -> None:
    with translation.override("zh-hans"):
        page = problem_response(asked(), NotFound()).content.decode()
    assert '<html lang="zh-CN"' in page
