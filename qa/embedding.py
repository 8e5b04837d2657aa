"""What is encoded and word-indexed of a passage; pure. What is shown and cited is never this.

The text alone. With its section's heading before it a passage of article_dev was found less often
by its vector (R@1 0.42 instead of 0.67: headings of news tease more than they tell), and no more
often by its words (0.75 either way).
"""

from qa.model import Passage, Sentence

# Raised whenever the same passage would give another text.
VERSION = 1


def passage_text(passage: Passage) -> str:
    """Return what is encoded for a passage."""
    return passage.text


def sentence_text(sentence: Sentence) -> str:
    """Return what is encoded for a sentence: for a passage of one sentence the same text."""
    return sentence.text


def word_text(passage: Passage) -> str:
    """Return what the word index reads of a passage."""
    return passage.text
