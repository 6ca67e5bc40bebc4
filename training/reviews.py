"""Trains the network that reads reviews (`autograder.checks.network.OfReviews`). Needs PyTorch.

It learns from the labelled sentences of reviews (`bank/reviews.txt`): which answers each is about, and what the review as a whole
says of each answer. A review is seen by an adapter and measures that have not seen its interview, as in use.
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

from autograder.checks import taken_up, trained
from autograder.checks.network import OfReviews
from autograder.checks.own import own_sentences
from autograder.checks.reading import Reading
from autograder.evaluate import Row

from . import fitting, folds, measures
from .examples import corpora, said_of, scenario

EPOCHS, TOGETHER, DECAY, DROPOUT, WIDTH = 40, 8, 0.01, 0.2, 32
# What each part of the loss counts for: the sentences, then for each answer that it is taken up, diagnosed, praised and bettered.
OF_SENTENCES, OF_ANSWERS = 2.0, (1.0, 1.0, 0.5, 0.5)


class Review(NamedTuple):
    """A labelled review: what the network is told (`x`, `same`), and what it shall say; `weak` are the answers that have a fault.

    `about` has shape (sentences, answers), of which rows it is known is `noted`; `of_answers` has shape (4, answers).
    """

    name: str
    x: np.ndarray
    same: np.ndarray
    about: np.ndarray
    noted: np.ndarray
    of_answers: np.ndarray
    weak: np.ndarray


@lru_cache
def reviews() -> list[Review]:
    """All labelled reviews, each seen by models that were trained without its interview."""
    found = []
    for fold, names in enumerate(folds.folds()):
        measures.use(fold)
        for name in names:
            for row in corpora()[name]:
                if row.kind == "performance_review" and row.labels["complete"]:
                    reading = Reading(row.text, scenario(name), "", letter=False)
                    if own_sentences(reading):
                        found.append(_labelled(row, reading))
    return found


def _labelled(row: Row, reading: Reading) -> Review:
    answers = reading.scenario.answers
    remarks = [said_of(row.id, reading.units[n].text) for n in own_sentences(reading)]
    noted = [remark for remark in remarks if remark]
    quoted = {
        turn for quote in row.evidence.get("diagnosis", ()) for turn in (quote.of or "").replace(",", " ").split()
    }

    def said(turn: str, *what: str) -> bool:
        return any(turn in remark.turns and remark.says.issuperset(what) for remark in noted)

    of_answers = [
        [said(a.turn) for a in answers],
        [a.turn in quoted or said(a.turn, a.verdict) for a in answers],
        [said(a.turn, "good") for a in answers],
        [said(a.turn, "better") for a in answers],
    ]
    return Review(
        row.scenario,
        taken_up.features(reading),
        taken_up.same_line(reading),
        np.array([[bool(remark) and a.turn in remark.turns for a in answers] for remark in remarks], np.float32),
        np.array([remark is not None for remark in remarks]),
        np.array(of_answers, np.float32),
        np.array([a.verdict != "strong" for a in answers]),
    )


class _Net(nn.Module):
    """`autograder.checks.network.OfReviews`, as it is trained, on several reviews at once.

    `x` has shape (reviews, sentences, answers, inputs); `sentences` (reviews, sentences) and `answers` (reviews, answers) are 1 for
    those that are there.
    """

    def __init__(self, inputs: int) -> None:
        super().__init__()
        widths = (inputs, 3 * WIDTH, 4 * WIDTH + 2, 2 * WIDTH + 1, WIDTH, WIDTH)
        outputs = (WIDTH, WIDTH, WIDTH, WIDTH, 1, len(OF_ANSWERS))
        self.layers = nn.ModuleDict(
            {name: nn.Linear(a, b) for name, a, b in zip(OfReviews.LAYERS, widths, outputs, strict=True)}
        )

    def _layer(self, name: str, *parts: torch.Tensor) -> torch.Tensor:
        return functional.dropout(functional.relu(self.layers[name](torch.cat(parts, -1))), DROPOUT, self.training)

    def forward(
        self, x: torch.Tensor, same: torch.Tensor, sentences: torch.Tensor, answers: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        there = (sentences[:, :, None] * answers[:, None])[..., None]
        x = self._layer("pair", functional.dropout(x, DROPOUT / 2, self.training)) * there
        mean = x.sum(2, keepdim=True) / answers.sum(1)[:, None, None, None]
        x = self._layer("answers", x, x.amax(2, keepdim=True).expand_as(x), mean.expand_as(x)) * there
        none = torch.zeros_like(x[:, :1])
        before = same[:, :, None, None]
        after = torch.cat([same[:, 1:], torch.zeros_like(same[:, :1])], 1)[:, :, None, None]
        x = self._layer(
            "sentences", x,
            torch.cat([none, x[:, :-1]], 1) * (OfReviews.ACROSS + (1 - OfReviews.ACROSS) * before),
            torch.cat([x[:, 1:], none], 1) * (OfReviews.ACROSS + (1 - OfReviews.ACROSS) * after),
            x.amax(1, keepdim=True).expand_as(x),
            before.expand(*x.shape[:3], 1), after.expand(*x.shape[:3], 1),
        ) * there  # fmt: skip
        by_sentence = self.layers["of_sentence"](x)[..., 0]
        shares = torch.sigmoid(by_sentence)[..., None] * there
        typical = (shares * x).sum(1) / (shares.sum(1) + 0.3)
        most = by_sentence.masked_fill(sentences[:, :, None] == 0, -1e9).amax(1)[..., None]
        return by_sentence, self.layers["of_answer"](self._layer("whole", x.amax(1), typical, most))


def train(some: list[Review]) -> dict[str, np.ndarray]:
    """The network's numbers, in half precision, by name."""
    fitting.begin()
    mean, spread = fitting.scale(np.concatenate([review.x.reshape(-1, review.x.shape[2]) for review in some]))
    net = _Net(len(mean))
    inputs = [fitting.scaled(review.x, mean, spread, OfReviews.REACH) for review in some]
    wrong = functional.binary_cross_entropy_with_logits

    def loss_of(rows: Sequence[int]) -> torch.Tensor:
        """The mean over the reviews of the mean losses of each: a long review counts for no more than a short one."""
        batch = [some[n] for n in rows]
        n, k = max(len(review.x) for review in batch), max(len(review.weak) for review in batch)
        x = torch.zeros(len(batch), n, k, len(mean))
        same, sentences, noted = torch.zeros(3, len(batch), n)
        answers, weak = torch.zeros(2, len(batch), k)
        about, of_answers = torch.zeros(len(batch), n, k), torch.zeros(len(batch), k, len(OF_ANSWERS))
        for at, (row, review) in enumerate(zip(rows, batch, strict=True)):
            long, wide = review.about.shape
            x[at, :long, :wide] = inputs[row]
            same[at, :long], sentences[at, :long] = torch.tensor(review.same), 1
            noted[at, :long] = torch.tensor(review.noted, dtype=torch.float32)
            answers[at, :wide], weak[at, :wide] = 1, torch.tensor(review.weak, dtype=torch.float32)
            about[at, :long, :wide] = torch.tensor(review.about)
            of_answers[at, :wide] = torch.tensor(review.of_answers.T)
        by_sentence, by_answer = net(x, same, sentences, answers)
        known = noted[:, :, None] * answers[:, None]
        losses = (wrong(by_sentence, about, reduction="none") * known).sum((1, 2)) / known.sum((1, 2)).clamp(min=1)
        loss = OF_SENTENCES * losses.mean()
        for part, share in enumerate(OF_ANSWERS):
            some_of_them = weak if part == 1 else answers
            losses = wrong(by_answer[..., part], of_answers[..., part], reduction="none") * some_of_them
            loss = loss + share * (losses.sum(1) / some_of_them.sum(1).clamp(min=1)).mean()
        return loss

    fitting.fit(net, loss_of, len(some), epochs=EPOCHS, together=TOGETHER, decay=DECAY)
    return {"mean": mean, "spread": spread, **fitting.numbers(net.layers)}


