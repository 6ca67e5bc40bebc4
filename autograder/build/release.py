"""Runs nbgrader's own generate_assignment on a folder of built lessons, without a gradebook. Knows no content."""

from __future__ import annotations

import logging
from pathlib import Path

from nbgrader.converters import GenerateAssignment, NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from ..model.load import ContentError, Fault

CONFIG = "nbgrader_config.py"


def read_config(root: Path) -> Config:
    """What nbgrader runs with in this project."""
    try:
        return PyFileConfigLoader(CONFIG, path=str(root.resolve())).load_config()
    except ConfigFileNotFound:
        raise ContentError(Fault(str(root / CONFIG), 0, "", "there is no such file; nbgrader runs with it")) from None


def release(folder: Path, config: Config) -> None:
    """Makes release/ beside the source/ in `folder`: the bytes that `nbgrader generate_assignment` makes."""
    log, said = _log()
    ours = Config(config)
    ours.CourseDirectory.root = str(folder)
    ours.CourseDirectory.assignment_id = "*"
    # What nbgrader's --no-db does. The gradebook is a trainer's: the build neither needs nor touches it.
    ours.GenerateAssignment.no_database = True
    ours.SaveCells.enabled = False
    try:
        GenerateAssignment(coursedir=CourseDirectory(config=ours, log=log), config=ours, log=log).start()
    except NbGraderException:
        raise ContentError(*(Fault("nbgrader", 0, "", message) for message in said.messages())) from None


def ignored(config: Config) -> list[str]:
    """The patterns of the files that nbgrader, and so the build, takes no notice of."""
    return list(CourseDirectory(config=config).ignore)


class _Said(logging.Handler):
    """Keeps nbgrader's errors, of which only what its tracebacks end in is for a person's eyes."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record.getMessage().strip())

    def messages(self) -> list[str]:
        ends = [text.rsplit("\n", 1)[-1] for text in self.records if text.startswith("Traceback")]
        return ends or self.records[:1] or ["the lessons could not be released"]


def _log() -> tuple[logging.Logger, _Said]:
    log = logging.Logger("autograder.build")  # on its own: nothing of nbgrader's talk reaches the terminal
    said = _Said()
    log.addHandler(said)
    return log, said
