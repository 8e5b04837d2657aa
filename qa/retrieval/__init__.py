"""A question to the passages nearest to it, seen three ways: passage, sentences, words.

`protocol` says what a searcher is and what it hands on; `generation_searcher` is the one over files
on this machine; `filters` restricts it to some articles.
"""
