"""Protects: the networks judge by what stands in the draft, whatever the order of the answers, and take what they are told."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks import Reading, in_context, taken_up
from autograder.checks.network import OfReviews, OfSentences
from autograder.checks.trained import context, context_names, linear, reviews
from autograder.model.scenario import Scenario

WIDTH, INPUTS, OUTPUTS, THINGS = 5, 7, 4, 3


def numbers(layers: tuple[str, ...], shapes: list[tuple[int, int]]) -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)
    found = {"mean": np.zeros(INPUTS, np.float32), "spread": np.ones(INPUTS, np.float32)}
    for name, (a, b) in zip(layers, shapes, strict=True):
        found[f"{name}.weight"] = random.normal(size=(a, b)).astype(np.float32)
        found[f"{name}.bias"] = random.normal(size=b).astype(np.float32)
    return found


@pytest.fixture
def small() -> OfReviews:
    inputs = (INPUTS, 3 * WIDTH, 4 * WIDTH + 2, 2 * WIDTH + 1, WIDTH, WIDTH)
    return OfReviews(numbers(OfReviews.LAYERS, [*zip(inputs, (WIDTH, WIDTH, WIDTH, WIDTH, 1, OUTPUTS), strict=True)]))


@pytest.fixture
def of_sentences() -> OfSentences:
    inputs = (INPUTS, 3 * WIDTH, WIDTH, 2 * THINGS + 2 * WIDTH)
    found = numbers(OfSentences.LAYERS, [*zip(inputs, (WIDTH, WIDTH, THINGS, OUTPUTS), strict=True)])
    return OfSentences({**found, "trust": np.ones(THINGS, np.float32)})


def review(sentences: int, answers: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(1)
    same = np.array([0, *(n % 2 for n in range(1, sentences))], np.float32)
    return random.normal(size=(sentences, answers, INPUTS)).astype(np.float32), same


def test_the_order_of_the_answers_does_not_matter(small: OfReviews) -> None:
    x, same = review(6, 4)
    order = [2, 0, 3, 1]
    by_sentence, by_answer = small(x, same)
    turned = small(x[:, order], same)
    assert np.allclose(turned[0], by_sentence[:, order], atol=1e-4)
    assert np.allclose(turned[1], by_answer[:, order], atol=1e-4)


def test_the_order_of_the_sentences_does(small: OfReviews) -> None:
    x, same = review(6, 4)
    assert not np.allclose(small(x[::-1], same)[1], small(x, same)[1], atol=1e-3)


def test_whether_a_neighbour_stands_in_the_same_line_matters(small: OfReviews) -> None:
    x, _ = review(2, 1)
    apart, beside = (np.array([0, flag], np.float32) for flag in (0, 1))
    assert not np.allclose(small(x, apart)[0], small(x, beside)[0])


@pytest.mark.parametrize(("sentences", "answers"), [(1, 1), (1, 5), (40, 1), (3, 12)])
def test_shapes(small: OfReviews, sentences: int, answers: int) -> None:
    by_sentence, by_answer = small(*review(sentences, answers))
    assert by_sentence.shape == (sentences, answers)
    assert by_answer.shape == (OUTPUTS, answers)
    assert np.isfinite(by_sentence).all()
    assert np.isfinite(by_answer).all()


def test_an_input_far_out_is_no_further_than_one_at_the_edge(small: OfReviews) -> None:
    x, same = review(2, 2)
    x[0, 0, 0] = 5
    far = x.copy()
    far[0, 0, 0] = 5000
    assert np.array_equal(small(x, same)[0], small(far, same)[0])


@pytest.mark.parametrize("sentences", [1, 2, 40])
def test_a_draft_is_judged_by_its_sentences_in_their_order(of_sentences: OfSentences, sentences: int) -> None:
    random = np.random.default_rng(2)
    x = random.normal(size=(sentences, INPUTS)).astype(np.float32)
    said = random.normal(size=(sentences, THINGS)).astype(np.float32)
    met = of_sentences(x, said)
    assert met.shape == (OUTPUTS,)
    assert np.isfinite(met).all()
    assert sentences < 3 or not np.allclose(of_sentences(x[::-1], said[::-1]), met)


def test_the_trained_networks_take_the_features(scenario: Scenario) -> None:
    reading = Reading("The cold store story went well.\nThe budget: I was vague.", scenario, "", letter=False)
    x = taken_up.features(reading)
    assert x.shape == (2, len(scenario.answers), reviews().inputs)
    assert in_context.features(reading, context().directions).shape == (2, context().inputs)


def test_a_model_is_told_what_the_network_knows_of_it(scenario: Scenario) -> None:
    reading = Reading("Dear Tom,\n\nThank you for the call.\n\nPriya", scenario, "")
    met = in_context.in_context(reading)
    assert list(met) == context_names()[1]
    assert all(linear(model).weights.shape[1] > 1 for model in met)
    assert met["expresses.thanks"] > met["expresses.withdraws"]


def test_a_draft_without_sentences_says_nothing_either_way(scenario: Scenario) -> None:
    assert set(in_context.in_context(Reading("", scenario, "")).values()) == {0.0}
