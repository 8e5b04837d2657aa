"""What is encoded and word-indexed of a passage; pure. What is shown and cited is never this."""

from qa.model import Document, Passage, Sentence

# Raised whenever the same passage would give another text.
VERSION = 1


def passage_text(document: Document, passage: Passage) -> str:
    """Return what is encoded for a passage."""
    del document
    return passage.text


def sentence_text(document: Document, passage: Passage, sentence: Sentence) -> str:
    """Return what is encoded for a sentence of a passage."""
    del document, passage
    return sentence.text


def word_text(document: Document, passage: Passage) -> str:
    """Return what the word index reads of a passage."""
    del document
    return passage.text
