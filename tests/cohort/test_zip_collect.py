"""`nbgrader zip_collect` with the project's own settings: each learner's notebook and quiz answers arrive, whatever the zip looks like."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from autograder.misconceptions import misconceptions

from .test_cohort import LESSON, ROOT, ended, start

PAGE = f"{LESSON}.ipynb"
ANSWERS = """{"format": 1, "lessons": {"03-follow-up-email": {"when": {"chosen": ["Wait"], "right": false,
"misconceptions": [{"misconception": "wait", "text": "Wait"}]}}}}"""
LEARNERS = {
    # JupyterLab's 'Download Current Folder as an Archive'
    "dora": [f"{LESSON}/{PAGE}", f"{LESSON}/lesson.json", f"{LESSON}/quiz-answers.json"],
    "emil-b": [PAGE, "quiz-answers.json"],  # no folder at all
    "fay": [f"fay/{LESSON} (1).ipynb", "fay/quiz-answers.json"],
    # the whole course, from a Mac, with what Jupyter hides
    "gus@example.org": [
        *(f"my-course/{name}/{file}" for name in (LESSON, "04-keep-searching", "practice") for file in ("lesson.json", "quiz-answers.json")),
        f"my-course/{LESSON}/{PAGE}",
        "my-course/04-keep-searching/04-keep-searching.ipynb",
        f"my-course/{LESSON}/.ipynb_checkpoints/{LESSON}-checkpoint.ipynb",
        f"my-course/{LESSON}/after-the-interview.progress.json",
        f"__MACOSX/my-course/{LESSON}/._{PAGE}",
        f"my-course/{LESSON}/photo.png",
    ],
}  # fmt: skip
COLLECTED = {
    "dora": {PAGE, "lesson.json", "quiz-answers.json"},
    "emil-b": {PAGE, "quiz-answers.json"},
    "fay": {f"{LESSON} (1).ipynb", "quiz-answers.json"},
    "gus@example.org": {PAGE, "lesson.json", "quiz-answers.json"},
    "hana": {PAGE, "quiz-answers.json"},
}


def pack(path: Path, names: Iterable[str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, content(name))


def content(name: str) -> bytes:
    if name.endswith("quiz-answers.json"):
        return ANSWERS.encode()
    if LESSON in name and name.endswith((PAGE, " (1).ipynb")):
        return (ROOT / "release" / LESSON / PAGE).read_bytes()
    if name.endswith("lesson.json") and LESSON in name:
        return (ROOT / "release" / LESSON / "lesson.json").read_bytes()
    return b"{}"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zips")
    shutil.copytree(ROOT / "release" / LESSON, folder / "release" / LESSON)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    archive = folder / "downloaded" / LESSON / "archive"
    archive.mkdir(parents=True)
    for learner, names in LEARNERS.items():
        pack(archive / f"{learner}.zip", names)
    (archive / "hana").mkdir()  # a folder that was not zipped
    for name in (PAGE, "quiz-answers.json"):
        (archive / "hana" / name).write_bytes(content(name))
    (folder / "said.txt").write_text(ended(start(folder, "zip_collect", LESSON)), encoding="utf-8")
    return folder


@pytest.mark.parametrize("learner", COLLECTED)
def test_each_learners_files_arrive_and_nothing_else_does(collected: Path, learner: str) -> None:
    there = collected / "submitted" / learner / LESSON
    assert {path.name for path in there.iterdir()} == COLLECTED[learner]
    for path in there.iterdir():
        assert path.read_bytes() == content(f"{LESSON}/{path.name}")


def test_nobody_is_collected_who_is_not_there(collected: Path) -> None:
    assert {path.name for path in (collected / "submitted").iterdir()} == set(COLLECTED)


def test_the_misconceptions_are_counted_from_them(collected: Path) -> None:
    (row,) = misconceptions(collected / "submitted").rows
    assert (row.misconception, row.chosen) == ("wait", 5)
