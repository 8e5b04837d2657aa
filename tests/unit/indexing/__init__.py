"""Tests of `qa.indexing`."""
