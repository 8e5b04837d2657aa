"""No two articles of a corpus have the same name."""

import pytest

from qa.articles.names import unique_names


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a.txt", "b.md"], ["a", "b"]),
        (["a.txt", "a.md", "b.md"], ["a.txt", "a.md", "b"]),
        (["a.txt", "sub/a.txt"], ["a", "sub/a"]),
        (["A.txt", "a.md"], ["A.txt", "a.md"]),
        (["a.md", "a.md.txt"], ["a", "a.md.txt"]),
        (["a.md", "a.txt", "a.md.txt"], ["a.md", "a.txt", "a.md.txt"]),
        (["v1.2.txt"], ["v1.2"]),
        ([], []),
    ],
)
def test_an_ending_is_named_where_it_tells_articles_apart(
    paths: list[str], names: list[str]
) -> None:
    """And only there; a name is never another article's path, nor its name in other letters."""
    assert list(unique_names(paths).values()) == names
