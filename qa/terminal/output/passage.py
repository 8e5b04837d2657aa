"""A passage as text: its citation, also as a link or a quotation to paste, and its segments.

Computes no offsets: segments are cut at the answer's own, never found by searching for text. Their
text is sanitized and ready to be wrapped; they set no styles. Links are the OSC 8 escape sequences
of terminals; only terminals known to support them get any.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from qa.model import Citation, FoundPassage, ShortAnswer
from qa.terminal.output.sanitize import one_line, sanitize, shorten_long_words
from qa.terminal.output.wording import counted

AUTO, OFF = "auto", "off"
"""Values of the setting `links`; any other is a template."""

_FILE_TEMPLATE = "file://{path}"
_TERM_PROGRAMS = frozenset(
    {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal", "mintty"}
)
_TERM_NAMES = re.compile(r"kitty|ghostty|foot|alacritty|contour|wezterm")
_VARIABLES = ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "DOMTERM")
# VTE before 0.50 leaves the link's address on the screen.
_LEAST_VTE_VERSION = 5000
_MOST_PLACES = 3

# Longer passages are shown from somewhat before the best sentence on.
_MOST_CHARACTERS = 4000
_CHARACTERS_BEFORE = 600
_LONGEST_WORD = 60
_ELLIPSIS = "…"

_BREAK = re.compile(r"[^\S\n]*(?:\r?\n[^\S\n]*)+")
_END_OF_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_SPACES = re.compile(r"[^\S\n]+")


def article_name(citation: Citation, others: Iterable[FoundPassage] = ()) -> str:
    """Return the article's title, or its file's name where it has none.

    Where another article among `others` has the same title, the file's name follows.
    """
    title, document = one_line(citation.title or ""), one_line(citation.document)
    if title and any(
        other.citation.path != citation.path and one_line(other.citation.title or "") == title
        for other in others
    ):
        return f"{title} ({document})"
    return title or document


def cited_places(citation: Citation) -> tuple[str, ...]:
    """Return where in the article the passage stands: paragraph, lines, and section if any."""
    parts = [f"¶ {citation.paragraph}", line_range(citation.line_start, citation.line_end)]
    if citation.section and (section := one_line(citation.section)):
        parts.append(f"§ {section}")
    return tuple(parts)


def said_by(passage: FoundPassage) -> tuple[str, ...]:
    """Return who says the highlighted sentence, as a part of the citation; empty if nobody does."""
    return (f"said by {one_line(passage.speaker)}",) if passage.speaker else ()


def other_places(passage: FoundPassage) -> str:
    """Return where else the text stands, "" if nowhere: `also in news/ice ¶ 3 and 2 more places`.

    Articles go by their names, which unlike titles are each one's own.
    """
    if not passage.also:
        return ""
    named = passage.also[:_MOST_PLACES]
    shown = ", ".join(
        f"¶ {other.paragraph}"
        if other.path == passage.citation.path
        else f"{one_line(other.document)} ¶ {other.paragraph}"
        for other in named
    )
    more = len(passage.also) - len(named) + passage.also_more
    rest = f" and {counted(more, 'more place')}" if more else ""
    return f"also in {shown}{rest}"


def line_range(first: int, last: int) -> str:
    """Return the lines from the first to the last: `line 5`, `lines 5–7`."""
    return f"line {first}" if first == last else f"lines {first}–{last}"


def quotation(passage: FoundPassage) -> str:
    """Return the passage's text and, on the line below, its source.

    It is sanitized: pasted into a shell or an editor, no control sequence runs.
    """
    cited = passage.citation
    source = ", ".join((article_name(cited), *cited_places(cited)))
    return f"“{sanitize(passage.text).strip()}”\n— {source} ({one_line(cited.path)})\n"


@dataclass(frozen=True, slots=True)
class Links:
    """How citations become addresses: {path} and {line} in the template are the passage's place."""

    template: str
    corpus: Path

    def address(self, citation: Citation) -> str:
        """Return the address of the line at which the passage begins."""
        return self.address_of_line(citation.path, citation.line_start)

    def address_of_line(self, article: str, line: int) -> str:
        """Return the address of a line of the article at this path."""
        path = quote(f"{self.corpus.absolute().as_posix()}/{article}", errors="replace")
        return self.template.replace("{line}", str(line)).replace("{path}", path)


