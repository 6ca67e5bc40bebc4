"""The notebook room: what a lesson's cells use. Knows IPython and widgets; judges nothing itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .magics import install
from .session import Session

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def load(shell: InteractiveShell) -> None:
    """What `%load_ext autograder` does: reads the lesson beside the notebook and gives it its magic and functions.

    Where the lesson cannot be read it says so and gives them all the same; every later cell then says so too.
    """
    from IPython.display import display

    session = Session(Path.cwd())
    install(shell, session)
    names = ("check", "quiz", "transcript", "decisions", "marking", "practice", "own_interview")
    shell.push({name: getattr(session, name) for name in names}, interactive=False)
    display(session.welcome())
