"""Tests of `qa.service`."""
