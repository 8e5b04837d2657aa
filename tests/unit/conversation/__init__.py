"""Tests of `qa.conversation`."""
