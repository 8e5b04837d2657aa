"""Corpus → new generation → verify → switch → prune, under a lock.

The index in use is never touched: whatever fails or is killed here, it goes on answering.
`planning` tells what has changed, `vector_source` where each vector comes from.
"""

from qa.build.rebuilding import rebuild

__all__ = ["rebuild"]
