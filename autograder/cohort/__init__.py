"""Grading for cohorts, inside nbgrader and without a kernel. No other room knows of nbgrader's gradebook."""
