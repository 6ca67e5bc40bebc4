"""Which scenarios are left out together, and the adapters that have not seen them. Their files are kept while nothing changes."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from . import adapter
from .examples import bank, classes, corpora, draft_sentences

KEPT = Path(__file__).resolve().parent / "folds"
FOLDS = 3
SEEDS = (0, 1)


def folds() -> list[tuple[str, ...]]:
    """The scenarios of the corpora in groups; each group is left out once."""
    names = sorted(corpora())
    return [tuple(names[n::FOLDS]) for n in range(FOLDS)]


def trained(left_out: tuple[str, ...] = ()) -> Path:
    """The file of an adapter that was trained on the bank and on the drafts of all scenarios but these: the mean of its seeds."""
    parts = [trained_from(seed, left_out) for seed in SEEDS]
    path = parts[0].with_name(parts[0].name.replace(f"-{SEEDS[0]}", ""))
    if not path.exists():
        numbers = []
        for part in parts:
            with np.load(part) as file:
                numbers.append({name: file[name] for name in file.files})
        np.savez_compressed(path, **adapter.joined(numbers))  # type: ignore[arg-type]
    return path


def trained_from(seed: int, left_out: tuple[str, ...] = ()) -> Path:
    """The same from one seed."""
    examples = bank() + draft_sentences(name for name in corpora() if name not in left_out)
    digest = hashlib.sha256(Path(adapter.__file__).read_bytes())
    for example in examples:
        digest.update(f"{example.text}\t{sorted(example.says)}\t{sorted(example.known)}\n".encode())
    path = KEPT / f"{digest.hexdigest()[:16]}-{seed}.npz"
    if not path.exists():
        name = f"without {', '.join(left_out)}" if left_out else "all scenarios"
        print(f"{name}, seed {seed}: {len(examples)} sentences", flush=True)
        numbers = adapter.train(examples, classes(examples), name, seed)
        KEPT.mkdir(exist_ok=True)
        np.savez(path, **numbers)  # type: ignore[arg-type]
    return path


def prepare() -> None:
    """Trains the adapters that are not there yet."""
    wanted = [(seed, left_out) for left_out in [*folds(), ()] for seed in SEEDS]
    with workers() as pool:
        for path in pool.map(trained_from, *zip(*wanted, strict=True)):
            print(f"adapter {path.stem}", flush=True)


def workers() -> ProcessPoolExecutor:
    """One process for each core, each with one thread: sums in another order would be other bytes."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the workers read it when they load numpy
    return ProcessPoolExecutor(mp_context=get_context("spawn"))


def sayings() -> list[str]:
    """What the adapters know, in the order of their columns."""
    return classes(bank() + draft_sentences(corpora()))
