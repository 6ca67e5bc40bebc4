"""Compares built files with those that are there, and puts them in place. Knows files, and nothing of their meaning."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from ..model.load import ContentError, Fault

STEPS = ("source", "release")
Files = Mapping[str, bytes]  # by their path below the folder that holds source/ and release/


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did, or, where it only checked, what there is to do. Paths are relative to the folder built into.

    `unwritten` are the model answers that the course lacks, as its author finds them. That is no fault: the source notebook
    has the learner's starting text in their place.
    """

    lessons: int
    scenario: str
    command: str
    checked: bool = False
    current: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()  # written, or out of date
    missing: tuple[str, ...] = ()  # written, or still to be written
    removed: tuple[str, ...] = ()  # made by an earlier build, and by no lesson any more
    foreign: tuple[str, ...] = ()  # not made by the build, and so left alone
    unwritten: tuple[str, ...] = ()

    @property
    def stale(self) -> tuple[str, ...]:
        """The files that a check found fault with; always empty after a build."""
        return (*self.changed, *self.missing, *self.removed, *self.foreign) if self.checked else ()

    def __str__(self) -> str:
        lines = self._check_lines() if self.checked else self._build_lines()
        return "\n".join([*lines, *self._notices()])

    def _check_lines(self) -> Iterator[str]:
        yield from (f"{name} is out of date" for name in self.changed)
        yield from (f"{name} is missing" for name in self.missing)
        yield from (f"{name} is stray: no lesson makes it any more" for name in self.removed)
        yield from (f"{name} is stray: the build did not make it, so delete it or move it" for name in self.foreign)
        if self.changed or self.missing or self.removed:
            yield f"To mend this, run: {self.command}"
        elif not self.foreign:
            lessons, files = _count(self.lessons, "lesson"), _count(len(self.current), "file")
            yield f"{lessons} for {self.scenario}: {files}, all up to date."

    def _build_lines(self) -> Iterator[str]:
        written = len(self.changed) + len(self.missing)
        made = f"{_count(self.lessons, 'lesson')} built for {self.scenario}"
        yield f"{made}: {_count(written, 'file')} written, {len(self.current)} already up to date."
        yield from (f"{name} was removed: no lesson makes it any more" for name in self.removed)
        yield from (f"{name} was left alone: the build did not make it" for name in self.foreign)

    def _notices(self) -> Iterator[str]:
        if self.unwritten:
            what = "1 model answer is" if len(self.unwritten) == 1 else f"{len(self.unwritten)} model answers are"
            yield f"{what} missing, and source/ has the learner's starting text instead. To add one, write the file:"
            yield from (f"  {name}" for name in self.unwritten)


def read_files(folder: Path, ignore: Sequence[str] = ()) -> dict[str, bytes]:
    """The files below a folder's source/ and release/. Line ends are read as one sign, whatever machine wrote them."""
    found = {}
    for step in STEPS:
        for path in sorted((folder / step).rglob("*")):
            name = path.relative_to(folder)
            if path.is_file() and not any(fnmatch(part, pattern) for part in name.parts for pattern in ignore):
                found[name.as_posix()] = path.read_bytes().replace(b"\r\n", b"\n")
    return found


def compare(built: Files, there: Files) -> dict[str, tuple[str, ...]]:
    """The built files and those that are there, sorted into the fields of a BuildResult."""
    strays = sorted(there.keys() - built.keys())
    return {
        "current": tuple(name for name in sorted(built) if there.get(name) == built[name]),
        "changed": tuple(name for name in sorted(built) if name in there and there[name] != built[name]),
        "missing": tuple(sorted(built.keys() - there.keys())),
        "removed": tuple(name for name in strays if _made_by_build(name, there[name])),
        "foreign": tuple(name for name in strays if not _made_by_build(name, there[name])),
    }


def put(folder: Path, built: Files, result: BuildResult) -> None:
    """Writes and removes what a comparison found. Each file is replaced as a whole."""
    for name in (*result.changed, *result.missing):
        _write(folder / name, built[name])
    for name in result.removed:
        _remove(folder / name, folder)


def _made_by_build(name: str, data: bytes) -> bool:
    """Whether a stray file is a lesson.json, or a notebook whose cells all have the ids that the build gives."""
    parts = PurePosixPath(name).parts
    if len(parts) != 3:
        return False
    lesson = parts[1]
    try:
        content = json.loads(data)
        if parts[2] == "lesson.json":
            return bool(content["id"] == lesson and content["scenario"])
        ids = [str(cell["id"]) for cell in content["cells"]]
    except (ValueError, KeyError, TypeError):
        return False
    return parts[2] == f"{lesson}.ipynb" and bool(ids) and all(one.startswith(f"{lesson[:58]}-") for one in ids)


def _write(path: Path, data: bytes) -> None:
    """The whole file or none of it."""
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            new.write_bytes(data)
            os.replace(new, path)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(path, "written", error) from None


def _remove(path: Path, folder: Path) -> None:
    """Removes a file, and its folder where nothing is left in it."""
    try:
        path.unlink()
        if path.parent != folder and not any(path.parent.iterdir()):
            path.parent.rmdir()
    except OSError as error:
        raise _refused(path, "removed", error) from None


def _refused(path: Path, what: str, error: OSError) -> ContentError:
    reason = (error.strerror or "unknown reason").lower()
    return ContentError(Fault(str(path), 0, "", f"this cannot be {what}: {reason}"))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
