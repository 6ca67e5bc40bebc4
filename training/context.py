"""Trains the network that reads letters and plans (`autograder.checks.network.OfSentences`). Needs PyTorch.

It learns from the labelled drafts: which of their sentences were quoted for a criterion, and which criteria each draft meets. A draft
is seen by an adapter that has not seen its interview, as in use.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from autograder.checks import in_context, model_of, trained
from autograder.checks.network import OfSentences
from autograder.checks.own import own_sentences
from autograder.checks.reading import Reading
from autograder.checks.trained import sayings
from autograder.evaluate import Row
from autograder.model.load import rubrics
from autograder.text.layers import WIDTH as VECTOR

from . import fitting, folds, measures
from .examples import MEETS, MISSES, ROOT, corpora, labelled_sentences, scenario

EPOCHS, TOGETHER, DECAY, DROPOUT, WIDTH, DIRECTIONS = 16, 32, 0.05, 0.3, 64, 48
OF_SENTENCES = 4.0  # what the sentences count for in the loss, beside the draft as a whole
_NOTHING = -12.0  # what a sentence that is not there says


class Draft(NamedTuple):
    """A labelled draft of n own sentences.

    `x` (n, inputs) is what the network is told but for the vectors (n, 384); `said` (n, things) is what each sentence says alone,
    `says` what it says by the quotations, and `known` (things,) of which things that is known; `meets` (models,) are the labels
    of the draft, where it has them (`graded`).
    """

    name: str
    x: np.ndarray
    vectors: np.ndarray
    said: np.ndarray
    says: np.ndarray
    known: np.ndarray
    meets: np.ndarray
    graded: np.ndarray


@lru_cache
def criteria() -> dict[str, str]:
    """The criteria of letters and plans that the network judges, each with the model that decides it."""
    found = {}
    for kind, rubric in rubrics(ROOT / "course").items():
        for criterion in rubric.criteria if kind != "performance_review" else ():
            if (model := model_of(criterion.check)) and (criterion.id in MEETS or criterion.id in MISSES):
                found[criterion.id] = model
    return dict(sorted(found.items()))


def things() -> list[tuple[str, str, float]]:
    """What the network reads again in the sentences: the criterion, what they say, and which way it counts."""
    return [
        (criterion, table[criterion], sign)
        for table, sign in ((MEETS, 1.0), (MISSES, -1.0))
        for criterion in criteria()
        if criterion in table
    ]


def names() -> dict[str, list[str]]:
    """What the grader must know to use the network: the sayings that it reads again, and the models that it judges by, in order."""
    return {"sayings": [saying for _, saying, _ in things()], "models": list(dict.fromkeys(criteria().values()))}


@lru_cache
def drafts() -> list[Draft]:
    """All labelled letters and plans, each seen by an adapter that was trained without its interview."""
    known = rubrics(ROOT / "course")
    found = []
    for fold, left_out in enumerate(folds.folds()):
        measures.use_adapter(fold)
        for name in left_out:
            for row in corpora()[name]:
                if row.kind == "performance_review" or not row.labels["complete"]:
                    continue
                reading = Reading(row.text, scenario(name), known[row.kind].task, known[row.kind].letter)
                if own_sentences(reading):
                    found.append(_labelled(row, reading))
    return found


def _labelled(row: Row, reading: Reading) -> Draft:
    own = list(own_sentences(reading))
    quoted = {n: says for n, says, _ in labelled_sentences(row, reading)}
    says = np.array([[saying in quoted[n] for _, saying, _ in things()] for n in own], np.float32)
    known = np.array(
        [
            # a quotation shows why a criterion is met, or why it is missed; where nothing was quoted for the latter, nobody looked
            criterion in row.labels and (sign > 0 or row.labels[criterion] or bool(says[:, n].any()))
            for n, (criterion, _, sign) in enumerate(things())
        ],
        np.float32,
    )
    models = names()["models"]
    meets, graded = np.zeros((2, len(models)), np.float32)
    for criterion, model in criteria().items():
        if criterion in row.labels:
            meets[models.index(model)], graded[models.index(model)] = row.labels[criterion], 1
    said = reading.scores[np.ix_(own, [sayings()[saying] for _, saying, _ in things()])]
    nothing = np.zeros((VECTOR, 0), np.float32)
    vectors = reading.vectors[own][:, VECTOR:]
    return Draft(row.scenario, in_context.features(reading, nothing), vectors, said, says, known, meets, graded)


class _Net(nn.Module):
    """`autograder.checks.network.OfSentences`, as it is trained, on several drafts at once."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        many, models = len(things()), names()["models"]
        widths = (inputs, 3 * WIDTH, WIDTH, 2 * many + 2 * WIDTH)
        outputs = (WIDTH, WIDTH, many, len(models))
        self.layers = nn.ModuleDict(
            {name: nn.Linear(a, b) for name, a, b in zip(OfSentences.LAYERS, widths, outputs, strict=True)}
        )
        self.trust = nn.Parameter(torch.ones(many))
        with torch.no_grad():  # it begins with what the sentences say alone
            for name in ("says", "of_draft"):
                self.layers[name].weight.zero_()
            for n, (criterion, _, sign) in enumerate(things()):
                self.layers["of_draft"].weight[models.index(criteria()[criterion]), [n, many + n]] = sign / 2

    def _layer(self, name: str, x: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        x = functional.dropout(functional.relu(self.layers[name](x)), DROPOUT, self.training)
        return x * there

    def forward(self, x: torch.Tensor, said: torch.Tensor, there: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = self._layer("sentence", functional.dropout(x, 0.1, self.training), there)
        none = torch.zeros_like(x[:, :1])
        x = self._layer(
            "neighbours", torch.cat([x, torch.cat([none, x[:, :-1]], 1), torch.cat([x[:, 1:], none], 1)], 2), there
        )
        says = self.trust * said + self.layers["says"](x)
        some = says.masked_fill(there == 0, _NOTHING)
        of_all = [some.amax(1), torch.logsumexp(some, 1), x.amax(1), x.sum(1) / there.sum(1)]
        return says, self.layers["of_draft"](torch.cat(of_all, 1))


def train(some: list[Draft]) -> dict[str, np.ndarray]:
    """The network's numbers, in half precision, by name."""
    fitting.begin()
    directions = _directions(np.concatenate([draft.vectors for draft in some]))
    told = [np.hstack([draft.x, draft.vectors @ directions.astype(np.float32)]) for draft in some]
    mean, spread = fitting.scale(np.concatenate(told))
    net = _Net(len(mean))
    inputs = [fitting.scaled(x, mean, spread, OfSentences.REACH) for x in told]

    def loss_of(rows: Sequence[int]) -> torch.Tensor:
        batch = [some[n] for n in rows]
        x, said, says = (
            nn.utils.rnn.pad_sequence(list(part), batch_first=True)
            for part in (
                (inputs[n] for n in rows),
                (torch.tensor(draft.said) for draft in batch),
                (torch.tensor(draft.says) for draft in batch),
            )
        )
        there = (torch.arange(x.shape[1])[None] < torch.tensor([len(d.x) for d in batch])[:, None]).float()[..., None]
        known, meets, graded = (
            torch.tensor(np.array(part))
            for part in zip(*((draft.known, draft.meets, draft.graded) for draft in batch), strict=True)
        )
        by_sentence, by_draft = net(x, said, there)
        return _mean_loss(by_draft, meets, graded) + OF_SENTENCES * _mean_loss(
            by_sentence, says, there * known[:, None]
        )

    fitting.fit(net, loss_of, len(some), epochs=EPOCHS, together=TOGETHER, decay=DECAY)
    of_net = {"trust": net.trust.detach().numpy().astype(np.float16), **fitting.numbers(net.layers)}
    return {"directions": directions, "mean": mean, "spread": spread, **of_net}


def _directions(vectors: np.ndarray) -> np.ndarray:
    """The directions in which the vectors differ most, shape (384, DIRECTIONS)."""
    _, _, found = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
    return found[:DIRECTIONS].T.astype(np.float16)


def _mean_loss(scores: torch.Tensor, wanted: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    losses = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    return (losses * weight).sum() / weight.sum().clamp(min=1)


def path(fold: int | None) -> Path:
    """The file of the network that was trained without the interviews of a fold."""
    return folds.KEPT / f"context-{'all' if fold is None else fold}.npz"


def prepare() -> None:
    """Trains the networks, that of each fold and that of all."""
    for fold in [*range(folds.FOLDS), None]:
        left_out = folds.folds()[fold] if fold is not None else ()
        numbers = train([draft for draft in drafts() if draft.name not in left_out])
        np.savez_compressed(path(fold), **numbers)  # type: ignore[arg-type]


def use(fold: int | None) -> None:
    """Lets the checks work with the network of a fold."""
    trained.CONTEXT = path(fold)
    for cached in (trained.context, in_context.in_context):
        cached.cache_clear()
