"""Tests of `qa.terminal.session.welcome`."""
