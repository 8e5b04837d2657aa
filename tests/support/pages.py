"""What a page of the documentation says between two markers, for tests that hold it to that."""

from pathlib import Path


def between(page: Path, name: str) -> str:
    """Return what stands between `<!-- name -->` and `<!-- end of name -->`.

    Raises:
        ValueError: the page has no such markers.
    """
    text = page.read_text(encoding="utf-8")
    first, last = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
    start = text.index(first) + len(first)
    return text[start : text.index(last, start)]
