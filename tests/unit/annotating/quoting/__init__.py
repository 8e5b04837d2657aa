"""Tests of `qa.annotating.quoting`."""
