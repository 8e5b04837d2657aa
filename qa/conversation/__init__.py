"""Questions that depend on the turns before them, rewritten without a language model.

Words decide whether a question depends on its context (`context_dependence`) and how it may be
rewritten to stand alone (`query_rewriting`); where words leave it open, retrieval scores decide
(`choosing`). A question that stands alone is never changed. Nothing here searches: the caller
passes in how to encode and how to search. Remembering turns takes `memory` alone; the rest is
loaded with the first question that has a turn before it.
"""
