"""Tests of `qa.retrieval`."""
