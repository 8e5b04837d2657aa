"""Bytes that atheris leads by the code they reach, put to the rules of articles, lines, settings.

Run by `fuzzing.py`; the arguments are libFuzzer's own.
"""

import sys
from importlib import import_module

import atheris

with atheris.instrument_imports(
    include=["qa.articles", "qa.chunking", "qa.language.sentences", "yaml"]
):
    from qa.terminal.output.sanitize import one_line
    from qa.wire.requests import InvalidRequest, read_line
    from tests.robustness import fuzz_rules as rules

    # Loaded when a file first needs them, which would be too late.
    for format_ in ("markdown", "plain_text"):
        import_module(f"qa.articles.{format_}")


def one(data: bytes) -> None:
    """Put one input to the rules; the first byte says to which."""
    which, rest = (data[0] % 4, data[1:]) if data else (0, b"")
    if which == 0:
        rules.article_holds("a.txt", rest)
    elif which == 1:
        rules.article_holds("a.md", rest)
    elif which == 2:
        rules.article_holds("a.md", b"---\n" + rest)
    else:
        read = read_line(rest, number=2)
        if isinstance(read, InvalidRequest):
            rules.check_shown(one_line(str(read.error)))
        rules.settings_hold(rest.decode(errors="surrogateescape"))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
