"""One generation of an index on disk: written once, verified, switched to, never changed after.

`layout` owns every file name; `manifest` says what a generation is made of; `vectors` (the only
user of faiss), `words` (of tantivy) and `texts` (of SQLite) are its three stores; `writer` makes a
generation and `generation` opens one; `checked` verifies its files before anything trusts them;
`lock` lets one builder in.
"""

from qa.storage.generation import (
    Generation,
    current_generation,
    open_generation,
    with_current,
)
from qa.storage.layout import Layout

__all__ = ["Generation", "Layout", "current_generation", "open_generation", "with_current"]
