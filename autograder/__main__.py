"""The command line: start, build, check, evaluate, lint, misconceptions, new."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from .model.rubric import Kind

ROOT = Path(__file__).resolve().parent.parent


class UsageError(Exception):
    """Something on the command line, or a file that it names, that its user can mend: one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status."""
    from .model.load import ContentError

    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except (UsageError, ContentError) as error:
        print(error, file=sys.stderr)
        return 2
    except RuntimeError as error:
        from .text.encode import ModelError

        if not isinstance(error, ModelError):
            raise
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m autograder", description="After the Interview: the course and its grader."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    start = commands.add_parser("start", help="copy the course into a folder of yours and open it in JupyterLab")
    start.add_argument(
        "--dir",
        type=Path,
        default=Path("my-course"),
        help="your folder (default: my-course); nothing in it is overwritten",
    )
    start.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    start.add_argument("--port", type=int, help="the port to serve on (default: one that is free)")
    start.set_defaults(run=_start)

    build = commands.add_parser("build", help="make source/ and release/ from course/")
    build.add_argument("--check", action="store_true", help="change nothing; name what is out of date")
    build.add_argument("--scenario", metavar="ID", help="build every lesson for this scenario")
    build.add_argument("--out", type=Path, metavar="DIR", help="build into this folder instead of the project's own")
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="grade one draft and print the report")
    check.add_argument("draft", metavar="DRAFT", help="a text file, or - for standard input")
    check.add_argument(
        "--scenario",
        required=True,
        metavar="ID",
        help="the ID of one of the course's interviews, or a file of your own",
    )
    check.add_argument("--kind", choices=get_args(Kind), required=True, metavar="KIND", help=", ".join(get_args(Kind)))
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=_check)

    evaluate = commands.add_parser("evaluate", help="compare the grader with labelled drafts")
    evaluate.add_argument("corpus", type=Path, metavar="CORPUS.jsonl")
    evaluate.add_argument("--scenarios", type=Path, required=True, metavar="DIR")
    evaluate.add_argument("--json", action="store_true")
    evaluate.set_defaults(run=_evaluate)

    lint = commands.add_parser("lint", help="check scenario files, or a whole course, for faults")
    lint.add_argument("folder", type=Path, metavar="DIR")
    lint.set_defaults(run=_lint)

    common = commands.add_parser("misconceptions", help="count which misconceptions the learners' quizzes show")
    common.add_argument("folder", type=Path, metavar="FOLDER", help="nbgrader's submitted/, or any folder")
    common.add_argument("--json", action="store_true")
    common.set_defaults(run=_misconceptions)

    new = commands.add_parser("new", help="write the templates of a scenario or a lesson into course/")
    new.add_argument("what", choices=("scenario", "lesson"), metavar="WHAT", help="scenario or lesson")
    new.add_argument("id", metavar="ID", help="its name: lower-case letters, digits and hyphens, such as ward-sister")
    new.set_defaults(run=_new)
    return parser


def _start(options: argparse.Namespace) -> int:
    from .start import start

    return start(options.dir, browser=not options.no_browser, port=options.port)


def _build(options: argparse.Namespace) -> int:
    from .build import build

    result = build(ROOT, scenario=options.scenario, out=options.out, check=options.check)
    print(result)
    return 1 if result.stale else 0


def _check(options: argparse.Namespace) -> int:
    from . import report
    from .grade import grade
    from .model.load import load_scenario, rubrics

    scenario = load_scenario(_scenario(options.scenario))
    rubric = rubrics(ROOT / "course").get(options.kind)
    if rubric is None:
        raise UsageError(f"No lesson of the course has a rubric of the kind '{options.kind}' yet.")
    graded = grade(_read(options.draft), scenario, rubric)
    print(json.dumps(report.to_json(graded), ensure_ascii=False, indent=1) if options.json else report.to_text(graded))
    return 0


def _scenario(given: str) -> Path:
    """The file of a scenario that is given by its ID or as a path."""
    path, there = Path(given), ROOT / "course" / "scenarios"
    if path.exists():
        return path
    listed = sorted(file.stem for file in there.glob("*.yaml"))
    if given in listed:
        return there / f"{given}.yaml"
    close = get_close_matches(path.stem, listed, n=1)
    meant = f"; did you mean {close[0]}?" if close else f"; give a file, or one of {', '.join(listed) or 'none'}"
    raise UsageError(f"--scenario: there is no file '{given}', and no interview of the course has that ID{meant}")


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{name}: this is not UTF-8 text; save the draft as plain text in UTF-8.") from None


def _evaluate(options: argparse.Namespace) -> int:
    from .evaluate import CorpusError, evaluate, read_corpus
    from .model.load import load_scenario, rubrics

    try:
        rows = read_corpus(options.corpus)
        wanted = sorted({row.scenario for row in rows})
        scenarios = {}
        for name in wanted:
            scenarios[name] = load_scenario(options.scenarios / f"{name}.yaml")
        result = evaluate(rows, scenarios, rubrics(ROOT / "course"), _progress(len(rows)))
    except CorpusError as error:
        raise UsageError(str(error)) from None
    print(json.dumps(result.to_json(), ensure_ascii=False, indent=1) if options.json else result.to_text())
    return 0


def _progress(total: int):  # type: ignore[no-untyped-def]
    """A counter on standard error where somebody is looking."""
    if not sys.stderr.isatty():
        return lambda done: None
    return lambda done: print(
        f"\r{done} of {total} drafts", end="\n" if done == total else "", file=sys.stderr, flush=True
    )


def _lint(options: argparse.Namespace) -> int:
    from .content import lint

    result = lint(options.folder)
    for line in (*result.faults, *result.notices):
        print(line)
    if result.faults:
        return 1
    print(f"{result.files} file{'' if result.files == 1 else 's'} checked, no fault found.")
    return 0


def _misconceptions(options: argparse.Namespace) -> int:
    from .misconceptions import CollectError, misconceptions

    try:
        result = misconceptions(options.folder)
    except CollectError as error:
        raise UsageError(str(error)) from None
    for path in result.skipped:
        print(f"{path}: skipped, because it is damaged or no file of quiz answers.", file=sys.stderr)
    print(json.dumps(result.to_json(), ensure_ascii=False, indent=1) if options.json else result.to_text())
    return 0


def _new(options: argparse.Namespace) -> int:
    from .new import new_lesson, new_scenario

    write = new_scenario if options.what == "scenario" else new_lesson
    print(write(ROOT, options.id))
    return 0


if __name__ == "__main__":
    sys.exit(main())
