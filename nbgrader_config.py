"""What nbgrader runs with in this project: for a trainer's commands, the formgrader and the build alike."""

import sys
from pathlib import Path

# nbgrader imports this project's passes by name. It finds them here even where the package is not installed.
sys.path[:0] = [here for here in [str(Path(__file__).resolve().parent)] if here not in sys.path]

c = get_config()  # noqa: F821 (traitlets puts it here)

c.CourseDirectory.course_id = "after-the-interview"

# What may lie in a lesson's folder and is no part of the lesson: nbgrader copies none of it, the build ignores it too.
# The first four are nbgrader's own; the others are the quiz results and drafts of whoever opened the lesson there.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "*.progress.json",
    "after-the-interview.*.json",
    ".progress-*.tmp",
]

# --- From source/ to release/ -----------------------------------------------------------------------------------------
# nbgrader's own list with ClearDrafts in the place of ClearSolutions: each answer cell gets the starter of its rubric.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "autograder.build.clear_drafts.ClearDrafts",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# ClearSolutions.code_stub stays nbgrader's own: it is now for a trainer's exercises in Python alone.
c.ClearSolutions.text_stub = "Write your answer here, in place of this line."

# Autograde.exclude_overwriting stays empty: the lesson.json of source/ overwrites the one that came with a submission.
# No exchange is configured, because none is needed: submissions may be collected as files.

# --- From downloaded/ to submitted/ -----------------------------------------------------------------------------------
# For `nbgrader zip_collect LESSON`: downloaded/LESSON/archive/ holds a zip or a folder for each learner, named as the learner.
# What a learning platform names otherwise can be collected with a pattern of its own, here or on the command line, which wins.
c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".json"]
c.FileNameCollectorPlugin.named_regexp = (
    r".*[/\\](?P<lesson>[^/\\]+)[/\\]extracted[/\\](?P<student_id>[^/\\]+)[/\\]"
    r"(?!(?:.*[/\\])?(?:\.|__MACOSX))"  # nothing hidden: checkpoints, and what a Mac adds
    r"(?!(?:.*[/\\])?(?!(?P=lesson))(?:\d\d-|practice)[^/\\]*[/\\])"  # no other lesson, where a whole course came
    r"(?:.*[/\\])?(?P<file_id>[^/\\]+\.ipynb|(?:lesson|quiz-answers)\.json)$"
)

# --- From submitted/ to autograded/ -----------------------------------------------------------------------------------
# BEGIN Autograde
# Answers are read as data and graded without a kernel; a copied or deleted cell is mended first. The course decides
# which notebooks are graded so: one with an exercise in Python still runs in a kernel.
from autograder.cohort.config import configure  # noqa: E402 (the path is set above)

configure(c)

# True puts every answer of which the grader is not sure on the formgrader's list for manual grading.
c.MarkDoubtful.manual_grading = False
# END Autograde
