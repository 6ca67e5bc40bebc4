"""What checking one draft costs a learner: time, memory and start-up, each beside its aim. Knows nothing of cohorts."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import psutil
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).resolve().parent.parent
LESSON = "03-follow-up-email"
SCENARIO = ROOT / "course" / "scenarios" / "depot-operations-manager.yaml"
RUBRIC = ROOT / "course" / LESSON / "rubric.yaml"
DRAFT = ROOT / "course" / LESSON / "answers" / SCENARIO.stem / "follow_up_email.model.txt"

# A new process, from its first import to its first report.
FIRST_CHECK = f"""
import time
began = time.perf_counter()
from pathlib import Path
from autograder.grade import grade
from autograder.model.load import load_rubric, load_scenario
draft = Path({str(DRAFT)!r}).read_text("utf-8")
grade(draft, load_scenario(Path({str(SCENARIO)!r})), load_rubric(Path({str(RUBRIC)!r})))
print(time.perf_counter() - began)
"""
IMPORT = "import time; began = time.perf_counter(); import autograder; print(time.perf_counter() - began)"


def variant(draft: str, n: int) -> str:
    """The draft with a figure of its own in every sentence, so that nothing kept from another run serves this one."""
    return re.sub(r"(?<=[a-z])([.,;]) ", rf" {n}\1 ", draft)


def warm(runs: int = 100) -> tuple[float, float]:
    """Milliseconds for a check in a process that has checked before: the median and the 95th percentile."""
    from autograder.grade import grade
    from autograder.model.load import load_rubric, load_scenario

    scenario, rubric, draft = load_scenario(SCENARIO), load_rubric(RUBRIC), DRAFT.read_text("utf-8")
    times = []
    for n in range(runs + 5):
        text = variant(draft, n)
        began = time.perf_counter()
        grade(text, scenario, rubric)
        times.append((time.perf_counter() - began) * 1000)
    times = sorted(times[5:])  # the first few load the models
    return times[runs // 2], times[int(runs * 0.95)]


def in_new_process(code: str, runs: int) -> float:
    """The median of what `code` prints, in processes of its own. The first run warms the disk and does not count."""
    command = [sys.executable, "-c", code]
    outputs = [subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout for _ in range(runs + 1)]
    return sorted(map(float, outputs[1:]))[runs // 2]


def kernel_memory() -> float:
    """Megabytes of resident memory of a real kernel in which a learner has checked a draft."""
    manager, client = start_new_kernel(
        kernel_name="python3", cwd=str(ROOT / "release" / LESSON), stderr=subprocess.DEVNULL
    )
    try:
        run(client, "%load_ext autograder")
        run(client, "%%draft follow_up_email\n" + DRAFT.read_text("utf-8"))
        points = float(run(client, 'print(repr(check("follow_up_email")))'))
        if not points:
            raise SystemExit("The kernel gave the model answer no points: this would not be the memory of a check.")
        kernel = int(run(client, "import os; print(os.getpid())"))
        return psutil.Process(kernel).memory_info().rss / 2**20
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(client: BlockingKernelClient, code: str) -> str:
    """Runs a cell; returns what it printed."""
    printed: list[str] = []

    def keep(message: dict[str, dict[str, str]]) -> None:
        printed.append(message["content"].get("text", ""))

    reply = client.execute_interactive(code, timeout=60, output_hook=keep, stop_on_error=True)
    if reply["content"]["status"] != "ok":
        raise SystemExit(f"This cell failed in the kernel: {code.splitlines()[0]}: {reply['content']['evalue']}")
    return "".join(printed)


def main() -> int:
    words = len(DRAFT.read_text("utf-8").partition("\n\n")[2].split())
    median, slowest = warm()
    rows = [
        (f"check of {words} words, 95th percentile", slowest, 60, "ms"),
        ("first check in a new process", in_new_process(FIRST_CHECK, 3), 1.2, "s"),
        ("memory of a kernel that has checked", kernel_memory(), 300, "MB"),
        ("import autograder", in_new_process(IMPORT, 5), 0.15, "s"),
    ]
    print(f"{'':40}{'measured':>12}{'aim':>10}{'ratio':>8}")
    for name, measured, aim, unit in rows:
        print(f"{name:40}{measured:>9.3g} {unit:<2}{aim:>7g} {unit:<2}{measured / aim:>8.2f}")
    load, cores = psutil.getloadavg()[0], psutil.cpu_count()
    print(f"Median of the checks: {median:.3g} ms. Load of this machine while measuring: {load:.1f} on {cores} cores.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
