"""Tests of `qa.storage`."""
