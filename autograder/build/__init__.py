"""The build: course/ becomes source/ and release/. Knows notebooks and nbgrader; grades nothing."""

from .builder import build, refusals
from .tree import BuildResult

__all__ = ["BuildResult", "build", "refusals"]
