"""A question to the passages nearest to it, seen three ways: passage, sentences, words."""

from qa.retrieval.candidates import Candidates, find_candidates
from qa.retrieval.filters import Selection, select_articles

__all__ = ["Candidates", "Selection", "find_candidates", "select_articles"]
