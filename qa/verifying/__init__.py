"""Saved answers against the articles as they are now: does what was cited still stand there?

`saved` reads a file of answers, `record` checks what is in it, `article_text` finds a text in an
article, `searching` many at once, `difference` tells what became of a text, `comparing` puts it all
together and `report` makes JSON of it. Neither an index nor a model is needed, and nothing that a
file of answers says is trusted: a path in it is looked up among the articles, never opened.
"""

from qa.verifying.checking import verify
from qa.verifying.saved import read_saved
from qa.verifying.values import CheckedCitation, CitationStatus, Verification

__all__ = ["CheckedCitation", "CitationStatus", "Verification", "read_saved", "verify"]
