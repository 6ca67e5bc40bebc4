"""The package's rooms import in one direction only, so that the grader stays pure and the text layer knows no interviews."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "autograder"

# Each room with those of the package that it may import.
MAY_IMPORT = {
    "text": set(),
    "findings": set(),
    "model": set(),
    "checks": {"text", "model", "moments", "findings"},
    "grade": {"text", "model", "checks", "findings"},
    "report": {"text", "findings"},
    "verdicts": {"text", "model", "findings"},
    "decisions": {"text", "model", "findings"},
    "moments": {"model"},
    "answer": {"grade", "verdicts", "decisions", "model", "findings"},
    "notebook": {"answer", "grade", "report", "moments", "model", "findings", "text"},
    "build": {"model", "answer", "moments"},
    "content": {"build", "model", "moments", "text"},
    "cohort": {"answer", "report", "model", "findings"},
    "evaluate": {"grade", "model", "findings"},
    "start": {"notebook", "model"},
    "misconceptions": {"model"},
    "new": {"model"},
}


def imports(path: Path) -> set[str]:
    """The rooms of the package that a module imports."""
    parts = ("autograder", *path.relative_to(PACKAGE).with_suffix("").parts)
    package = parts[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            whole = (*base, *(node.module.split(".") if node.module else ()))
            names = [(*whole, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        found |= {name[1] for name in names if name[0] == "autograder" and len(name) > 1}
    return found


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_go_one_way(room: str) -> None:
    modules = list((PACKAGE / room).rglob("*.py")) if (PACKAGE / room).is_dir() else [PACKAGE / f"{room}.py"]
    assert modules
    for module in modules:
        strange = imports(module) - MAY_IMPORT[room] - {room, "__version__"}
        assert not strange, f"{module.relative_to(PACKAGE)} imports {strange}"


def test_every_room_has_its_rule() -> None:
    rooms = {
        path.stem
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path.is_dir() and (path / "__init__.py").exists())
    }
    assert rooms - {"__init__", "__main__"} == set(MAY_IMPORT)


def test_names_of_days_and_months_are_our_own() -> None:
    """strftime's follow the machine's locale, and the same plan would be read differently on another machine."""
    for module in PACKAGE.rglob("*.py"):
        assert not re.search(r"%[aAbBpcx](?![a-z])", module.read_text(encoding="utf-8")), module.relative_to(PACKAGE)
