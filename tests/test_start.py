"""Starting the course: the learner's folder is only ever added to, and a real server opens on the welcome notebook."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest

from autograder import start
from autograder.start import StartError, copy_course

NOTEBOOK = {
    "cells": [{"cell_type": "markdown", "id": "hello", "metadata": {}, "source": "# Welcome"}],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose released course has two lessons."""
    root = tmp_path_factory.mktemp("project")
    for lesson in ("00-welcome", "01-first"):
        folder = root / "release" / lesson
        folder.mkdir(parents=True)
        (folder / f"{lesson}.ipynb").write_text(json.dumps(NOTEBOOK), "utf-8")
        (folder / "lesson.json").write_text('{"version": 1}', "utf-8")
    return root


@pytest.fixture
def release(project: Path, tmp_path: Path) -> Path:
    """A released course that a test may change."""
    return Path(shutil.copytree(project / "release", tmp_path / "released"))


def contents(directory: Path) -> dict[str, bytes]:
    return {str(p.relative_to(directory)): p.read_bytes() for p in sorted(directory.rglob("*")) if p.is_file()}


def test_the_whole_course_is_copied_and_can_be_written_to(release: Path, tmp_path: Path) -> None:
    for path in release.rglob("*.ipynb"):
        path.chmod(0o444)  # as nbgrader leaves them
    mine = tmp_path / "deep" / "my course"
    assert copy_course(release, mine) == 4
    assert contents(mine) == contents(release)
    assert all(path.stat().st_mode & 0o200 for path in mine.rglob("*.ipynb"))


