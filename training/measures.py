"""Trains how near a sentence is to a point of the interview: a change of the vectors of both. Needs PyTorch.

People speak of an answer in other words than those in which it was given ('the scrap question: waffle'). Two matrices, one
for the sentences and one for what they are compared with, bring the vectors of the two nearer where the labels say that
they belong together. They are kept near the identity, and a few directions of the change are written down.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch.nn import functional

from autograder.checks import grounding, matched, own_sentences, trained
from autograder.checks.grounding import Source, compared_with, read_points, sources
from autograder.checks.reading import Reading, Seen

from . import folds
from .examples import MEETS, corpora, labelled_sentences, said_of, scenario
from .scenes import generic, scenes

EPOCHS, RATE, SCALE_RATE, NEAR, RANK = 15, 3e-4, 0.05, 3e-3, 24
KINDS = {"answers": ("answers",), "points": ("topics", "gaps", "deliverables")}
CRITERIA = {"topics": "recalls_topic", "gaps": "adds_missing", "deliverables": "deliverables"}


class Labelled(NamedTuple):
    """Sentences and points of one scenario or scene: vectors (n, 768), labels (n, points), and what points are known by."""

    group: str
    vectors: np.ndarray
    labels: np.ndarray
    points: list[tuple[np.ndarray, np.ndarray]]


def labelled(kind: str) -> list[Labelled]:
    """All that the measure of a kind learns from, as the adapter in use sees it."""
    return [*_answers()] if kind == "answers" else [*_points(), *_of_scenes()]


def _labelled(group: str, rows: list[tuple[str, list[bool]]], points: list[tuple[Source, Source]]) -> Labelled:
    texts, labels = zip(*rows, strict=True)
    compared = [compared_with(first, second) for first, second in points]
    return Labelled(group, Seen([(text, ()) for text in texts]).vectors, np.array(labels, np.float32), compared)


def _answers() -> Iterator[Labelled]:
    for name, drafts in corpora().items():
        turns = [answer.turn for answer in scenario(name).answers]
        rows = []
        for row in drafts:
            if row.kind == "performance_review" and row.labels["complete"]:
                reading = Reading(row.text, scenario(name), "", letter=False)
                for n in reading.sentence_rows:
                    if remark := said_of(row.id, reading.units[n].text):
                        rows.append((reading.units[n].text, [turn in remark.turns for turn in turns]))
        said, key = sources(scenario(name), "answers"), sources(scenario(name), "verdicts")
        yield _labelled(name, rows, [(said[turn], key[turn]) for turn in turns])


def _points() -> Iterator[Labelled]:
    for what, criterion in CRITERIA.items():
        for name, drafts in corpora().items():
            points = sources(scenario(name), what)
            rows = []
            for row in drafts:
                if criterion not in row.labels or not row.labels["complete"]:
                    continue
                reading = Reading(row.text, scenario(name), "")
                own = set(own_sentences(reading))
                for n, says, of in labelled_sentences(row, reading):
                    named = {point for by, point in of if by == criterion}
                    if n in own and (named or MEETS[criterion] not in says):
                        rows.append((reading.units[n].text, [point in named for point in points]))
            if rows:
                yield _labelled(name, rows, [(point, point) for point in points.values()])


def _of_scenes() -> Iterator[Labelled]:
    for scene in scenes():
        for kind in ("topic", "gap"):
            points = [point for point in scene["points"] if point["kind"] == kind]
            if not points:
                continue
            rows = [(text, [point is other for other in points]) for point in points for text in point["hits"]]
            rows += [(text, [False] * len(points)) for text in scene["none"] + generic()[:40]]
            read = read_points([(point["label"], [], [point["said"]]) for point in points])
            yield _labelled(scene["scene"], rows, [(point, point) for point in read])


def fold_of(group: str) -> int:
    """The fold in which a scenario, or a scene, is left out."""
    for n, names in enumerate(folds.folds()):
        if group in names:
            return n
    return [scene["scene"] for scene in scenes()].index(group) % folds.FOLDS


def path(fold: int | None) -> Path:
    """The file of the measures of all kinds, trained without the scenarios and scenes of a fold."""
    return folds.KEPT / f"measures-{'all' if fold is None else fold}.npz"


def prepare() -> None:
    """Trains the measures, those of each fold and those of all."""
    with folds.workers() as pool:
        for file in pool.map(_write, [*range(folds.FOLDS), None]):
            print(file.stem, flush=True)


def _write(fold: int | None) -> Path:
    found: dict[str, np.ndarray] = {}
    for kind in KINDS:
        for side, matrix in zip(("ours", "theirs"), _trained(kind, fold), strict=True):
            u, s, v = np.linalg.svd(matrix - np.eye(len(matrix)))
            found[f"{kind}.{side}.a"] = (u[:, :RANK] * s[:RANK]).astype(np.float16)
            found[f"{kind}.{side}.b"] = v[:RANK].astype(np.float16)
    np.savez_compressed(path(fold), **found)  # type: ignore[arg-type]
    return path(fold)


def _trained(kind: str, fold: int | None) -> tuple[np.ndarray, np.ndarray]:
    torch.set_num_threads(1)  # sums in another order would be other bytes
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    use_adapter(fold)
    some = [one for one in labelled(kind) if fold is None or fold_of(one.group) != fold]
    width = some[0].vectors.shape[1]
    near = torch.eye(width)
    ours, theirs = torch.nn.Parameter(near.clone()), torch.nn.Parameter(near.clone())
    scales, middle = torch.nn.Parameter(torch.tensor([10.0, 10.0])), torch.nn.Parameter(torch.tensor(-6.0))
    optimizer = torch.optim.Adam(
        [{"params": [ours, theirs], "lr": RATE}, {"params": [scales, middle], "lr": SCALE_RATE}]
    )
    for _ in range(EPOCHS):
        for n in random.permutation(len(some)):
            one = some[n]
            wanted = torch.tensor(one.labels)
            said = functional.normalize(torch.tensor(one.vectors) @ ours, dim=1)
            scores = middle
            for side, scale in enumerate(scales):
                rows = [point[side] for point in one.points]
                close = said @ functional.normalize(torch.tensor(np.concatenate(rows)) @ theirs, dim=1).T
                parts = torch.split(close, [len(row) for row in rows], dim=1)
                scores = scores + scale * torch.stack([part.amax(1) for part in parts], 1)
            loss = functional.binary_cross_entropy_with_logits(scores, wanted)
            loss = loss - 0.3 * (torch.log_softmax(scores, 1) * wanted).sum(1).mean()
            loss = loss + NEAR * ((ours - near).pow(2).sum() + (theirs - near).pow(2).sum())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return ours.detach().numpy(), theirs.detach().numpy()


def use_adapter(fold: int | None) -> None:
    """Lets the checks work with the adapter that has not seen the scenarios of a fold."""
    trained.ADAPTER = folds.trained(() if fold is None else folds.folds()[fold])
    for cached in (trained.adapter, grounding.sources, grounding.closeness, matched.words_of):
        cached.cache_clear()


def use(fold: int | None) -> None:
    """The same, and with the measures of a fold."""
    trained.MEASURES = path(fold)
    use_adapter(fold)
    for cached in (trained.measure, grounding._theirs):
        cached.cache_clear()
