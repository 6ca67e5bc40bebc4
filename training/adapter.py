"""Trains the adapter of the sentence model: a low-rank change of its upper layers, and a head for each saying. Needs PyTorch.

The lower layers never change, so their states are worked out once. One thread, fixed seeds and no dropout of whole units make
the same bytes from the same data on the same machine.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from autograder.text import encode
from autograder.text.layers import PRODUCTS

from .examples import Example

RANK, EPOCHS, BATCH, RATE, HEAD_RATE, DECAY, DROPOUT = 12, 3, 64, 1.5e-3, 4e-3, 0.01, 0.1
_HEADS, _EPSILON = 12, 1e-12


class _Changed(nn.Module):
    """A product of the model with a low-rank change of its weight."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor) -> None:
        super().__init__()
        self.weight, self.offset = weight, bias
        self.a = nn.Parameter(torch.randn(weight.shape[0], RANK) * 0.02)
        self.b = nn.Parameter(torch.zeros(RANK, weight.shape[1]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.addmm(self.offset, x.flatten(0, -2), self.weight).view(*x.shape[:-1], -1) + (x @ self.a) @ self.b


class _Layer(nn.Module):
    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        super().__init__()
        tensors = {name: torch.tensor(value) for name, value in weights.items()}
        self.qkv, self.out, self.up, self.down = (
            _Changed(tensors[f"{name}.weight"], tensors[f"{name}.bias"]) for name in PRODUCTS
        )
        self.norm1, self.norm2 = ((tensors[f"{name}.weight"], tensors[f"{name}.bias"]) for name in ("norm1", "norm2"))

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        texts, length, width = x.shape
        q, k, v = self.qkv(x).view(texts, length, 3, _HEADS, width // _HEADS).permute(2, 0, 3, 1, 4)
        # written out: a step of short texts takes 40 % less time so than with PyTorch's own attention
        near = torch.matmul(q * (width // _HEADS) ** -0.5, k.transpose(-1, -2)).float()
        seen = torch.matmul(near.masked_fill(~mask[:, None, None, :], -1e9).softmax(-1).to(v.dtype), v)
        seen = self.out(seen.permute(0, 2, 1, 3).reshape(texts, length, width))
        x = functional.layer_norm(
            x + functional.dropout(seen, DROPOUT, self.training), (width,), *self.norm1, eps=_EPSILON
        )
        wide = self.down(functional.gelu(self.up(x), approximate="tanh"))
        return functional.layer_norm(
            x + functional.dropout(wide, DROPOUT, self.training), (width,), *self.norm2, eps=_EPSILON
        )


class _Net(nn.Module):
    def __init__(self, classes: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            _Layer(encode._model().weights(n)) for n in range(encode.LAYERS - encode.UPPER, encode.LAYERS)
        )
        self.looks = nn.Parameter(torch.randn(encode.WIDTH, classes) * 0.01)
        self.heads = nn.Parameter(torch.zeros(encode.WIDTH, classes))
        self.bias = nn.Parameter(torch.zeros(classes))
        self.register_buffer("middle", torch.zeros(encode.WIDTH))
        self.register_buffer("spread", torch.ones(encode.WIDTH))

    def upper(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = self.upper(x, mask)
        shares = (x @ self.looks).masked_fill(~mask[..., None], -1e9).softmax(dim=1)
        scaled = functional.dropout((x - self.middle) / self.spread, DROPOUT, self.training)
        return (shares * (scaled @ self.heads)).sum(dim=1) + self.bias


def train(
    examples: Sequence[Example], classes: Sequence[str], name: str = "adapter", seed: int = 0
) -> dict[str, np.ndarray]:
    """The adapter's numbers, in half precision, by name, as `autograder.checks.trained` reads them."""
    torch.set_num_threads(1)  # sums in another order would be other bytes
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    column = {label: n for n, label in enumerate(classes)}
    says = torch.zeros(len(examples), len(classes))
    weight = torch.zeros(len(examples), len(classes))
    for n, example in enumerate(examples):
        says[n, [column[label] for label in sorted(example.says)]] = 1
        weight[n, [column[label] for label in sorted(example.known)]] = example.weight
    states = [torch.tensor(text) for text in encode.lower([example.text for example in examples])]
    net = _Net(len(classes))
    heads = {"looks", "heads", "bias"}
    groups = [
        {"params": [p for n, p in net.named_parameters() if n not in heads], "lr": RATE},
        {"params": [p for n, p in net.named_parameters() if n in heads], "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    rates = [float(group["lr"]) for group in optimizer.param_groups]
    share = ((says * weight).sum(0) + 1) / (weight.sum(0) + 2)
    net.bias.data = torch.log(share / (1 - share))
    _set_scale(net, states)
    steps, step = EPOCHS * -(-len(examples) // BATCH), 0
    for epoch in range(EPOCHS):
        net.train()
        loss_sum = 0.0
        for rows in _batches(states, random):
            pace = min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * pace
            wanted = says[rows] * 0.98 + 0.01
            with torch.autocast("cpu", torch.bfloat16):  # half as long again without
                says_of_them = net(*_padded(states, rows))
            losses = functional.binary_cross_entropy_with_logits(says_of_them.float(), wanted, reduction="none")
            loss = (losses * weight[rows]).sum() / weight[rows].sum().clamp(min=1)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            loss_sum += float(loss.detach())
        print(f"  {name}: epoch {epoch + 1} of {EPOCHS}, loss {loss_sum * EPOCHS / steps:.4f}", flush=True)
    return _numbers(net)


def _numbers(net: _Net) -> dict[str, np.ndarray]:
    named = {name: getattr(net, name) for name in ("looks", "heads", "bias", "middle", "spread")}
    for n, layer in enumerate(net.layers):
        for product in ("qkv", "out", "up", "down"):
            change = getattr(layer, product)
            named[f"{n}.{product}.a"], named[f"{n}.{product}.b"] = change.a, change.b
    return {name: tensor.detach().numpy().astype(np.float16) for name, tensor in named.items()}


def joined(adapters: Sequence[Mapping[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """The mean of adapters that were trained from other seeds: the mean of their changes, and of their heads.

    One adapter does better than another by chance; their mean does better than each (Wortsman et al. 2022).
    """
    found = {}
    for name in adapters[0]:
        numbers = [adapter[name].astype(np.float64) for adapter in adapters]
        if name.endswith(".a"):
            mean = np.concatenate(numbers, axis=1)
        elif name.endswith(".b"):
            mean = np.concatenate(numbers, axis=0) / len(numbers)
        else:
            mean = np.mean(numbers, axis=0)
        found[name] = mean.astype(np.float16)
    return found


def _set_scale(net: _Net, states: list[torch.Tensor]) -> None:
    """Brings the tokens to one scale before anything is learnt."""
    means = []
    with torch.no_grad():
        order = sorted(range(len(states)), key=lambda n: len(states[n]))
        for start in range(0, len(order), 256):
            x, mask = _padded(states, order[start : start + 256])
            means.append((net.upper(x, mask) * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))
    pooled = torch.cat(means)
    net.middle, net.spread = pooled.mean(0), pooled.std(0)


def _batches(states: list[torch.Tensor], random: np.random.Generator) -> Iterator[list[int]]:
    """Rows in an order of chance, those of like length together."""
    order = random.permutation(len(states))
    batches = []
    for start in range(0, len(order), BATCH * 16):
        some = sorted(order[start : start + BATCH * 16], key=lambda n: len(states[n]))
        batches += [[int(n) for n in some[at : at + BATCH]] for at in range(0, len(some), BATCH)]
    for n in random.permutation(len(batches)):
        yield batches[n]


def _padded(states: list[torch.Tensor], rows: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(len(states[n]) for n in rows)
    x = torch.zeros(len(rows), longest, encode.WIDTH)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for at, n in enumerate(rows):
        x[at, : len(states[n])] = states[n]
        mask[at, : len(states[n])] = True
    return x, mask


if __name__ == "__main__":
    sys.exit("Run 'make train'.")
