"""Tests of `qa.annotating`."""
