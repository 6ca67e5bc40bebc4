"""Copies the released course into a learner's folder and opens JupyterLab there. Knows nothing of grading.

Nothing that exists in the folder is ever overwritten. The settings that the course needs hold for this one server: a
trainer's own JupyterLab in the same environment, and the user's own settings, stay as they are.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

PACKAGE = Path(__file__).resolve().parent
RELEASE = PACKAGE.parent / "release"
OVERRIDES = PACKAGE / "notebook" / "overrides.json"
WELCOME = "00-welcome/00-welcome.ipynb"

# What trainers use and learners do not: plugins of the page, and the parts of the server behind them.
TRAINERS_PLUGINS = ("@jupyter/nbgrader", "jupyterlab-jupytext")
TRAINERS_SERVICES = (
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "jupytext",
)


class StartError(Exception):
    """What keeps the course from starting and what to do about it, in one sentence."""


def start(directory: Path, browser: bool = True, port: int | None = None) -> int:
    """Copies the course into `directory`, then serves it until the person stops it. Returns the exit status."""
    try:
        directory = directory.expanduser().resolve()
        added = copy_course(RELEASE, directory)
        check_port(port)
    except StartError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"The course is in {directory} " + (f"(files added: {added})." if added else "as you left it."), flush=True)
    for lesson in outdated(RELEASE, directory):
        print(
            f"There is a newer version of the lesson {lesson}. Yours is kept; "
            f"to take the new one, rename the folder {directory / lesson} and start again."
        )
    with tempfile.TemporaryDirectory(prefix="after-the-interview-") as folder:
        write_settings(Path(folder))
        return serve(directory, Path(folder), browser and has_screen(os.environ, sys.platform), port)


def copy_course(release: Path, directory: Path) -> int:
    """Adds the files of the released course that `directory` lacks, and says how many. What exists is left alone."""
    if not (release / WELCOME).is_file():
        raise StartError(
            "The released course is not here: start from the project's folder, "
            "and run 'make build' there if it has no folder release."
        )
    if directory == release or release in directory.parents:
        raise StartError(f"{directory} belongs to the course itself: name another folder with DIR (or --dir).")
    if directory.exists() and not directory.is_dir():
        raise StartError(f"{directory} is a file: name a folder with DIR (or --dir).")
    added = 0
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for source in course_files(release):
            added += copy_new(release / source, directory / source)
    except OSError as error:
        raise StartError(
            f"The course cannot be written to {directory} ({error.strerror}): "
            "name a folder that you may write to with DIR (or --dir)."
        ) from None
    if not os.access(directory, os.W_OK):
        raise StartError(f"{directory} cannot be written to: name another folder with DIR (or --dir).")
    return added


def course_files(release: Path) -> list[Path]:
    """The files of the course, relative to `release`; hidden ones, such as a notebook's checkpoints, are none of it."""
    files = (path.relative_to(release) for path in release.rglob("*") if path.is_file())
    return sorted(path for path in files if not any(part.startswith(".") for part in path.parts))


def copy_new(source: Path, target: Path) -> bool:
    """Copies a file unless something of that name is there. A copy that is broken off leaves no half of a file."""
    if os.path.lexists(target):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    shutil.copyfile(source, part)
    part.rename(target)
    return True


def outdated(release: Path, directory: Path) -> list[str]:
    """The lessons whose data in `directory` differ from the released ones. Learners edit notebooks, never the data."""
    data = (path for path in course_files(release) if path.name == "lesson.json")
    return [path.parent.name for path in data if (release / path).read_bytes() != (directory / path).read_bytes()]


def write_settings(folder: Path) -> None:
    """Writes the settings of the course into a Jupyter configuration folder."""
    lab, server = folder / "labconfig", folder / "jupyter_server_config.d"
    for path in (lab, server):
        path.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(OVERRIDES, lab / "default_setting_overrides.json")
    page = {"disabledExtensions": dict.fromkeys(TRAINERS_PLUGINS, True)}
    (lab / "page_config.json").write_text(json.dumps(page), "utf-8")
    services = {"ServerApp": {"jpserver_extensions": dict.fromkeys(TRAINERS_SERVICES, False)}}
    # Named to be read after nbgrader.json, where both are in one folder.
    (server / "without-trainers-services.json").write_text(json.dumps(services), "utf-8")


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser could be shown to the person who started the course."""
    if "SSH_CONNECTION" in environment or "SSH_TTY" in environment:
        return False
    return not platform.startswith("linux") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def check_port(port: int | None) -> None:
    if port is None:
        return
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":  # there, it would let two servers share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            raise StartError(
                f"Port {port} cannot be used, most likely because another program has it: "
                "name another with PORT (or --port), or none."
            ) from None


def serve(directory: Path, settings: Path, browser: bool, port: int | None) -> int:
    """Runs JupyterLab in `directory` until it is stopped."""
    paths = [str(settings), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(path for path in paths if path)
    print("Starting JupyterLab: this takes a few seconds.", flush=True)
    from jupyterlab.labapp import LabApp

    token = secrets.token_urlsafe(24)
    server = LabApp.initialize_server(argv=arguments(directory, token, browser, port))
    address = urlunsplit(urlsplit(server.local_url)._replace(query=urlencode({"token": token})))
    opened = "Your browser is opening it; if it does not, open" if browser else "Open"
    print(f"{opened} this address in a browser:\n\n    {address}\n\nTo stop, press Ctrl+C here.", flush=True)
    server.start()
    return 0


def arguments(directory: Path, token: str, browser: bool, port: int | None) -> list[str]:
    """JupyterLab's command line: on this computer only, with a token, and with a layout of its own for each folder."""
    options = {
        "ServerApp.root_dir": directory,
        "ServerApp.ip": "localhost",
        "ServerApp.open_browser": browser,
        "IdentityProvider.token": token,
        "LabApp.default_url": f"/lab/tree/{WELCOME}",
        "LabApp.workspaces_dir": directory / ".layout",
        "JupyterApp.answer_yes": True,  # Ctrl+C stops the server without a question
        "Application.log_level": "WARN",
    }
    if port is not None:
        options |= {"ServerApp.port": port, "ServerApp.port_retries": 0}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options["ServerApp.allow_root"] = True
    return [f"--{name}={value}" for name, value in options.items()]
