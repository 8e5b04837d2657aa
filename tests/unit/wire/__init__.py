"""Tests of `qa.wire`."""
