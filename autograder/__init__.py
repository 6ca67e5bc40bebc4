"""After the Interview: a course in what to do after a job interview, and the grader that its notebooks use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__version__ = "0.1.0"


def load_ipython_extension(shell: InteractiveShell) -> None:
    """What `%load_ext autograder` calls: gives the notebook its magics and `check`, `quiz` and `transcript`."""
    from .notebook import load

    load(shell)
