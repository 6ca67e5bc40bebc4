"""The encoder gives unit vectors in which paraphrases are near, and refuses a model that is not the one it was built with."""

import numpy as np
import pytest

from autograder.text import encode as module
from autograder.text.encode import ModelError, encode, encode_parts, rarity


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
    rows = encode_parts([(text, [(0, 18), (20, len(text))]), ("Short.", [])])
    assert rows.shape == (4, module.WIDTH)
    assert np.allclose(rows[0], encode([text])[0], atol=1e-5)
    wish = encode(["I want the job."])[0]
    assert rows[2] @ wish > rows[1] @ wish


def test_no_texts() -> None:
    assert encode([]).shape == (0, module.WIDTH)


def test_rarity_orders_words() -> None:
    assert rarity("the") < rarity("company") < rarity("companion") < rarity("iosh") == 1.0


def test_a_changed_model_is_refused(tmp_path, monkeypatch) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    monkeypatch.setenv("AUTOGRADER_MODEL", str(tmp_path))
    with pytest.raises(ModelError, match="not the file that the grader was built with"):
        module._Model(module._folder())
