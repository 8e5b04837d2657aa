"""The README cannot lie about the commands: what it shows is what `--help` prints.

`python tests/test_readme.py` writes the part that is generated.
"""

import re
from pathlib import Path

from click.testing import CliRunner

from qa.terminal.cli import cli

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PART = re.compile(r"(<!-- commands: [^\n]*-->\n).*?(<!-- end of commands -->)", re.DOTALL)


def commands_part() -> str:
    """Return the help of every command as Markdown."""
    runner = CliRunner()
    shown = []
    for name in ("", *sorted(cli.commands)):
        arguments = [*([name] if name else []), "--help"]
        text = runner.invoke(cli, arguments, prog_name="qa", terminal_width=90).output
        shown.append(f"    $ qa {' '.join(arguments)}\n" + _indented(text))
    return "\n".join(shown)


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


def with_commands(readme: str) -> str:
    """Return the README with its commands as they are now."""
    return PART.sub(lambda match: f"{match[1]}\n{commands_part()}\n{match[2]}", readme)


def test_the_readme_shows_every_command_as_it_is() -> None:
    """A command, option or default that changes has to change in the README."""
    readme = README.read_text(encoding="utf-8")

    assert readme == with_commands(readme), "run `python tests/test_readme.py`"


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    """What is promised to a newcomer is what is checked."""
    command = next(
        line.strip()
        for line in README.read_text(encoding="utf-8").splitlines()
        if "[test]" in line and line.startswith("    ")
    )

    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


if __name__ == "__main__":
    README.write_text(with_commands(README.read_text(encoding="utf-8")), encoding="utf-8")
