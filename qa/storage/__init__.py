"""Generations of an index on disk: each is written once, verified, put in use, and never changed.

`layout` owns every file name; `manifest` records what a generation consists of, and `integrity`
notices that a file is not as recorded. Its three stores are `vectors` (faiss), `fulltext` (tantivy)
and `texts` (SQLite); `keys` says which article a row of them belongs to. `writer` makes a
generation and `generation` opens one; `generations` lists those that are kept and switches between
them. `lock` admits one builder at a time; `vector_cache` keeps what an unfinished build computed.
"""

from qa.storage.generation import Generation, open_generation
from qa.storage.generations import current_generation, with_current
from qa.storage.layout import Layout

__all__ = ["Generation", "Layout", "current_generation", "open_generation", "with_current"]
