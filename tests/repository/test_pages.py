"""The pages cannot lie: what they show of commands, figures and bounds is what the code says.

`python -m tests.repository.test_pages` writes the parts that are generated.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest
from click.testing import CliRunner

from qa.answering.ranking import READ_AT_MOST
from qa.articles.discovery import MOST_BYTES, NOT_AN_ARTICLE, find_articles
from qa.articles.formats import supported_suffixes
from qa.articles.text_formats import MOST_LINES
from qa.errors import FAULT, INTERRUPTED, CorpusUnusableError, IndexUnusableError, UsageError
from qa.evaluation.bench.result_rows import Bar, ResultRow, Unit, format_row
from qa.language.sentences import LONGEST
from qa.settings import DEFAULT_KEEP, MOST_CHARACTERS
from qa.storage.vectors.faiss_files import APPROXIMATE_FROM
from qa.terminal.app import SUBCOMMANDS, cli
from qa.terminal.preferences import SETTINGS
from qa.terminal.session.commands import COMMANDS, KEYS
from tests.robustness.results import HEAD, table_rows
from tests.support.pages import between
from tests.support.paths import CORPUS, DATA, PACKAGE, ROOT

MEASUREMENTS = DATA / "measurements"
PART = re.compile(r"(<!-- (\w+): [^\n]*-->\n).*?(<!-- end of \2 -->)", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)[^)]*\)")
NUMBERS = {3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}

PAGES = {
    page: ROOT / page
    for page in (
        "README.md",
        "corpus/README.md",
        "index/README.md",
        "qa/README.md",
        "qa/terminal/README.md",
        "qa/evaluation/README.md",
        "tests/README.md",
        ".github/CONTRIBUTING.md",
        ".github/SECURITY.md",
        ".github/CHANGELOG.md",
    )
}


def commands_part() -> str:
    """Return the help of every command as Markdown."""
    runner = CliRunner()
    shown = []
    for name in ("", *SUBCOMMANDS):
        arguments = [*([name] if name else []), "--help"]
        text = runner.invoke(cli, arguments, prog_name="qa", terminal_width=90).output
        shown.append(f"    $ qa {' '.join(arguments)}\n" + _indented(text))
    return "\n".join(shown)


def session_part() -> str:
    """Return the session's commands and keys as two tables."""
    commands = [(f"`{command.usage}`", command.summary) for command in COMMANDS]
    keys = [(key.name, key.summary) for key in KEYS]
    return _table(("command", "what it does"), commands) + "\n" + _table(("key", "does"), keys)


def settings_part() -> str:
    """Return the keys of the settings file as a table."""
    rows = [(f"`{s.name}`", s.values, f"`{s.default}`", s.meaning) for s in SETTINGS]
    return _table(("key", "may be", "else", "what it is"), rows)


def survived_part() -> str:
    """Return what the harnesses of faults have counted as a table."""
    return _table(HEAD, table_rows())


