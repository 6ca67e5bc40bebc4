"""A layer of whole numbers computes what the same layer computes in floats, and each text by itself."""

import numpy as np
import pytest
from onnxruntime import OrtValue

from autograder.text.layers import HEADS, SHAPES, WEIGHT_STEPS, WIDTH, Layer, Order, Vectors

LENGTHS = (7, 3, 12)


@pytest.fixture(scope="module")
def weights() -> dict[str, Vectors]:
    random = np.random.default_rng(1)
    found: dict[str, Vectors] = {}
    for name, shape in SHAPES.items():
        found[f"{name}.weight"] = random.normal(0, 0.05, shape).astype(np.float32)
        found[f"{name}.bias"] = random.normal(0, 0.1, shape[1]).astype(np.float32)
    for name in ("norm1", "norm2"):
        found[f"{name}.weight"] = random.normal(1, 0.1, WIDTH).astype(np.float32)
        found[f"{name}.bias"] = random.normal(0, 0.1, WIDTH).astype(np.float32)
    return found


@pytest.fixture(scope="module")
def states() -> Vectors:
    return np.random.default_rng(2).normal(size=(sum(LENGTHS), WIDTH)).astype(np.float32)


def in_floats(w: dict[str, Vectors], text: Vectors) -> Vectors:
    """The layer of Devlin et al. 2019 for the tokens of one text."""

    def normed(x: Vectors, name: str) -> Vectors:
        middle, spread = x.mean(1, keepdims=True), x.std(1, keepdims=True)
        return (x - middle) / spread * w[f"{name}.weight"] + w[f"{name}.bias"]

    def product(x: Vectors, name: str) -> Vectors:
        return x @ w[f"{name}.weight"] + w[f"{name}.bias"]

    width = WIDTH // HEADS
    q, k, v = product(text, "qkv").reshape(len(text), 3, HEADS, width).transpose(1, 2, 0, 3)
    shares = np.exp(q @ k.transpose(0, 2, 1) / width**0.5)
    shares /= shares.sum(-1, keepdims=True)
    seen = (shares @ v).transpose(1, 0, 2).reshape(len(text), WIDTH)
    x = normed(text + product(seen, "out"), "norm1")
    wide = product(x, "up")
    wide = 0.5 * wide * (1 + np.tanh((2 / np.pi) ** 0.5 * (wide + 0.044715 * wide**3)))
    return normed(x + product(wide, "down"), "norm2")


def test_a_layer_computes_what_it_does_in_floats(weights: dict[str, Vectors], states: Vectors) -> None:
    found = Layer(weights)(states, Order.of(LENGTHS))
    wanted = np.concatenate([in_floats(weights, text) for text in np.split(states, np.cumsum(LENGTHS)[:-1])])
    cosines = (found * wanted).sum(1) / np.linalg.norm(found, axis=1) / np.linalg.norm(wanted, axis=1)
    assert cosines.min() > 0.999


def test_a_text_alone_and_among_others_has_the_very_same_states(weights: dict[str, Vectors], states: Vectors) -> None:
    """What stands beside a sentence, a name or a signature, must not change how it is read."""
    layer = Layer(weights)
    among = layer(states, Order.of(LENGTHS))[7:10]
    louder = states.copy()
    louder[:7] *= 100
    assert np.abs(among - layer(louder, Order.of(LENGTHS))[7:10]).max() == 0
    assert np.abs(among - layer(states[7:10], Order.of([3]))).max() < 1e-5


def test_a_layer_keeps_copies_of_its_weights(
    weights: dict[str, Vectors], states: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it was made from is freed at once: were it read later, the verdicts would be chance."""
    given = []

    class Watched:
        @staticmethod
        def ortvalue_from_numpy(array: Vectors) -> object:
            given.append(array)
            return OrtValue.ortvalue_from_numpy(array)

    monkeypatch.setattr("autograder.text.layers.OrtValue", Watched)
    layer = Layer(weights)
    before = layer(states, Order.of(LENGTHS))
    for array in given:
        array[...] = 3
    assert np.array_equal(before, layer(states, Order.of(LENGTHS)))


def test_no_sum_of_two_products_overflows_sixteen_bits() -> None:
    """Older processors add two products of a byte and a weight in 16 bits, and cut off what is beyond."""
    assert 2 * 255 * WEIGHT_STEPS < 2**15


def test_the_order_of_texts_of_several_lengths() -> None:
    order = Order.of([2, 1])
    assert order.places.tolist() == [[0, 1], [2, 0]]
    assert order.back.tolist() == [0, 1, 2]
    assert (order.mask[:, 0, 0] == 0).tolist() == [[True, True], [True, False]]
