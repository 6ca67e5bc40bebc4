"""The layers of the sentence model, run by ONNX Runtime on one core in products of whole numbers. Knows nothing of texts.

Every layer is the same graph, `layer.onnx`, with weights of its own (training/layer.py says how it is made, and why its
products come out alike on every processor).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import (
    InferenceSession,
    OrtAllocatorType,
    OrtArenaCfg,
    OrtMemoryInfo,
    OrtMemType,
    OrtValue,
    SessionOptions,
    create_and_register_allocator,
    set_default_logger_severity,
)

Vectors = NDArray[np.float32]

GRAPH = Path(__file__).with_name("layer.onnx")
WIDTH, HEADS = 384, 12
PRODUCTS = ("qkv", "out", "up", "down")  # the products of a layer, in their order
SHAPES = {"qkv": (WIDTH, 3 * WIDTH), "out": (WIDTH, WIDTH), "up": (WIDTH, 4 * WIDTH), "down": (4 * WIDTH, WIDTH)}
INPUT_STEPS, WEIGHT_STEPS = 127, 63  # each way from 0
_FATAL = 4
_BEYOND = np.float32(-1e9)


@dataclass(frozen=True)
class Order:
    """Which tokens belong together: `lengths` of texts that stand one after the other."""

    places: NDArray[np.int64]
    mask: Vectors
    back: NDArray[np.int64]

    @classmethod
    def of(cls, lengths: Sequence[int]) -> Order:
        longest = max(lengths)
        inside = np.arange(longest) < np.asarray(lengths)[:, None]
        places = np.zeros(inside.shape, np.int64)
        places[inside] = np.arange(inside.sum())
        return cls(places, np.where(inside, np.float32(0), _BEYOND)[:, None, None, :], np.flatnonzero(inside))


@lru_cache(maxsize=1)
def _prepare() -> None:
    """Silence, since a line on the standard error would cost a learner the points; and one store of memory for all layers."""
    set_default_logger_severity(_FATAL)
    memory = OrtMemoryInfo("Cpu", OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, OrtMemType.DEFAULT)
    create_and_register_allocator(memory, OrtArenaCfg(0, 1, -1, -1))


class Layer:
    """One layer: `weights` has those of the four products (with `.bias`) and of the two norms, in floats."""

    def __init__(self, weights: Mapping[str, Vectors]) -> None:
        _prepare()
        given = {name: value for name, value in weights.items() if not name.endswith(".weight") or "norm" in name}
        for name in PRODUCTS:
            weight = weights[f"{name}.weight"]
            step = np.abs(weight).max(axis=0) / WEIGHT_STEPS
            given[f"{name}.weight"] = np.round(weight / step).astype(np.int8)
            given[f"{name}.step"] = (step / INPUT_STEPS).astype(np.float32)
        # The product of a token's question and another's key is scaled by their width: in the weights that costs nothing.
        for name in ("qkv.step", "qkv.bias"):
            given[name] = np.concatenate(
                [given[name][:WIDTH] * np.float32((WIDTH // HEADS) ** -0.5), given[name][WIDTH:]]
            )
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _FATAL
        options.enable_mem_pattern = False
        options.add_session_config_entry("session.use_env_allocators", "1")
        held = {name: OrtValue.ortvalue_from_numpy(np.ascontiguousarray(value)) for name, value in given.items()}
        # The session makes copies of its own, so that these may go when it stands; a test says so.
        options.add_external_initializers(list(held), list(held.values()))
        self._session = InferenceSession(GRAPH.read_bytes(), options, providers=["CPUExecutionProvider"])

    def __call__(self, states: Vectors, order: Order) -> Vectors:
        """The next states of all tokens, shape (tokens, 384)."""
        fed = {"states": states, "places": order.places, "mask": order.mask, "back": order.back}
        result: Vectors = self._session.run(None, fed)[0]
        return result