def _saved(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((MEASUREMENTS / f"{name}.json").read_text(encoding="utf-8"))
    return facts


def _quality() -> dict[str, dict[str, Any]]:
    return {each["set"]: each for each in _saved("quality")["sets"]}


def _share(question_set: dict[str, Any], figure: str, digits: int = 2) -> str:
    """Return a figure between 0 and 1 as it is printed, "–" where the set does not allow it."""
    value = question_set["figures"][figure]["value"]
    return "–" if value is None else f"{value:.{digits}f}".removeprefix("0")


def quality_part() -> str:
    """Return what was measured on question sets as a table."""
    head = (
        *("set", "questions", "R@1 · R@3", "highlighted sentence right", "F1 of the answer"),
        *("AUROC", "false answers while 85% · 90% are answered", "ECE"),
    )
    rows = [
        (
            f"`{name}`",
            f"{found['questions']:,}",
            f"{_share(found, 'R@1', 3)} · {_share(found, 'R@3', 3)}",
            _share(found, "sentence@1"),
            _share(found, "F1 answerable"),
            _share(found, "AUROC", 3),
            f"{_share(found, 'false answers at 85%')} · {_share(found, 'false answers at 90%')}",
            _share(found, "ECE"),
        )
        for name, found in _quality().items()
    ]
    return f"Measured on {_saved('quality')['date']}.\n\n{_table(head, rows)}"


def _speed() -> dict[str, ResultRow]:
    rows = {}
    for kept in _saved("speed")["rows"]:
        bar = kept["bar"]
        rows[kept["figure"]] = ResultRow(
            kept["measurement"],
            kept["figure"],
            kept["value"],
            Unit[kept["unit"].upper()],
            Bar(bar["limit"], most=bar["side"] == "most") if bar else None,
            kept["note"],
        )
    return rows


def speed_part() -> str:
    """Return what the benchmark measured as a table."""
    rows = [format_row(row) for row in _speed().values()]
    facts = _saved("speed")
    return (
        f"Measured on {facts['date']} on {facts['machine']} by `{facts['command']}`.\n\n"
        f"{_table(('figure', 'value', 'bar', 'verdict'), rows)}"
    )


# The figures of the benchmark that the README shows, and how it calls them.
SPEED_IN_README = {
    "cold `qa ask`": "an answer from a cold shell",
    "cold `qa ask` with the reader": "the same with the reader",
    "one more question, median": "one more question",
    "one more question of the sample, with the reader, median": "the same with the reader",
    "cold `qa ask`: peak memory": "peak memory of an answer from a cold shell",
    "10,000 articles: first build": "first build of 10,000 articles",
    "10,000 articles: rebuild, nothing changed": "rebuilding them, nothing changed",
    "1,000,000 passages: one more question, median": "one more question of a million passages",
    "1,000,000 passages: peak resident memory": "resident memory while answering those",
}


def figures_part() -> str:
    """Return the figures that matter to a user, of quality and of speed, in one table."""
    sets = [_quality()[name] for name in ("article_dev", "voa_natural", "xquad_en")]

    def shares(figure: str, of: Sequence[dict[str, Any]] = sets) -> str:
        return " · ".join(_share(each, figure) for each in of)

    rows = [
        ("a passage that answers is first: the sample · news · Wikipedia", shares("R@1")),
        ("it is among the first three", shares("R@3")),
        ("the right sentence is highlighted", shares("sentence@1")),
        ("words of the short answer that are right and complete (F1)", shares("F1 answerable")),
        ("ECE", shares("ECE")),
        (
            "false answers while 90% are answered: the sample · near misses in the news",
            shares("false answers at 90%", sets[:2]),
        ),
    ]
    speed = _speed()
    rows += [(label, format_row(speed[name])[1]) for name, label in SPEED_IN_README.items()]
    facts = _saved("speed")
    return (
        f"Answers were measured on {_saved('quality')['date']}; speed, without the reader where"
        f" nothing else is said, on\n{facts['date']} on {facts['machine']}.\n\n"
        f"{_table(('figure', 'value'), rows)}"
    )


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


PARTS = {
    "commands": commands_part,
    "figures": figures_part,
    "quality": quality_part,
    "session": session_part,
    "settings": settings_part,
    "speed": speed_part,
    "survived": survived_part,
}


def with_parts(page: str) -> str:
    """Return a page with its generated parts as they are now."""
    return PART.sub(lambda match: f"{match[1]}\n{PARTS[match[2]]()}\n{match[3]}", page)


def _text(page: str) -> str:
    return PAGES[page].read_text(encoding="utf-8")


def _in_one_line(page: str) -> str:
    return " ".join(_text(page).split())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_everything_as_it_is(page: str) -> None:
    """A command, key, setting or figure that changes has to change where it is shown."""
    assert _text(page) == with_parts(_text(page)), "run `python -m tests.repository.test_pages`"


def test_each_generated_part_is_shown_once() -> None:
    """What is shown nowhere is missing; what is shown twice is read twice."""
    shown = [match[2] for page in PAGES for match in PART.finditer(_text(page))]
    assert sorted(shown) == sorted(PARTS)


def test_numbers_in_the_pages_are_those_of_the_code() -> None:
    """Bounds, counts and exit codes that the prose states."""
    read = NUMBERS[READ_AT_MOST]
    stated = {
        "README.md": (
            f"{UsageError.code} the command line is wrong",
            f"{IndexUnusableError.code} the index cannot be used",
            f"{CorpusUnusableError.code} the articles cannot be read",
            f"{FAULT} a fault in the program",
            f"{INTERRUPTED} interrupted",
        ),
        "corpus/README.md": (
            f"{MOST_BYTES >> 20} MiB and {MOST_LINES:,} lines",
            f"a sentence | {LONGEST:,} characters",
            f"a question | {MOST_CHARACTERS:,} characters",
            *(f"`{suffix}`" for suffix in supported_suffixes()),
        ),
        "index/README.md": (f"how many generations are kept: {DEFAULT_KEEP},",),
        "qa/README.md": (
            f"The best {read} are read",
            f"the best {read} passages by those scores",
            f"From {APPROXIMATE_FROM:,} vectors on",
        ),
    }
    missing = [
        (page, text)
        for page, texts in stated.items()
        for text in texts
        if text not in _in_one_line(page)
    ]
    assert missing == []


def test_the_corpus_page_is_no_article() -> None:
    """The sample is the only article of the repository, and the page says why."""
    assert _text("corpus/README.md").encode().startswith(NOT_AN_ARTICLE + b"\n")
    assert find_articles(CORPUS).paths == ("putin-india-summit.txt",)
    assert f"`{NOT_AN_ARTICLE.decode()}`" in _text("corpus/README.md")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """To a file of the repository, from where the page lies."""
    targets = LINK.findall(_text(page))
    assert [target for target in targets if not (PAGES[page].parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_modules_that_are_run_exist(page: str) -> None:
    """`python -m …` in a page names a module that there is."""
    for name in re.findall(r"python -m ((?:qa|tests)[\w.]*)", _text(page)):
        path = ROOT.joinpath(*name.split("."))
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), name


def _way(of: str) -> list[str]:
    part = between(PAGES["qa/README.md"], f"way of {of}")
    return re.findall(r"^\d+\. `([\w/]+\.py)`", part, re.MULTILINE)


@pytest.mark.parametrize("way", ["a question", "an article"])
def test_the_files_of_a_way_exist(way: str) -> None:
    """Who follows the list finds them."""
    assert [file for file in _way(way) if not (PACKAGE / file).is_file()] == []


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    """What is promised to a newcomer is what is checked."""
    command = next(
        line.strip()
        for line in _text("README.md").splitlines()
        if "[test]" in line and line.startswith("    ")
    )

    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


if __name__ == "__main__":
    for written in PAGES.values():
        written.write_text(with_parts(written.read_text(encoding="utf-8")), encoding="utf-8")
