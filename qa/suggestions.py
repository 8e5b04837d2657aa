"""Suggests what a mistyped name was probably meant to be; knows no list of names itself."""

from collections.abc import Callable, Iterable

# The lowest similarity that counts, from 0 to 1, as `difflib.SequenceMatcher.ratio` measures it.
DEFAULT_CUTOFF = 0.6


def nearest_name(typed: str, names: Iterable[str], *, cutoff: float = DEFAULT_CUTOFF) -> str | None:
    """Return the name most similar to what was typed, or None if none reaches the cutoff."""
    # Not at the top: nothing is mistyped most of the time.
    from difflib import get_close_matches

    return next(iter(get_close_matches(typed, list(names), n=1, cutoff=cutoff)), None)


def suggestion(
    typed: str,
    names: Iterable[str],
    *,
    otherwise: str,
    cutoff: float = DEFAULT_CUTOFF,
    quote: Callable[[str], str] = str,
) -> str:
    """Return `did you mean NAME?` with the nearest name, or `otherwise` if none is near.

    `quote` is how the name is written in the sentence, such as `repr`; `cutoff` is as for
    `nearest_name`.
    """
    near = nearest_name(typed, names, cutoff=cutoff)
    return otherwise if near is None else f"did you mean {quote(near)}?"
