"""What a learner writes at the desk, kept in a small file beside the notebook. Nothing is lost: each change is written at once."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from .progress import free_name, write

FORMAT = 1


class Kept:
    """Texts by name in one JSON file. Never raises: `notice` says what went wrong, and what is written stays on the page."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice: str | None = None
        self._texts: dict[str, str] = self._load()

    def get(self, name: str, otherwise: str = "") -> str:
        return self._texts.get(name, otherwise)

    def put(self, name: str, text: str) -> None:
        """Keeps a text, and writes the file where it has changed."""
        if self._texts.get(name) == text:
            return
        self._texts[name] = text
        whole: dict[str, Any] = {"format": FORMAT, "texts": self._texts}
        try:
            write(self.path, json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
            self.notice = None
        except (OSError, UnicodeError):
            self.notice = f"What you write cannot be saved: {self.path.name} cannot be written here. Copy your text before you leave."

    def _load(self) -> dict[str, str]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))["texts"]
            if not all(isinstance(part, str) for item in found.items() for part in item):
                raise ValueError
            return dict(found)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return self._put_aside()

    def _put_aside(self) -> dict[str, str]:
        """Keeps a damaged file under another name rather than writing over it."""
        aside = free_name(self.path)
        try:
            os.replace(self.path, aside)
            self.notice = f"{self.path.name} was damaged. It is kept as {aside.name}, and a new one begins."
        except OSError:
            self.notice = f"{self.path.name} is damaged and could not be put aside."
        return {}
