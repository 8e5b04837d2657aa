"""The man page says what `--help` says: it is made from the same commands and options.

`python -m tests.repository.test_man_page` writes it.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator

import click
import pytest

from qa.terminal.app import SUBCOMMANDS, cli
from tests.support.paths import PACKAGE

PAGE = PACKAGE / "terminal" / "qa.1"
GROFF = shutil.which("groff")


def man_page() -> str:
    """Return the man page of `qa` and of all its commands, in roff."""
    root = click.Context(cli, info_name="qa", **cli.context_settings)
    name, *description = _paragraphs(cli)
    short = name[:1].lower() + name[1:].rstrip(".")
    contexts = [
        click.Context(SUBCOMMANDS[command].load(), info_name=command, parent=root)
        for command in SUBCOMMANDS
    ]
    lines = [
        '.TH QA 1 "" "article-qa" "User Commands"',
        ".SH NAME",
        f"qa \\- {_escaped(short)}",
        ".SH SYNOPSIS",
        *_separated(f"\\fB{_escaped(_usage(context))}\\fR" for context in (root, *contexts)),
        ".SH DESCRIPTION",
        *_separated(_escaped(text) for text in (name, *description)),
        ".SH OPTIONS",
        *_options(root),
        ".SH COMMANDS",
    ]
    for context in contexts:
        lines += [
            f".SS {_escaped(_usage(context))}",
            *_separated(_escaped(text) for text in _paragraphs(context.command)),
            *_options(context),
        ]
    return "\n".join(lines) + "\n"


def _paragraphs(command: click.Command) -> list[str]:
    """Return the paragraphs of a command's help, each on one line."""
    return [" ".join(text.split()) for text in (command.help or "").split("\n\n")]


def _usage(context: click.Context) -> str:
    return " ".join([context.command_path, *context.command.collect_usage_pieces(context)])


def _options(context: click.Context) -> Iterator[str]:
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context)
        if record and isinstance(parameter, click.Option):
            names, text = record
            yield from (".TP", f"\\fB{_escaped(names)}\\fR", _escaped(" ".join(text.split())))


def _separated(texts: Iterator[str]) -> Iterator[str]:
    """Yield the texts as paragraphs."""
    for text in texts:
        yield from (".PP", text)


def _escaped(text: str) -> str:
    """Return the text so that roff takes no part of it for a request or a hyphenation."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def test_the_page_is_what_the_help_says() -> None:
    """A command or an option that changes has to change on the page."""
    assert PAGE.read_text(encoding="utf-8") == man_page(), (
        "run `python -m tests.repository.test_man_page`"
    )


def test_the_page_holds_every_command_and_option() -> None:
    """None is hidden from whoever reads no help."""
    text = PAGE.read_text(encoding="utf-8").replace("\\-", "-")
    for name in SUBCOMMANDS:
        command = SUBCOMMANDS[name].load()
        assert f".SS qa {name}" in text
        section = text.partition(f".SS qa {name}")[2].partition("\n.SS")[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(re.search(rf"{option}\b", section) for option in parameter.opts)


@pytest.mark.skipif(GROFF is None, reason="there is no groff")
def test_the_page_is_valid_roff() -> None:
    """The formatter has nothing to warn of, and the text comes out as it went in."""
    ended = subprocess.run(
        [str(GROFF), "-k", "-man", "-Tutf8", "-ww", "-rLL=90n", str(PAGE)],
        capture_output=True,
        check=True,
    )
    assert ended.stderr == b""
    shown = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", ended.stdout.decode())
    assert "qa - ask questions of news articles, offline, with exact citations" in shown
    assert "-n, --limit INTEGER RANGE" in shown
    assert "--skip-bad" in shown


if __name__ == "__main__":
    PAGE.write_text(man_page(), encoding="utf-8")
