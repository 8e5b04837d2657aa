"""Tests of `qa.answering`."""
