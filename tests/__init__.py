"""Tests of everything; `tests/README.md` tells what lies where."""
