"""How the two small networks are trained. Needs PyTorch. One thread and fixed seeds make the same bytes from the same inputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import nn

RATE = 2e-3


def fit(
    net: nn.Module,
    loss_of: Callable[[Sequence[int]], torch.Tensor],
    number: int,
    *,
    epochs: int,
    together: int,
    decay: float,
) -> None:
    """Trains a network on `number` rows, some `together`; `loss_of` says how wrong it is on some rows, by their numbers."""
    random = np.random.default_rng(0)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=decay)
    steps, step = epochs * -(-number // together), 0
    net.train()
    for _ in range(epochs):
        order = random.permutation(number)
        for start in range(0, number, together):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, 1 - step / steps)
            loss = loss_of([int(n) for n in order[start : start + together]])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
    net.eval()


def begin() -> None:
    """Before a network is built: sums in another order would be other bytes."""
    torch.set_num_threads(1)
    torch.manual_seed(0)


def scale(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean and the spread of the inputs (rows, inputs), in half precision."""
    return rows.mean(axis=0).astype(np.float16), (rows.std(axis=0) + 1e-3).astype(np.float16)


def scaled(x: np.ndarray, mean: np.ndarray, spread: np.ndarray, reach: float) -> torch.Tensor:
    """The inputs as the network takes them."""
    return torch.tensor(np.clip((x - mean.astype(np.float32)) / spread.astype(np.float32), -reach, reach))


def numbers(layers: nn.ModuleDict) -> dict[str, np.ndarray]:
    """The weights and biases of the layers, by name, in half precision."""
    found = {}
    for name, layer in layers.items():
        found[f"{name}.weight"] = layer.weight.detach().numpy().T.astype(np.float16)
        found[f"{name}.bias"] = layer.bias.detach().numpy().astype(np.float16)
    return found
