"""Trains the model of slips: for each token of a sentence, how likely it is that a proofreader would mark it. Needs PyTorch.

It learns from slips made in clean sentences (`slips.py`) and from those that are listed in the labelled drafts.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from autograder.checks.reading import Reading
from autograder.text import encode

from .adapter import _Layer, _batches, _lower, _padded
from .examples import bank, corpora, scenario
from .slips import spoilt

EPOCHS, RATE, HEAD_RATE, DECAY = 2, 1.5e-3, 4e-3, 0.01
REAL = 3.0  # the weight of a slip that somebody made


@dataclass(frozen=True)
class Marked:
    """A text, where its slips are, and how much it weighs."""

    text: str
    wrong: tuple[tuple[int, int], ...] = ()
    weight: float = 1.0


class _Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(_Layer(block) for block in encode._model()._blocks[-encode.UPPER :])
        self.heads = nn.Parameter(torch.zeros(encode.WIDTH, 1))
        self.bias = nn.Parameter(torch.full((1,), -3.0))

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        for layer in self.layers:
            x = layer(x, mask)
        x = functional.layer_norm(x, (encode.WIDTH,))
        return (functional.dropout(x, 0.1, self.training) @ self.heads)[..., 0] + self.bias


def drafts(names: Iterable[str]) -> tuple[list[Marked], list[str]]:
    """The sentences of the labelled drafts with their listed slips, and passages of two clean sentences."""
    found: list[Marked] = []
    pairs: list[str] = []
    for name in names:
        for row in corpora()[name]:
            if not row.labels["complete"]:
                continue
            reading = Reading(row.text, scenario(name), "")
            spans = [(row.text.find(e.quote), row.text.find(e.quote) + len(e.quote)) for e in row.errors]
            rows = reading.sentence_rows
            for k, n in enumerate(rows):
                unit = reading.units[n]
                start, end, _ = reading.draft.given(unit.span)
                wrong = tuple(
                    (max(0, a - start), min(b, end) - start) for a, b in spans if a >= 0 and min(b, end) > max(a, start)
                )
                if end - start != len(unit.text):
                    continue
                found.append(Marked(unit.text, wrong, REAL if wrong else 1.0 if row.errors else 2.0))
                if k and not row.errors:
                    before = reading.units[rows[k - 1]]
                    if unit.span.start - before.span.end <= 1:
                        pairs.append(f"{before.text} {unit.text}")
    return found, pairs


def train(names: Sequence[str]) -> dict[str, np.ndarray]:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    rng = random.Random(0)
    real, pairs = drafts(names)
    clean = [example.text for example in bank()] + [m.text for m in real if not m.wrong and m.weight == 2.0]
    net = _Net()
    groups = [
        {"params": [p for n, p in net.named_parameters() if n not in ("heads", "bias")], "lr": RATE},
        {"params": [net.heads, net.bias], "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    rates = [RATE, HEAD_RATE]
    step, steps = 0, 0
    for epoch in range(EPOCHS):
        begun = time.time()
        texts = list(real)
        made = [spoilt(text, rng) for text in clean]
        made += [spoilt(text, rng) for text in pairs]
        texts += [Marked(s.text, s.wrong) for s in made if s is not None]
        texts += [Marked(text) for text in rng.sample([e.text for e in bank()], len(bank()) // 2)]
        states = _lower([m.text for m in texts])
        encodings = encode._model().tokenize([m.text for m in texts])
        labels, weights = [], []
        for m, encoding in zip(texts, encodings, strict=True):
            labels.append(torch.tensor([float(any(a < e and b > s for s, e in m.wrong)) for a, b in encoding.offsets]))
            weights.append(torch.tensor([m.weight * (a < b) for a, b in encoding.offsets]))
        if not steps:
            steps = EPOCHS * -(-len(texts) // 64) + 20
            print(f"slips: {len(texts)} texts, {sum(map(len, states))} tokens an epoch", flush=True)
        net.train()
        total = 0.0
        for rows in _batches(states, np.random.default_rng(epoch)):
            pace = min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * pace
            x, mask = _padded(states, rows)
            y, w = torch.zeros(mask.shape), torch.zeros(mask.shape)
            for at, n in enumerate(rows):
                y[at, : len(labels[n])], w[at, : len(weights[n])] = labels[n], weights[n]
            losses = functional.binary_cross_entropy_with_logits(net(x, mask), y * 0.98 + 0.01, reduction="none")
            loss = (losses * w).sum() / w.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            total += float(loss.detach())
            if step % 100 == 0:
                print(f"  step {step} of {steps}, loss {total / (step - epoch * (steps - 20) // EPOCHS):.4f}, {time.time() - begun:.0f} s", flush=True)
    named = {"heads": net.heads, "bias": net.bias}
    for n, layer in enumerate(net.layers):
        for product in ("qkv", "out", "up", "down"):
            change = getattr(layer, product)
            named[f"{n}.{product}.a"], named[f"{n}.{product}.b"] = change.a, change.b
    return {name: tensor.detach().numpy().astype(np.float16) for name, tensor in named.items()}
