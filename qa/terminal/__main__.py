"""Runs the command line as `python -m qa.terminal`."""

import sys

from qa.terminal.cli import main

if __name__ == "__main__":
    sys.exit(main())
