"""Who and what is named, in sentences made for the purpose."""

from qa.annotating.names import find_names
from tests.support.parsed_articles import forms, parsed


def people(*paragraphs: str) -> dict[str, list[str]]:
    """Return the people of an article and how each is written."""
    document, blocks = parsed(*paragraphs)
    return forms(document, find_names(document, blocks).people)


def test_a_person_is_one_entry_however_written() -> None:
    """Titles and possessives are outside the mention."""
    assert people(
        "Laura Bennett, a surgeon in Leeds, opened the ward on Monday.",
        "Dr Bennett said the work had begun. Bennett's team was small.",
    ) == {"Laura Bennett": ["Laura Bennett", "Bennett", "Bennett"]}


def test_a_bare_surname_is_who_was_named_last() -> None:
    """Of two with one surname, the one whose full name stands nearest before."""
    found = people(
        "Peter Novak, a lawyer, met his sister Helen Novak in Prague.",
        "Novak said she was glad. Peter Novak was not there. Novak had left early.",
    )
    assert found == {
        "Peter Novak": ["Peter Novak"] * 2 + ["Novak"],
        "Helen Novak": ["Helen Novak", "Novak"],
    }


def test_a_title_tells_a_husband_from_his_wife() -> None:
    """Given names and titles of the two sexes are kept apart."""
    found = people(
        "Robert Lang and Susan Lang bought the farm in May.",
        "Mr Lang said that it was cheap. Mrs Lang told reporters that it was not.",
    )
    assert found == {"Robert Lang": ["Robert Lang", "Lang"], "Susan Lang": ["Susan Lang", "Lang"]}


def test_an_administration_is_an_organisation() -> None:
    """A person known only by an administration is not named."""
    document, blocks = parsed("The Carter administration signed the treaty with Panama.")
    names = find_names(document, blocks)
    assert names.people == ()
    assert forms(document, names.organisations) == {
        "Carter administration": ["Carter administration"]
    }


def test_the_name_of_a_dateline_is_a_place() -> None:
    """The capitals before a dash say where an article was written."""
    document, blocks = parsed(
        "WHITE HOUSE — President Maria Costa said on Friday that talks went on."
    )
    names = find_names(document, blocks)
    assert "WHITE HOUSE" in forms(document, names.places)
    assert forms(document, names.people) == {"Maria Costa": ["Maria Costa"]}
