"""Where the tests' own files and the repository's lie."""

from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
PACKAGE = ROOT / "qa"
CORPUS = ROOT / "corpus"
SAMPLE = CORPUS / "putin-india-summit.txt"
DATA = TESTS / "data"
