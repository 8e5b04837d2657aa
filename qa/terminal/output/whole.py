"""An answer that tells of an article as a whole, in words: a heading and its items.

The same on a screen and in Markdown. Texts are sanitized and on one line each.
"""

from dataclasses import dataclass

from qa.model import Answer, AnswerItem, AnswerKind
from qa.terminal.output.sanitize import one_line, shorten_long_words
from qa.terminal.output.wording import counted

# Speakers named in a heading, at most.
_MOST_NAMED = 8
_THINGS = {"organisations": "organisation", "places": "place", "numbers": "number"}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item: what stands before its text ("Rajan Kumar: "), its text, and what stands after."""

    lead: str
    text: str
    tail: str

    @property
    def whole(self) -> str:
        """The item as one text."""
        return f"{self.lead}{self.text}{self.tail}"


def heading(answer: Answer) -> str:
    """Return what the items are: "Quoted: Rajan Kumar and Harsh Pant"."""
    count = len(answer.items)
    if answer.kind is AnswerKind.QUOTES:
        return _quoted(answer)
    if answer.kind is AnswerKind.PEOPLE:
        return "1 person:" if count == 1 else f"{count} people:"
    if answer.kind is AnswerKind.LIST:
        return f"{counted(count, _THINGS.get(answer.asked or '', 'item'))}:"
    return "In order of time:" if answer.kind is AnswerKind.TIMELINE else "In short:"


def _quoted(answer: Answer) -> str:
    speakers = _speakers(answer)
    if not speakers:
        return "Quoted, without a name:"
    return f"{speakers[0]} says:" if _is_of_one(answer) else f"Quoted: {_enumerated(speakers)}"


def _is_of_one(answer: Answer) -> bool:
    """Return whether one speaker says all that is quoted."""
    return len({item.speaker for item in answer.items}) == 1


def item_lines_of_whole(answer: Answer) -> list[ItemLine]:
    """Return the items in order, each with the number of its passage if that is shown."""
    alone = _is_of_one(answer)
    lines = []
    for item in answer.items:
        lead = ""
        if item.speaker and not alone:
            lead = f"{_cleaned(item.speaker)}: "
        elif answer.kind is AnswerKind.TIMELINE and item.detail:
            lead = f"{_cleaned(item.detail)}: "
        lines.append(ItemLine(lead, _cleaned(item.text), _tail(answer, item)))
    return lines


def is_short(answer: Answer) -> bool:
    """Return whether the items are words, to be shown one after another on a line."""
    return answer.kind is AnswerKind.LIST


def _tail(answer: Answer, item: AnswerItem) -> str:
    role = f", {_cleaned(item.detail)}" if answer.kind is AnswerKind.PEOPLE and item.detail else ""
    return role + (f" [{item.passage}]" if item.passage else "")


def _speakers(answer: Answer) -> list[str]:
    return [_cleaned(name) for name in dict.fromkeys(i.speaker for i in answer.items) if name]


def _enumerated(names: list[str]) -> str:
    shown, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _cleaned(text: str) -> str:
    return shorten_long_words(one_line(text))
