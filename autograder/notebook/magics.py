"""The cell magics %%draft, %%verdicts and %%decisions: hand an answer cell to the session as data. Nothing of the cell is ever evaluated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from IPython.core.magic import no_var_expand
from IPython.display import display

from ..answer import Answer, read_answer

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from .session import Session

_MAGIC = re.compile(r"%%(?:verdicts|decisions|draft(?:[ \t]+[^\n]*)?)\s*\Z")


def install(shell: InteractiveShell, session: Session) -> None:
    """Registers the magics with the shell."""

    @no_var_expand  # IPython would else evaluate {...} in the magic's line
    def draft(line: str, cell: str) -> None:
        """Marks this cell as an answer. Write below its first line; run the cell to see what the checklist says."""
        display(session.draft(_answer(shell, f"%%draft {line}", cell), _cell_id(shell)))

    @no_var_expand
    def verdicts(line: str, cell: str) -> None:
        """Marks this cell as your verdicts on the interview's answers. Write one after each colon; then run the cell."""
        display(session.draft(_answer(shell, "%%verdicts", cell), _cell_id(shell)))

    @no_var_expand
    def decisions(line: str, cell: str) -> None:
        """Marks this cell as your decisions. Write the letter of one after each colon; then run the cell."""
        display(session.draft(_answer(shell, "%%decisions", cell), _cell_id(shell)))

    shell.magics_manager.register_function(draft, "cell", "draft")
    shell.magics_manager.register_function(verdicts, "cell", "verdicts")
    shell.magics_manager.register_function(decisions, "cell", "decisions")
    transforms = shell.input_transformers_cleanup
    transforms[:] = [t for t in transforms if getattr(t, "__name__", "") != _never_empty.__name__]
    transforms.append(_never_empty)


def _never_empty(lines: list[str]) -> list[str]:
    """Gives an answer cell that is only its first line an empty second one: IPython refuses a magic without a body."""
    found = _MAGIC.match(lines[0]) if lines else None
    if not found:
        return lines
    body = lines[1:] if "".join(lines[1:]) else ["\n"]
    return [lines[0].rstrip() + "\n", *body]


def _answer(shell: InteractiveShell, first: str, cell: str) -> Answer:
    """The answer as the cell's own source has it, which is what is read when a notebook is graded without a kernel.

    IPython takes prompts such as >>> out of what it passes on, and a quoted mail may begin so.
    """
    source = _request(shell).get("content", {}).get("code")
    answer = read_answer(source) if isinstance(source, str) else None
    return answer or read_answer(f"{first}\n{cell}") or Answer("", "")


def _cell_id(shell: InteractiveShell) -> str:
    """Which cell is running, if the frontend says it. Else all cells are one: none that is run twice counts as two."""
    return str(_request(shell).get("metadata", {}).get("cellId", ""))


def _request(shell: InteractiveShell) -> dict[str, Any]:
    """The message that asked for this cell to be run; outside of a kernel there is none."""
    get_parent = getattr(shell, "get_parent", None)
    request = get_parent() if get_parent else None
    return request if isinstance(request, dict) else {}
