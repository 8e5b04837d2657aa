"""Tests of `qa.answering.whole`."""
