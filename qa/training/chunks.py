"""Cuts texts between sentences into passages as long as the ones read at run time.

Most texts of the material have 140 words; paragraphs of news have 15 to 60. It must not know
about tokens or about questions.
"""

import random
import re

from qa.training.material import Span

LONGEST = 160
"""Words in a passage at most, so that it fits into one window of the model."""

_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n+")
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|vs|No|Sen|Gov|Gen|Jr|Prof|c|ca)|\b[A-Z]|\.[a-z])\.$")
_SENTENCES = (1, 2, 3, 4, 5)
_OFTEN = (0.27, 0.29, 0.22, 0.12, 0.10)


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences in order, without the white space between them."""
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and _SHORT.search(text, start, match.start()):
            continue
        found.append(_stripped(text, start, match.end()))
        start = match.end()
    found.append(_stripped(text, start, len(text)))
    return tuple(span for span in found if span.end > span.start)


def cut(
    text: str, rng: random.Random, whole: float, together: tuple[Span, ...] = ()
) -> tuple[Span, ...]:
    """Return passages that cover the text, each of one to five sentences.

    With probability `whole`, each is as long as a passage may be instead. No cut runs through a
    span of `together`.
    """
    units = sentences(text)
    wants_whole = rng.random() < whole
    passages: list[Span] = []
    at = 0
    while at < len(units):
        wanted = len(units) if wants_whole else rng.choices(_SENTENCES, _OFTEN)[0]
        end = at + 1
        while end < len(units) and (
            (end - at < wanted and _words(text, units[at].start, units[end].end) <= LONGEST)
            or any(s.start < units[end].start < s.end for s in together)
        ):
            end += 1
        passages.append(Span(units[at].start, units[end - 1].end))
        at = end
    return tuple(passages)


def sentence_before(text: str, start: int) -> str:
    """Return the sentence that ends last before the offset, or an empty string."""
    earlier = [span for span in sentences(text) if span.end <= start]
    return text[earlier[-1].start : earlier[-1].end] if earlier else ""


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
