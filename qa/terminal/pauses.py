"""Keeps Python's search for garbage so short that nobody who types can feel it."""

import gc

# Drawing a key's echo leaves about a thousand objects that only a search can free: one in fifty
# thousand takes a tenth of a second, one in so many two milliseconds.
_OBJECTS_BETWEEN_SEARCHES = 2_000


def keep_short() -> None:
    """Search often from now on, and never again among what there is by now: it is here to stay."""
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
