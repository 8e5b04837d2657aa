"""Tests of `qa.terminal`."""
