"""Checks the citations of saved answers against the articles as they are now.

`saved` reads a file of answers and `record` validates each of them, `article_text` finds texts in
an article, `difference` compares a changed text word by word, `checking` gives each citation its
status and `verification_json` writes the result as JSON. Neither an index nor a model is needed. A
file of answers is not trusted: a path in it is looked up among the articles, never opened.
"""

from qa.verifying.checking import verify
from qa.verifying.saved import read_saved
from qa.verifying.values import CheckedCitation, CitationStatus, Verification

__all__ = ["CheckedCitation", "CitationStatus", "Verification", "read_saved", "verify"]
