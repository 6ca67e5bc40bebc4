"""Grading for cohorts, inside nbgrader and without a kernel. Nothing else in the package knows of nbgrader's gradebook."""
