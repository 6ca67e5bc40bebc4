"""The encoder gives unit vectors in which paraphrases are near, and refuses a model that is not the one it was built with."""

import numpy as np
import pytest

from autograder.checks.trained import adapter, sayings
from autograder.text import encode as module
from autograder.text.encode import ModelError, lower, rarity, read
from autograder.text.layers import Vectors


def encode(texts: list[str]) -> Vectors:
    return read([(text, ()) for text in texts]).vectors()


def test_unit_vectors_of_each_text() -> None:
    vectors = encode(["Thank you for your time.", "I appreciate that you met me.", "The lorry has a flat tyre."])
    assert vectors.shape == (3, module.WIDTH)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    near, far = vectors[0] @ vectors[1], vectors[0] @ vectors[2]
    assert near > far + 0.1


def test_reference_values_of_the_published_model() -> None:
    """Cosines that the published model gives; a slip in a layer would change them."""
    a, b = encode(["That is a happy person", "That is a happy dog"])
    assert a @ b == pytest.approx(0.695, abs=0.005)


def test_a_text_alone_and_among_others_has_the_same_vector() -> None:
    alone = encode(["I would like this job."])[0]
    among = encode(["a", "I would like this job.", "Something much longer stands beside it in this call."])[1]
    assert np.allclose(alone, among, atol=1e-5)


def test_parts_follow_their_text() -> None:
    text = "I enjoyed the tour, and I want the job."
    rows = read([(text, [(0, 18), (20, len(text))]), ("Short.", [])]).vectors()
    assert rows.shape == (4, module.WIDTH)
    assert np.allclose(rows[0], encode([text])[0], atol=1e-5)
    wish = encode(["I want the job."])[0]
    assert rows[2] @ wish > rows[1] @ wish


def test_an_adapter_has_vectors_of_its_own_and_says_something_of_each_row() -> None:
    encoded = read([("Thank you for your time.", [(0, 9)]), ("No.", [])])
    rows, said = encoded.by(adapter())
    assert rows.shape == (3, module.WIDTH)
    assert said.shape == (3, len(sayings()))
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert not np.allclose(rows, encoded.vectors(), atol=0.01)
    assert said[0, sayings()["thanks"]] > 0 > said[2, sayings()["thanks"]]


def test_the_lower_states_stand_in_the_order_of_the_texts() -> None:
    long, short = lower(["I would like this job very much indeed.", "No."])
    assert (len(long), len(short)) == (11, 4)
    assert np.allclose(short, lower(["No."])[0], atol=1e-5)


def test_no_texts() -> None:
    assert encode([]).shape == (0, module.WIDTH)
    assert read([]).by(adapter())[1].shape == (0, len(sayings()))


def test_rarity_orders_words() -> None:
    assert rarity("the") < rarity("company") < rarity("companion") < rarity("iosh") == 1.0


def test_a_changed_model_is_refused(tmp_path, monkeypatch) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    monkeypatch.setenv("AUTOGRADER_MODEL", str(tmp_path))
    with pytest.raises(ModelError, match="not the file that the grader was built with"):
        module._Model(module._folder())
