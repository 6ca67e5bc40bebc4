"""A small project of its own for each test: the tiny course, and what nbgrader runs with."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

ROOT = Path(__file__).parents[2]
LESSON = "01-hello"


class Project:
    """A folder with a course to build. `lesson` is the folder that the author writes in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lesson = root / "course" / LESSON
        self.answer = self.lesson / "answers" / "tiny-cafe" / "follow_up_email.model.txt"

    def edit(self, name: str, old: str, new: str) -> None:
        """Puts other words in the place of some that stand in a file of the project."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def notebook(self, step: str) -> NotebookNode:
        return nbformat.read(self.root / step / LESSON / f"{LESSON}.ipynb", as_version=4)

    def cells(self, step: str, tag: str) -> list[NotebookNode]:
        """The cells of a built notebook that carry a tag."""
        return [cell for cell in self.notebook(step).cells if tag in cell.metadata.get("tags", [])]

    def add_scenario(self, name: str) -> None:
        """A second scenario, with other names, and its model answer."""
        scenarios = self.root / "course" / "scenarios"
        text = (scenarios / "tiny-cafe.yaml").read_text(encoding="utf-8")
        for old, new in (("tiny-cafe", name), ("Copper Kettle", "Silver Spoon"), ("en-GB", "en-US")):
            text = text.replace(old, new)
        (scenarios / f"{name}.yaml").write_text(text, encoding="utf-8")
        shutil.copytree(self.answer.parent, self.answer.parent.with_name(name))


def new_project(root: Path) -> Project:
    shutil.copytree(ROOT / "tests" / "mini_course", root / "course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return Project(root)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path)
