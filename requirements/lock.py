"""Writes the locks and environment.yml from the names in pyproject.toml. Needs uv; knows nothing of installing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OLDEST_PYTHON = "3.11"

# The learner's lock comes first: the developer's takes the same versions from it.
LOCKS: dict[str, tuple[str, ...]] = {
    "run.lock": ("pyproject.toml", "--group", "build"),
    "dev.lock": ("pyproject.toml", "--group", "build", "--group", "dev", "--constraint", "requirements/run.lock"),
    "weights.lock": ("--group", "pyproject.toml:weights", "--no-deps"),
}

# One version for every Python and system, and neither a registry's address nor a path of this machine in the file.
OPTIONS = (
    "--universal", "--python-version", OLDEST_PYTHON, "--fork-strategy", "fewest", "--generate-hashes",
    "--constraint", "requirements/constraints.txt",
    "--no-config", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header", "--quiet",
)  # fmt: skip

ENVIRONMENT = """\
# Binder and conda. Written by 'make lock': the versions are those of requirements/run.lock.
name: after-the-interview
channels:
  - conda-forge
dependencies:
  - python={python}
  - pip
  - pip:
"""


def pins(lock: str) -> list[str]:
    """The lock's requirements, one line each with its marker, without hashes."""
    return re.findall(r"^([a-z0-9][^\\\n]*?) *\\?$", lock, flags=re.MULTILINE)


def environment(lock: str) -> str:
    """The text of environment.yml: the lock's pins, then the package itself."""
    rows = "".join(f"    - {pin}\n" for pin in (*pins(lock), "-e ."))
    return ENVIRONMENT.format(python=OLDEST_PYTHON) + rows


def main(options: list[str]) -> int:
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        print("uv is not here: run '.venv/bin/pip install uv', then 'make lock' again.", file=sys.stderr)
        return 2
    for name, sources in LOCKS.items():
        command = [uv, "pip", "compile", *sources, *OPTIONS, *options, "--output-file", f"requirements/{name}"]
        if status := subprocess.run(command, cwd=ROOT).returncode:
            return status
    (ROOT / "environment.yml").write_text(environment((HERE / "run.lock").read_text("utf-8")), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
