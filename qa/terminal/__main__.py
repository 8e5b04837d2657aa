"""Runs the command line as `python -m qa.terminal`."""

from qa.terminal.app import run

if __name__ == "__main__":
    run()
