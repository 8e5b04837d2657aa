"""Tests of `qa.encoding`."""