def links_for(
    setting: str, corpus: Path, environment: Mapping[str, str] = os.environ
) -> Links | None:
    """Return how citations become links, or None if the setting or the terminal allows none."""
    if setting == OFF or not supports_links(environment):
        return None
    return Links(_FILE_TEMPLATE if setting in (AUTO, "") else setting, corpus)


def supports_links(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal of this environment is known to support links."""
    if environment.get("TERM", "dumb") in ("dumb", "linux"):
        return False
    version = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") in _TERM_PROGRAMS
        or any(environment.get(name) for name in _VARIABLES)
        or (version.isascii() and version.isdigit() and int(version) >= _LEAST_VTE_VERSION)
        or _TERM_NAMES.search(environment.get("TERM", "")) is not None
    )


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a passage: `highlighted` in the best sentence, `answer` in the short answer."""

    text: str
    highlighted: bool = False
    answer: bool = False


def segments_of(passage: FoundPassage, answer: ShortAnswer | None = None) -> tuple[Segment, ...]:
    """Return the passage's text as segments in order.

    `answer` is marked if it stands in this passage and is not the whole best sentence.
    """
    origin, text = passage.citation.char_start, passage.text
    sentence = _clamped(
        passage.sentence.char_start - origin, passage.sentence.char_end - origin, text
    )
    inner = (0, 0)
    if answer is not None and answer.passage == passage.rank:
        inner = _clamped(answer.char_start - origin, answer.char_end - origin, text)
        if inner == sentence:
            inner = (0, 0)
    first, last = _window(sentence, text)
    unwrapped = _without_hard_wraps(text)
    cuts = sorted({first, last, *(cut for cut in (*sentence, *inner) if first < cut < last)})
    segments = [
        Segment(
            shorten_long_words(_SPACES.sub(" ", sanitize(unwrapped[start:end]))),
            highlighted=sentence[0] <= start < sentence[1],
            answer=inner[0] <= start < inner[1],
        )
        for start, end in pairwise(cuts)
    ]
    if first > 0:
        segments.insert(0, Segment(_ELLIPSIS if text[first].isspace() else f"{_ELLIPSIS} "))
    if last < len(text):
        segments.append(Segment(f" {_ELLIPSIS}"))
    return tuple(segments)


def _clamped(start: int, end: int, text: str) -> tuple[int, int]:
    start = max(0, start)
    return start, max(start, min(end, len(text)))


def _window(sentence: tuple[int, int], text: str) -> tuple[int, int]:
    """Return the start and end of what to show of the text, at spaces if there are any nearby."""
    if len(text) <= _MOST_CHARACTERS:
        return 0, len(text)
    first = max(0, min(sentence[0] - _CHARACTERS_BEFORE, len(text) - _MOST_CHARACTERS))
    last = first + _MOST_CHARACTERS
    if first > 0:
        first = max(first, text.find(" ", first, first + _LONGEST_WORD))
    if last < len(text):
        cut = text.rfind(" ", last - _LONGEST_WORD, last)
        last = cut if cut > 0 else last
    return first, last


def _without_hard_wraps(text: str) -> str:
    """Return the text, as long as before, with only those newlines that end a paragraph.

    A blank line ends one. Where there is none, single newlines do if every line ends as a sentence
    does; else the paragraph is wrapped by hand and its newlines are spaces.
    """
    runs = list(_BREAK.finditer(text))
    if not runs:
        return text
    by_line = all(_END_OF_SENTENCE.search(text, 0, run.start()) for run in runs)
    parts, position = [], 0
    for run in runs:
        ends = by_line or run.group().count("\n") > 1
        parts += [text[position : run.start()], ("\n" if ends else " ").rjust(len(run.group()))]
        position = run.end()
    return "".join([*parts, text[position:]])
