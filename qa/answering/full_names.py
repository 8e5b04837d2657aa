"""A name's part in a question, completed to the whole name that the articles have; for English.

An article introduces somebody by the whole name and goes on with a part of it. What only the
introduction tells is found by the whole name: "Who is Kumar?" as "Who is Rajan Kumar?". A part is
completed only if the articles have exactly one longer name that begins or ends with it.
"""

import re
from collections.abc import Callable, Iterable

from qa.answering.phrases import grow_name
from qa.conversation.tokens import find_names
from qa.language.english import CALENDAR_WORDS, TITLE_MODIFIERS, TITLES
from qa.retrieval.protocol import Filters, Query, Searcher

# Words of a person's name.
_LONGEST = 4
# With as many passages that hold a part, or more, its whole name is not looked for.
_MENTIONS = 40
_WHO_IS = re.compile(r"\W*who(?:['’]s| is| was)\s+(?P<name>[^\W\d_]{2,})\W*", re.IGNORECASE)
# Before a part of a name: what makes it a place, several, or a part of what is there already.
_NO_PERSON = re.compile(
    r"\b(?:in|at|near|into|across|around|within|the|an?|many|some|all|most|few|these|those|which|what"
    r"|van|von|de|den|der|del|della|di|da|du|la|le|bin|ibn|al|el)\s+$",
    re.IGNORECASE,
)
_NO_PARTS = TITLES | TITLE_MODIFIERS | CALENDAR_WORDS


def with_whole_names(
    query: Query, searcher: Searcher, filters: Filters, *, only_who_is: bool
) -> str:
    """Return the question with whole names for their parts, if there are any.

    With `only_who_is` any other question than who somebody is stays as it is.
    """
    if only_who_is and not _WHO_IS.fullmatch(query.text):
        return query.text

    def mentions(word: str) -> list[str]:
        found = searcher.search(Query(word, query.vector), filters)
        keys = found.keys[found.bm25 > 0].tolist()
        # Where not all are seen, there may be another name.
        texts = searcher.fetch(keys, with_before=False) if len(keys) < _MENTIONS else []
        return [sentence.text for text in texts for sentence in text.passage.sentences]

    return complete_names(query.text, mentions)


def complete_names(question: str, mentions: Callable[[str], Iterable[str]]) -> str:
    """Return the question with each part of a name completed, where there is one whole name alone.

    `mentions` gives the sentences that hold a word.
    """
    for start, end in reversed(_parts(question)):
        part = question[start:end]
        # Small letters are completed as well.
        part = part[0].upper() + part[1:]
        wholes = {whole for text in mentions(part) for whole in _whole_names(text, part)}
        if len(wholes) == 1:
            question = question[:start] + wholes.pop() + question[end:]
    return question


def _parts(question: str) -> list[tuple[int, int]]:
    """Return where names of one word stand, titles aside, in order."""
    if found := _WHO_IS.fullmatch(question):
        return [found.span("name")]
    parts = []
    for name in find_names(question):
        words = [
            (name.start + word.start(), name.start + word.end())
            for word in re.finditer(r"\S+", name.text)
            if word[0].rstrip(".").lower() not in _NO_PARTS
        ]
        if len(words) == 1 and not _NO_PERSON.search(question, 0, words[0][0]):
            parts.append(words[0])
    return parts


def _whole_names(sentence: str, part: str) -> Iterable[str]:
    """Yield the longer names in a sentence that begin or end with the part."""
    for found in re.finditer(rf"(?<![\w'’-]){re.escape(part)}(?![\w-])", sentence):
        start, end = grow_name(sentence, *found.span())
        words = sentence[start:end].split()
        if 1 < len(words) <= _LONGEST and part in {words[0], words[-1]}:
            yield " ".join(words)
