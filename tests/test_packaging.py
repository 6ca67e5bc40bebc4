"""What is installed: the locks hold for everyone, agree with each other and with Binder's file, and name all that is imported."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
TRAINING_ONLY = {"onnx", "torch"}  # installed by hand by whoever trains: large, and needed for nothing else
LOCKS = ("run.lock", "dev.lock", "weights.lock")


def script(name: str) -> ModuleType:
    """A module of requirements/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "requirements" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text(name: str) -> str:
    return (ROOT / "requirements" / name).read_text("utf-8")


def versions(name: str) -> dict[str, str]:
    """The packages of a lock and their versions."""
    return dict(re.fullmatch(r"(\S+?)==(\S+)(?: ; .*)?", pin).groups() for pin in script("lock").pins(text(name)))  # type: ignore[union-attr]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", name)[0]).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_version_has_its_hashes_and_nothing_else_is_in_the_lock(name: str) -> None:
    requirement = r"[a-z0-9-]+==[0-9][\w.!+]*(?: ; [^\n\\]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(f"(?:{requirement})+", text(name))


def test_developers_have_the_versions_that_learners_have() -> None:
    learner, developer = versions("run.lock"), versions("dev.lock")
    assert {name: developer.get(name) for name in learner} == learner


def test_the_locks_hold_all_that_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    named = {
        "run.lock": project["project"]["dependencies"] + groups["build"] + project["build-system"]["requires"],
        "dev.lock": groups["dev"],
        "weights.lock": groups["weights"],
    }
    for lock, names in named.items():
        assert {normal(name) for name in names} <= versions(lock).keys(), f"{lock}: run 'make lock'"


def test_the_build_tool_is_the_locked_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (required,) = project["build-system"]["requires"]
    assert required == f"flit_core=={versions('run.lock')['flit-core']}"


def test_binder_gets_the_locked_versions_and_then_the_package() -> None:
    written = (ROOT / "environment.yml").read_text("utf-8")
    assert written == script("lock").environment(text("run.lock")), "run 'make lock'"
    listed = yaml.safe_load(written)["dependencies"][-1]["pip"]
    assert listed == [*script("lock").pins(text("run.lock")), "-e ."]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no executable files")
@pytest.mark.parametrize("name", ["postBuild", ".ci/run"])
def test_scripts_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)


def imported(path: Path) -> set[str]:
    """The packages that a module imports by absolute names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module)
    return {name.partition(".")[0] for name in found}


@pytest.mark.parametrize("room", ["autograder", "benchmarks", "training", "tests"])
def test_everything_that_is_imported_is_named_in_pyproject(room: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    names = project["project"]["dependencies"] + ([] if room == "autograder" else project["dependency-groups"]["dev"])
    named = {normal(name) for name in names}
    ours = {path.name.removesuffix(".py") for path in (*ROOT.iterdir(), *(ROOT / "tests").rglob("*.py"))}
    distributions = packages_distributions()
    for path in sorted((ROOT / room).rglob("*.py")):
        for package in imported(path) - set(sys.stdlib_module_names) - ours - TRAINING_ONLY:
            owners = {normal(name) for name in distributions.get(package, [package])}
            where = path.relative_to(ROOT)
            assert owners & named, f"{where} imports {package}: name it in pyproject.toml, then 'make lock'"


def test_no_address_of_a_registry_and_no_path_of_a_machine() -> None:
    for name in (*LOCKS, "constraints.txt", "../environment.yml", "../Makefile", "../pyproject.toml"):
        assert not re.search(r"https?://|file:|(?<!\w)/(?:home|root|work|opt|tmp|Users)/", text(name)), name


@pytest.mark.skipif(os.name == "nt", reason="reads the path of a Linux environment")
def test_set_up_is_skipped_only_while_nothing_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install = script("install")
    for name in ("run.lock", "dev.lock", "weights.lock"):
        (tmp_path / "requirements").mkdir(exist_ok=True)
        (tmp_path / "requirements" / name).write_text("one")
    (tmp_path / "pyproject.toml").write_text("one")
    for name, value in {
        "ROOT": tmp_path,
        "PYTHON": Path(sys.executable),
        "STAMP": tmp_path / "installed",
    }.items():
        monkeypatch.setattr(install, name, value)
    assert not install.installed("run")
    install.STAMP.write_text(install.stamp("run"))
    assert install.installed("run")
    assert not install.installed("dev")
    install.STAMP.write_text(install.stamp("dev"))
    assert install.installed("run"), "a developer's packages include a learner's"
    for name in ("requirements/dev.lock", "requirements/weights.lock", "pyproject.toml"):
        before = (tmp_path / name).read_text()
        (tmp_path / name).write_text("two")
        assert not install.installed("dev"), name
        (tmp_path / name).write_text(before)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"sys.version_info": (3, 14, 0)}, "this is Python 3.14: install one of them"),
        ({"sys.version_info": (3, 9, 2)}, "this is Python 3.9: install one of them"),
        (
            {"install.has": lambda module: False, "install.apt_installs_venv": lambda: False},
            "install the package python3-venv",
        ),
    ],
)
def test_what_keeps_the_set_up_from_working_is_one_sentence(
    changes: dict[str, object],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    install = script("install")
    for name in ("VENV", "PYTHON", "STAMP"):
        monkeypatch.setattr(install, name, tmp_path / ".venv" / name)
    for name, value in changes.items():
        place, _, attribute = name.partition(".")
        monkeypatch.setattr(sys if place == "sys" else install, attribute, value)
    assert install.main(["run"]) == 1
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_make_lists_its_commands() -> None:
    listed = subprocess.run(["make", "-C", str(ROOT)], capture_output=True, encoding="utf-8", check=True).stdout
    assert {"start", "test", "build", "lock", "bench"} <= set(re.findall(r"^(\w+) ", listed, re.MULTILINE))
