"""Texts, bytes, names and JSON that an enemy would write; strategies for hypothesis."""

import json
from typing import Any

from hypothesis import strategies as st

# What a terminal obeys: cursor, title, link, clipboard, end of a paste, device reports, C1 forms.
SEQUENCES = (
    *("\x1b[2J", "\x1b[1;1H", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\", "\x1b]8;;\x07"),
    *("\x1b]52;c;cm0gLXJmIH4=\x07", "\x1b[200~", "\x1b[201~", "\x1b[6n", "\x1bP+q\x1b\\", "\x1b_x"),
    *("\x9b2J", "\x9d8;;x\x9c", "\x90x\x9c", "\x84", "\x8d", "\x1b[31m", "\x1b[?1049h", "\x1bc"),
)
CONTROLS = tuple(map(chr, (*range(0x20), 0x7F, *range(0x80, 0xA0))))
DIRECTIONS = tuple("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
PLACELESS = ("\u200b" * 50, "\u200c\u200d" * 9, "\ufeff", "\u00ad", "\u2060", "\U000e0041" * 3)
BREAKS = ("\n", "\r", "\r\n", "\n\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c")
MARKUP = ("[bold]", "[/]", "[link=x]", ":smile:", "{path}", "%s", "<b>", "&#27;", "=1+1", "`", "|")
MARKDOWN = (
    *("# ", "> " * 40, "- " * 40, "* " * 9, "```\n", "| a | b |\n|---|---|\n", "[a]: b\n", "<!--"),
    *("***", "[" * 30, "![x](", "    ", "\t", "1. ", "===\n", "---\n", "<div>\n", "\\"),
)
QUOTES = ("“", "”", '"', "‘", "’", "«", "»", "(", ")", "…", "!?")
MARKS = ("e" + "\u0301" * 30, "क\u200dष", "👩\u200d🚀", "שלום", "مرحبا", "𐀀", "\ufffd", "\uffff")
WORDS = (
    *("The U.S. said on Monday. ", "By Jane Doe", "Edited by: Jane Doe", "Who is it? ", "a" * 300),
    *("word " * 60, "Hello there. " * 20, "March 3, 2024", "Breaking News\n", "and ", "1.5 "),
)
YAML = (
    *("---\n", "title: ", "author: ", "date: ", "&a [*a]", "*a", "!!python/object:x ", "? "),
    *("!!timestamp x", "!!bool x", "!!int ''", "!!float ''", "!!binary =", "!!set {a}", "<<: "),
    "{",
    *("[", "]", "}", ": ", "- ", "|\n  ", ">-\n  ", '"\\ud800"', "'", "#", "%YAML 9.9\n", "...\n"),
    *("!!merge ", "!!omap ", "!<x> ", "&b ", "2024-01-02", "0x" + "f" * 40, "1:2:3", "~", "!!str "),
)
_PIECES = (
    *(*SEQUENCES, *CONTROLS, *DIRECTIONS, *PLACELESS, *BREAKS, *MARKUP, *MARKDOWN),
    *(*QUOTES, *MARKS, *WORDS),
)

any_text = st.text(st.characters(), max_size=60)
"""Any code points, lone surrogates among them."""

texts = st.lists(st.one_of(st.sampled_from(_PIECES), any_text), max_size=25).map("".join)
"""Texts of what does harm, in any order."""

sound_texts = texts.map(lambda text: text.encode(errors="replace").decode())
"""The same without what UTF-8 cannot hold."""

yaml_texts = st.lists(
    st.one_of(st.sampled_from((*YAML, *BREAKS, *SEQUENCES, "a", "b", " ")), any_text), max_size=20
).map("".join)

_encoded = texts.map(lambda text: text.encode("utf-8", "surrogatepass"))


@st.composite
def article_bytes(draw: st.DrawFn) -> bytes:
    """Bytes of an article: mostly UTF-8, with a mark, another encoding or broken now and then."""
    kind = draw(st.integers(0, 11))
    if kind == 0:
        return draw(st.binary(max_size=200))
    if kind == 1:
        return draw(sound_texts).encode("utf-16")
    if kind in {2, 3, 4}:
        text = f"---\n{draw(yaml_texts)}\n---\n{draw(texts)}"
        return text.encode("utf-8", "surrogatepass")
    data = draw(_encoded)
    if kind == 5:
        at = draw(st.integers(0, len(data)))
        return data[:at] + draw(st.binary(min_size=1, max_size=3)) + data[at:]
    return b"\xef\xbb\xbf" + data if kind == 6 else data


_numbers = st.one_of(
    st.integers(),
    st.floats(),
    st.sampled_from([10**400, -(10**400), 2**63, -1, 0, 10**4000]),
)
_leaves = st.one_of(st.none(), st.booleans(), _numbers, texts)
values: st.SearchStrategy[Any] = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)


def dumped(value: object) -> bytes:
    """Return the value as JSON, lone surrogates as escapes."""
    return json.dumps(value).encode()


_KEYS = st.sampled_from(["question", "id", "in", "conversation", "other"])
objects = st.dictionaries(_KEYS, values, max_size=5)
broken_json = st.sampled_from(
    [
        b'{"question": ' + b"[" * 100_000,
        b"[" * 100_000,
        b'{"id": ' + b"9" * 5_000 + b', "question": "a"}',
        b'{"id": 1e999, "question": "a"}',
        b'{"question": "\\ud800", "id": "\\udfff"}',
        b'{"question": NaN}',
        b'{"question": "a", "question": "b"}',
        b'{"question": "a\\u0000b"}',
        b"{",
        b'{"a": "' + b"x" * 5_000,
    ]
)
batch_lines = st.one_of(objects.map(dumped), broken_json, article_bytes())
"""Lines of a batch file."""

# A name is bytes that hold neither a slash nor a NUL, 255 at most.
_name_pieces = st.sampled_from(
    (*SEQUENCES, *CONTROLS[1:], *DIRECTIONS, *MARKUP, "..", "~", "-n", "$(x)", "*", "\\", " ")
)
names = (
    st.lists(st.one_of(_name_pieces, st.text(st.characters(), max_size=8)), min_size=1, max_size=6)
    .map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))
    .map(lambda name: name.replace(b"/", b"_").replace(b"\0", b"_")[:200])
    .filter(lambda name: name not in {b".", b".."})
)
"""Names of files and folders, as bytes."""

settings_texts = st.one_of(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    *("theme", "keys", "limit", "editor", "pager", "links", " = ", '"mono"', "3"),
                    *("\n", '"', "'''", "[", "]", "{", "}", "\\u001b", "1e9", "inf"),
                    "0x" + "f" * 5_000,
                    *("9" * 5_000, "1979-05-27", "# ", ".", ",", '"{path}"', "true", "a" * 200),
                ]
            ),
            any_text,
        ),
        max_size=15,
    ).map("".join),
    st.sampled_from(["a = " + "[" * 50_000, "a." * 3_000 + "a = 1", "limit = " + "9" * 5_000]),
)
"""Settings files."""
