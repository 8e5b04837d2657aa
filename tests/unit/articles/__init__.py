"""Tests of `qa.articles`."""
