"""Tests of `qa.models`."""
