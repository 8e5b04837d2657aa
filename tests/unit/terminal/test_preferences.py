"""The settings file: what may stand in it, and what is said of what may not."""

from pathlib import Path

import pytest

from qa.errors import UsageError
from qa.terminal.preferences import SETTINGS, Preferences, preferences_file, read_preferences


def written(folder: Path, text: str) -> Path:
    """Return a settings file that holds the text."""
    file = folder / "settings.toml"
    file.write_text(text)
    return file


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    """So it is with an empty one."""
    assert read_preferences(tmp_path / "none.toml") == Preferences()
    assert read_preferences(written(tmp_path, "\n# nothing\n")) == Preferences()


def test_every_setting_is_read(tmp_path: Path) -> None:
    """The table and the values have the same names."""
    file = written(
        tmp_path,
        'theme = "mono"\nkeys = "vi"\nlimit = 5\neditor = "vim +{line} {path}"\n'
        'pager = "less"\nlinks = "off"\n',
    )
    expected = Preferences("mono", "vi", 5, "vim +{line} {path}", "less", "off")
    assert read_preferences(file) == expected
    assert tuple(setting.name for setting in SETTINGS) == Preferences.__slots__
    assert [s.default for s in SETTINGS][:3] == ['"colour"', '"emacs"', "3"]
    assert all(setting.allowed(getattr(Preferences(), setting.name)) for setting in SETTINGS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\nlimits = 3", "line 2: there is no setting limits; did you mean limit?"),
        ("[keys]\nvi = true", 'line 1: keys must be "emacs" or "vi", not {\'vi\': True}'),
        ("zebra = 1", "line 1: there is no setting zebra; there are theme, keys, limit"),
        ('limit = "3"', "line 1: limit must be 1 to 100, not '3'"),
        ("limit = true", "line 1: limit must be 1 to 100, not True"),
        ("limit = 101", "line 1: limit must be 1 to 100, not 101"),
        ('theme = "dark"', 'line 1: theme must be "colour", "mono" or "plain", not \'dark\''),
        ('editor = "a\\u001b"', "line 1: editor must be a command, not"),
        ("limit =", "is no TOML: "),
        ("limit = " + "9" * 5_000, "is no TOML: "),
        ("limit = " + "[" * 50_000, "is no TOML: "),
        ("limit = 0x" + "f" * 5_000, "limit must be 1 to 100, not a number that long"),
        ('keys = "' + "x" * 5_000 + '"', f"not '{'x' * 59}…"),
    ],
)
def test_what_is_no_setting_is_named_with_its_line(text: str, message: str, tmp_path: Path) -> None:
    """And with what was probably meant."""
    with pytest.raises(UsageError) as raised:
        read_preferences(written(tmp_path, text))
    assert message in str(raised.value)
    assert str(tmp_path / "settings.toml") in str(raised.value)


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """Silence would leave a person wondering."""
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        read_preferences(tmp_path)
    (tmp_path / "x").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="cannot be read: it is not UTF-8"):
        read_preferences(tmp_path / "x")


def test_the_file_lies_in_the_configuration_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As the XDG convention wants it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert preferences_file() == tmp_path / "article-qa" / "settings.toml"
