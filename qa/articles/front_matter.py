"""The YAML block that a Markdown file may begin with, to metadata; reads no Markdown below it.

Its content is not trusted: aliases (a few lines can expand to billions of values), Python
objects, deep nesting and great length are refused or left in the body.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from qa.articles.dates import to_iso
from qa.articles.document import Metadata, line_offsets
from qa.errors import ArticleUnreadableError

_LONGEST = 64 * 1024  # characters; what is longer is no front matter
_DEEPEST = 20
_LONGEST_VALUE = 1_000  # characters; what is longer is no title and no name
# What the library raises where a value is not what its tag says.
_TAG_ERRORS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)

_KEYS = {
    "title": ("title",),
    "author": ("author", "authors", "byline"),
    "date": ("date", "published", "pubdate"),
    "source": ("source",),
    "url": ("url",),
}
# A rule, and below it, before a blank line, one of these keys: meant as front matter.
_MEANT = re.compile(
    rf"---+[^\S\r\n]*(?:\r\n?|\n)(?:[^\r\n]+(?:\r\n?|\n)){{0,20}}?"
    rf"(?:{'|'.join(key for keys in _KEYS.values() for key in keys)})[^\S\r\n]*:",
    re.IGNORECASE,
)
_NULL = ("", "~", "null", "Null", "NULL")
_MOST_SHOWN = 40  # characters of a value


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata found, and the offset at which the body begins.

    `notices` say what was meant as metadata and is none, each with its line.
    """

    metadata: Metadata
    end: int
    notices: tuple[str, ...] = ()


class _Loader(yaml.SafeLoader):
    """Plain values stay the strings they are ("1984" is a title); no aliases, no deep nesting."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 (an attribute of the base class)

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(problem="aliases are refused", problem_mark=mark)
        if self._depth >= _DEEPEST:
            raise yaml.composer.ComposerError(problem="nested too deep", problem_mark=mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


def read_front_matter(path: str, text: str) -> FrontMatter:
    """Return the front matter of a Markdown text; its `end` is 0 where there is none.

    A block between two rules that is not a YAML mapping is body: a text may begin with a rule.

    Raises:
        ArticleUnreadableError: it is not YAML, or uses what is refused; `place` names the line.
    """
    none = FrontMatter(Metadata(), 0)
    if not text.startswith("---"):
        return none
    head = text[:_LONGEST]
    tokens = _parser().parse(head)
    if not tokens or tokens[0].type != "front_matter" or tokens[0].map is None:
        return FrontMatter(Metadata(), 0, _endless(text)) if _MEANT.match(head) else none
    offsets = line_offsets(head)
    last = tokens[0].map[1]
    start, stop, end = offsets[1], offsets[last - 1], offsets[last]
    loaded = _load(path, text, start, stop)
    if loaded is None:
        return FrontMatter(Metadata(), end)
    if not isinstance(loaded.values, dict):
        return none
    return _metadata(loaded, end)


def _endless(text: str) -> tuple[str, ...]:
    within = f" within {_LONGEST:,} characters" if len(text) > _LONGEST else ""
    return (f"line 1: front matter without an end{within} is read as text; end it with a line ---",)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").use(front_matter_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.enableOnly(["front_matter", "paragraph"])
    return parser


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the YAML says, and the line of the article on which each key of it stands."""

    values: Any
    lines: dict[str, int]


def _load(path: str, text: str, start: int, stop: int) -> _Loaded | None:
    position = start
    failure: Exception
    try:
        loader = _Loader(text[start:stop])
        try:
            node = loader.get_single_node()
            if node is None:
                return None
            lines = {
                str(key.value): 1 + text.count("\n", 0, start + key.start_mark.index)
                for key, _ in (node.value if isinstance(node, yaml.MappingNode) else ())
            }
            return _Loaded(loader.construct_document(node), lines)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        position += mark.index if mark is not None else 0
        failure, problem = error, error.problem or error.context or "not YAML"
    except yaml.reader.ReaderError as error:
        position += error.position
        failure, problem = error, "a character that YAML forbids"
    except _TAG_ERRORS as error:
        failure, problem = error, "a value that its tag does not allow"
    line = 1 + text.count("\n", 0, position)
    raise ArticleUnreadableError(
        f"{path}: front matter cannot be read at line {line}: {problem}",
        path=path,
        place=f"line {line}",
    ) from failure


def _metadata(loaded: _Loaded, end: int) -> FrontMatter:
    """Return the metadata; of the keys that mean the same the first with a value of use counts."""
    named = {key.strip().lower(): key for key in loaded.values if isinstance(key, str)}
    found: dict[str, str | None] = {}
    notices: list[str] = []
    for field, keys in _KEYS.items():
        found[field] = None
        faults = []
        for key in (named[key] for key in keys if key in named):
            value = _string(loaded.values[key])
            found[field] = to_iso(value) if value and field == "date" else value
            if found[field]:
                break
            if loaded.values[key] not in (None, *_NULL):
                fault = f"{key} has no value of at most {_LONGEST_VALUE:,} characters"
                if value:
                    fault = f'{key} "{_shown(value)}" is not understood; write it like 2024-01-31'
                faults.append(f"line {loaded.lines.get(key, 1)}: {fault}")
        notices += () if found[field] else faults
    return FrontMatter(Metadata(**found), end, tuple(notices))


def _shown(value: str) -> str:
    return value if len(value) <= _MOST_SHOWN else f"{value[: _MOST_SHOWN - 1]}…"


def _string(value: Any) -> str | None:
    """Return a value as one line of text: lists with commas, people by their name, else None."""
    if isinstance(value, list):
        return _bounded(", ".join(filter(None, map(_string, value))))
    if isinstance(value, dict):
        return _string(value.get("name"))
    if not isinstance(value, str) or value in _NULL:
        return None
    # An escape may be half a surrogate pair, which is not text and cannot be stored.
    return _bounded(" ".join(value.encode(errors="replace").decode().split()))


def _bounded(value: str) -> str | None:
    return value if 0 < len(value) <= _LONGEST_VALUE else None
