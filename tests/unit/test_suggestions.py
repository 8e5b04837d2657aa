"""Names that were probably meant."""

from qa.suggestions import nearest_name, suggestion

NAMES = ("rebuild", "rollback", "status")


def test_the_nearest_name_is_suggested() -> None:
    """One that is near enough, quoted as the caller wants it, or what else can be said."""
    assert suggestion("rebild", NAMES, otherwise="see help") == "did you mean rebuild?"
    assert suggestion("stats", NAMES, otherwise="", quote=repr) == "did you mean 'status'?"
    assert suggestion("zebra", NAMES, otherwise="see help") == "see help"
    assert suggestion("zebra", (), otherwise="see help") == "see help"


def test_how_near_a_name_has_to_be_is_chosen() -> None:
    """From 0, anything, to 1, the name itself."""
    assert nearest_name("back", NAMES) == "rollback"
    assert nearest_name("back", NAMES, cutoff=0.9) is None
    assert nearest_name("status", iter(NAMES), cutoff=1) == "status"
