"""Tests of `qa.verifying`."""
