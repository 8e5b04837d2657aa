"""Tests of `qa.language`."""
