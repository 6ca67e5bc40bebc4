"""What nbgrader is configured with so that answers are graded as data. Names only: importing this must stay cheap."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

FEEDBACK = "feedback_page"  # the folder beside this module that has the template of the page of feedback
_NBGRADERS = "server_extensions/formgrader/templates"


def configure(c: Any) -> None:
    """Puts the cohort room's passes into nbgrader's autograde and feedback steps. `c` is the object that `get_config()` returns."""
    # Reads any file as a notebook, so that one bad file costs one submission its marks and not the cohort its run.
    c.Autograde.exporter_class = "autograder.cohort.submission.SubmissionExporter"
    # nbgrader's own list with Preflight in front: the passes behind it fail on a copied or altered cell.
    c.Autograde.sanitize_preprocessors = [
        "autograder.cohort.preflight.Preflight",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    # nbgrader's own list with GradeAnswers in the place of Execute, and MarkDoubtful behind SaveAutoGrades.
    c.Autograde.autograde_preprocessors = [
        "autograder.cohort.preprocessor.GradeAnswers",
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "autograder.cohort.doubtful.MarkDoubtful",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    # For the feedback step alone: the formgrader shows submissions with a template of its own.
    page = c.GenerateFeedback.HTMLExporter
    page.exclude_anchor_links = True
    nbgrader = find_spec("nbgrader")
    if nbgrader and nbgrader.origin:
        page.template_name, page.template_file = FEEDBACK, "page.html.j2"
        page.extra_template_basedirs = [str(Path(__file__).parent), str(Path(nbgrader.origin).parent / _NBGRADERS)]
