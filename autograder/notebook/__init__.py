"""The notebook room: what a lesson's cells use. Knows IPython and widgets; judges nothing itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .magics import install
from .session import Session

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

EXTENSION = __name__.partition(".")[0]


def load(shell: InteractiveShell) -> None:
    """What `%load_ext autograder` does: reads the lesson beside the notebook and gives it its magic and functions.

    Where the lesson cannot be read it says so and gives them all the same; every later cell then says so too.
    """
    from IPython.display import display

    session = Session(Path.cwd())
    before = getattr(shell.user_ns.get("check"), "__self__", None)
    if isinstance(before, Session):
        session.answers = before.answers
    install(shell, session)
    names = ("check", "quiz", "transcript", "decisions", "marking", "practice", "own_interview")
    shell.push({name: getattr(session, name) for name in names}, interactive=False)
    display(session.welcome())
    _may_load_again(shell)


def _may_load_again(shell: InteractiveShell) -> None:
    """Lets the set-up cell be run again, as it is whenever a page is opened anew: IPython would say "already loaded", and no more.

    Without this the line that begins with "Ready" would be missing, and with it the style of the answer cells.
    """

    manager = shell.extension_manager
    if manager is None:
        return

    def forget(*_: object) -> None:
        manager.loaded.discard(EXTENSION)
        shell.events.unregister("post_run_cell", forget)

    shell.events.register("post_run_cell", forget)
