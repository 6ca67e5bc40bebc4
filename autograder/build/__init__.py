"""The build: course/ becomes source/ and release/. Knows notebooks and nbgrader; grades nothing."""

from .builder import build
from .tree import BuildResult

__all__ = ["BuildResult", "build"]
