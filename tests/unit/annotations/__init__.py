"""Tests of `qa.annotations`."""
