"""Tests of `qa.overview`."""