def path(fold: int | None) -> Path:
    """The file of the network that was trained without the interviews of a fold."""
    return folds.KEPT / f"reviews-{'all' if fold is None else fold}.npz"


def prepare() -> None:
    """Trains the networks, that of each fold and that of all, and says how well those of the folds find the answers."""
    scores, labels = [], []
    for fold in [*range(folds.FOLDS), None]:
        left_out = folds.folds()[fold] if fold is not None else ()
        numbers = train([review for review in reviews() if review.name not in left_out])
        np.savez_compressed(path(fold), **numbers)  # type: ignore[arg-type]
        network = OfReviews({name: value.astype(np.float32) for name, value in numbers.items()})
        for review in (review for review in reviews() if review.name in left_out):
            scores.append(network(review.x, review.same)[1][:2][:, review.weak])
            labels.append(review.of_answers[:2][:, review.weak])
    for name, score, label in zip(("taken up", "diagnosed"), np.hstack(scores), np.hstack(labels), strict=True):
        right = (score > 0) == (label > 0)
        print(
            f"reviews, weak answers {name}: {int(label.sum())} of {len(label)}; left out in turn, {right.mean():.3f} right"
        )


def use(fold: int | None) -> None:
    """Lets the checks work with the network of a fold."""
    trained.REVIEWS = path(fold)
    for cached in (trained.reviews, taken_up.taken_up):
        cached.cache_clear()
