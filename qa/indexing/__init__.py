"""Corpus → new generation → verify → switch → prune, under a lock; and back to the one before.

The index in use is never touched: whatever fails or is killed here, it goes on answering.
`rebuilding` runs it all: `planning` tells what has changed, `basis` what of the last generation is
kept, `making` makes the new one, `cleaning` comes after; `rolling_back` goes the other way.
"""

from qa.indexing.rebuild import rebuild
from qa.indexing.rollback import rollback

__all__ = ["rebuild", "rollback"]