def test_a_second_start_changes_nothing(release: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    copy_course(release, mine)
    before = {path: path.stat().st_mtime_ns for path in mine.rglob("*")}
    assert copy_course(release, mine) == 0
    assert {path: path.stat().st_mtime_ns for path in mine.rglob("*")} == before


def test_no_file_that_exists_is_overwritten(release: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    (mine / "00-welcome").mkdir(parents=True)
    (mine / "00-welcome" / "00-welcome.ipynb").write_text("my own work")
    (mine / "01-first").mkdir()
    (mine / "01-first" / "01-first.ipynb").symlink_to(tmp_path / "not here")
    assert copy_course(release, mine) == 2
    assert (mine / "00-welcome" / "00-welcome.ipynb").read_text() == "my own work"
    assert not (tmp_path / "not here").exists()


def test_a_new_lesson_is_added_beside_the_learners_work(release: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    copy_course(release, mine)
    shutil.copytree(release / "01-first", release / "02-second")
    assert copy_course(release, mine) == 2
    assert (mine / "02-second" / "lesson.json").is_file()


def test_a_newer_lesson_is_named_and_the_learners_is_kept(release: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    copy_course(release, mine)
    assert start.outdated(release, mine) == []
    (release / "01-first" / "lesson.json").write_text('{"version": 2}')
    assert copy_course(release, mine) == 0
    assert start.outdated(release, mine) == ["01-first"]
    assert (mine / "01-first" / "lesson.json").read_text() == '{"version": 1}'


def test_a_copy_that_breaks_off_leaves_no_half_of_a_file(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(source: Path, target: Path) -> None:
        target.write_text("half")
        raise OSError(28, "No space left on device")

    mine = tmp_path / "mine"
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", full_disk)
        with pytest.raises(StartError, match="No space left on device"):
            copy_course(release, mine)
    assert copy_course(release, mine) == 4
    assert {name: data for name, data in contents(mine).items() if not name.endswith(".part")} == contents(release)


def test_checkpoints_are_not_part_of_the_course(release: Path, tmp_path: Path) -> None:
    (release / "01-first" / ".ipynb_checkpoints").mkdir()
    (release / "01-first" / ".ipynb_checkpoints" / "01-first-checkpoint.ipynb").write_text("{}")
    assert copy_course(release, tmp_path / "mine") == 4


def test_a_file_is_no_folder(release: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    with pytest.raises(StartError, match="mine is a file: name a folder"):
        copy_course(release, tmp_path / "mine")
    with pytest.raises(StartError, match="cannot be written to"):
        copy_course(release, tmp_path / "mine" / "inside")


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(release: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir(mode=0o555)
    with pytest.raises(StartError, match="cannot be written to"):
        copy_course(release, tmp_path / "mine")


def test_the_course_itself_is_no_place_to_work(release: Path) -> None:
    for place in (release, release / "01-first"):
        with pytest.raises(StartError, match="belongs to the course itself"):
            copy_course(release, place)


def test_a_missing_course_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="run 'make build'"):
        copy_course(tmp_path / "nowhere", tmp_path / "mine")


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "1 2 3 4"}, "linux", False),
        ({}, "darwin", True),
        ({"SSH_TTY": "/dev/ttys001"}, "darwin", False),
        ({}, "win32", True),
    ],
)
def test_a_browser_is_opened_only_where_there_is_a_screen(
    environment: dict[str, str], platform: str, screen: bool
) -> None:
    assert start.has_screen(environment, platform) is screen


def test_a_port_in_use_is_one_sentence(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "RELEASE", project / "release")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert start.start(tmp_path / "mine", browser=False, port=port) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"Port {port} cannot be used")
    assert error.count("\n") == 1


# A run in the background ignores Ctrl+C, and so do its children unless they say otherwise.
START = """
import signal
import sys
from pathlib import Path
from autograder import start
signal.signal(signal.SIGINT, signal.default_int_handler)
start.RELEASE = Path(sys.argv[1])
sys.exit(start.start(Path(sys.argv[2]), browser=False, port=int(sys.argv[3])))
"""


@pytest.fixture(scope="module")
def server(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A course that was started, as (its address, everything printed so far). Stopped with Ctrl+C."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-c", START, project / "release", home / "my-course", str(port)]
    environment = {**os.environ, "HOME": str(home), "JUPYTER_PREFER_ENV_PATH": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, encoding="utf-8")
    assert process.stdout is not None
    printed = ""
    try:
        for line in process.stdout:
            printed += line
            if "Ctrl+C" in line:
                break
        found = re.search(r"http://\S+", printed)
        assert found, f"no address in: {printed}"
        yield found[0], printed
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0, "Ctrl+C stops the server, without a question"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def fetch(url: str) -> tuple[int, str]:
    deadline = time.monotonic() + 20
    while True:
        try:
            with urlopen(url, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, ""
        except OSError:  # not listening yet
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_the_address_opens_the_welcome_notebook(server: tuple[str, str]) -> None:
    address, printed = server
    assert "files added: 4" in printed
    assert urlsplit(address).path == "/lab/tree/00-welcome/00-welcome.ipynb"
    assert fetch(address)[0] == 200
    status, notebook = fetch(api(address, "/api/contents/00-welcome/00-welcome.ipynb"))
    assert status == 200
    assert json.loads(notebook)["content"]["cells"][0]["source"] == "# Welcome"


def test_the_layout_is_the_folders_own(tmp_path: Path) -> None:
    ours = [option for option in start.arguments(tmp_path, "token", False, None) if "workspaces_dir" in option]
    assert ours == [f"--LabApp.workspaces_dir={tmp_path / '.layout'}"]


def test_nothing_is_served_without_the_token(server: tuple[str, str]) -> None:
    address, _ = server
    assert fetch(api(address, "/api/contents").partition("?")[0])[0] == 403


def test_learners_see_the_courses_settings_and_none_of_the_trainers_parts(server: tuple[str, str]) -> None:
    address, _ = server
    page = fetch(address)[1]
    config = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert "@jupyter/nbgrader" in config["disabledExtensions"]
    assert fetch(api(address, "/formgrader"))[0] == 404
    overrides = json.loads(start.OVERRIDES.read_text("utf-8"))
    for plugin, settings in overrides.items():
        schema = json.loads(fetch(api(address, f"/lab/api/settings/{plugin}"))[1])["schema"]
        for name, value in settings.items():
            default = schema["properties"][name]["default"]
            assert default == value or value.items() <= default.items(), f"{plugin} {name}"


def api(address: str, path: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{path}?token={parse_qs(parts.query)['token'][0]}"
