"""The README cannot lie about the commands: what it shows is what `--help` prints.

`python -m tests.repository.test_readme` writes the part that is generated.
"""

import re
from collections.abc import Sequence

from click.testing import CliRunner

from qa.terminal.app import SUBCOMMANDS, cli
from qa.terminal.preferences import SETTINGS
from qa.terminal.session.commands import COMMANDS, KEYS
from tests.robustness.results import HEAD, table_rows
from tests.support.paths import ROOT

README = ROOT / "README.md"
PART = re.compile(r"(<!-- (\w+): [^\n]*-->\n).*?(<!-- end of \2 -->)", re.DOTALL)


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


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


def survived_part() -> str:
    """Return what the harnesses of faults have counted as a table."""
    return _table(HEAD, table_rows())


PARTS = {
    "commands": commands_part,
    "session": session_part,
    "settings": settings_part,
    "survived": survived_part,
}


def with_parts(readme: str) -> str:
    """Return the README with its generated parts as they are now."""
    return PART.sub(lambda match: f"{match[1]}\n{PARTS[match[2]]()}\n{match[3]}", readme)


def test_the_readme_shows_everything_as_it_is() -> None:
    """A command, key, setting or default that changes has to change in the README."""
    readme = README.read_text(encoding="utf-8")

    assert {match[2] for match in PART.finditer(readme)} == set(PARTS)
    assert readme == with_parts(readme), "run `python -m tests.repository.test_readme`"


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    """What is promised to a newcomer is what is checked."""
    command = next(
        line.strip()
        for line in README.read_text(encoding="utf-8").splitlines()
        if "[test]" in line and line.startswith("    ")
    )

    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


if __name__ == "__main__":
    README.write_text(with_parts(README.read_text(encoding="utf-8")), encoding="utf-8")
