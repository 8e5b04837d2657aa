"""The user's settings file: which settings there are, and their values; never written."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import UsageError
from qa.settings import DEFAULT_LIMIT, MAX_LIMIT
from qa.terminal.output.passage import AUTO
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.theme import COLOUR, MONO, PLAIN

EMACS, VI = "emacs", "vi"

_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Preferences:
    """The values of the settings; `SETTINGS` documents each."""

    theme: str = COLOUR
    keys: str = EMACS
    limit: int = DEFAULT_LIMIT
    editor: str = ""
    pager: str = ""
    links: str = AUTO


@dataclass(frozen=True, slots=True)
class Setting:
    """A key of the settings file: its allowed values in words, its meaning, and a check.

    `allowed` returns whether a value, as TOML reads it, is allowed.
    """

    name: str
    values: str
    meaning: str
    allowed: Callable[[Any], bool]

    @property
    def default(self) -> str:
        """The value while nothing is set, as it stands in the file."""
        value = getattr(Preferences(), self.name)
        return f'"{value}"' if isinstance(value, str) else str(value)


def _one_of(*words: str) -> Callable[[Any], bool]:
    return lambda value: value in words


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable()


def _is_limit(value: Any) -> bool:
    return type(value) is int and 1 <= value <= MAX_LIMIT


SETTINGS = (
    Setting(
        "theme",
        '"colour", "mono" or "plain"',
        "colours of the terminal's own palette; bold and underline alone; or marks, line after "
        "line, as a screen reader wants it (also `qa --plain`)",
        _one_of(COLOUR, MONO, PLAIN),
    ),
    Setting("keys", '"emacs" or "vi"', "the keys of the prompt", _one_of(EMACS, VI)),
    Setting("limit", f"1 to {MAX_LIMIT}", "how many passages a session shows", _is_limit),
    Setting(
        "editor",
        "a command",
        'what `/edit` runs, such as `"code --goto {path}:{line}"`; else `$VISUAL` or `$EDITOR`',
        _is_text,
    ),
    Setting(
        "pager",
        "a command",
        'what `/open` runs, such as `"less +{line} {path}"`; else the session\'s own',
        _is_text,
    ),
    Setting(
        "links",
        '"auto", "off" or a template',
        "where a citation leads on terminals that know links: to the file, nowhere, or such as "
        '`"vscode://file{path}:{line}"`',
        _is_text,
    ),
)


def preferences_file() -> Path:
    """Return the path of the settings file: below the XDG convention's configuration folder."""
    from platformdirs import user_config_path

    return user_config_path("article-qa", appauthor=False) / "settings.toml"


def read_preferences(file: Path | None = None) -> Preferences:
    """Return the settings of the file; the defaults if there is none.

    Raises:
        UsageError: the file cannot be read or holds something that is no setting; the message
            names the line.
    """
    import tomllib

    file = file or preferences_file()
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Preferences()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UsageError(f"{file} cannot be read: {reason}", path=str(file)) from error
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Not only the library's own error: of numbers it lets Python's through.
        raise UsageError(f"{file} is no TOML: {error}", path=str(file)) from error
    known = {setting.name: setting for setting in SETTINGS}
    for name, value in values.items():
        where = f"{file}, line {_line_of(name, text)}"
        if name not in known:
            from qa.suggestions import suggestion

            remedy = suggestion(name, known, otherwise=f"there are {', '.join(known)}")
            message = f"{where}: there is no setting {_shortened(name)}"
            raise UsageError(message, path=str(file), remedy=remedy)
        if not known[name].allowed(value):
            message = f"{where}: {name} must be {known[name].values}, not {_shown(value)}"
            raise UsageError(message, path=str(file))
    return Preferences(**values)


def _shown(value: Any) -> str:
    try:
        return _shortened(repr(value))
    except (ValueError, RecursionError):
        return "a number that long"


def _shortened(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}…"


def _line_of(name: str, text: str) -> int:
    """Return the number of the first line that holds the key, or the table of that name."""
    key = re.compile(rf"""\s*\[*\s*["']?{re.escape(name)}["']?\s*[\].=]""")
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, start=1) if key.match(line)), 1)
