"""Tests of `qa.doctor`."""
