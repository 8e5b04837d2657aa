"""Who and what is named, in sentences made for the purpose."""

import pytest

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
        "Peter Novak, a lawyer, met the painter Helen Novak in Prague.",
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


def test_relatives_do_not_take_the_surname_over() -> None:
    """After "his mother", a bare surname is still who the article is about."""
    found = people(
        "Felix Brandt, a pilot, jumped on Sunday. His mother Eva Brandt was in tears.",
        "Brandt said that he had been afraid.",
    )
    assert found == {"Felix Brandt": ["Felix Brandt", "Brandt"], "Eva Brandt": ["Eva Brandt"]}


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (
            ["Sophie van der Meer, a nurse, agreed.", "Van der Meer said it was late."],
            {"Sophie van der Meer": ["Sophie van der Meer", "Van der Meer"]},
        ),
        (
            ["Anna Ruiz-Costa, a judge, spoke.", "Ruiz-Costa said no."],
            {"Anna Ruiz-Costa": ["Anna Ruiz-Costa", "Ruiz-Costa"]},
        ),
        (
            ["North Korean diplomat Kim Sung Ho spoke first.", "Kim said no."],
            {"Kim Sung Ho": ["Kim Sung Ho", "Kim"]},
        ),
        (
            ["John F. Reed, 58, sold it.", "John Reed said he was glad."],
            {"John F. Reed": ["John F. Reed", "John Reed"]},
        ),
        (
            ["Reed said he was glad.", "Senator Thomas Reed, a farmer, sold it."],
            {"Thomas Reed": ["Reed", "Thomas Reed"]},
        ),
    ],
)
def test_names_of_many_forms(paragraphs: list[str], found: dict[str, list[str]]) -> None:
    """With particles, hyphens and initials; the family name first; a surname before the name."""
    assert people(*paragraphs) == found


def test_what_is_said_of_a_name_mends_its_label() -> None:
    """A firm is no person, and a country no surname, whatever they are labelled."""
    document, blocks = parsed(
        "The shipping firm Kvaerno, based in Bergen, bought Air Norway.",
        "Jack Chad, a lawyer from London, said that he had been to Chad.",
    )
    names = find_names(document, blocks)
    assert forms(document, names.people) == {"Jack Chad": ["Jack Chad"]}
    assert "Kvaerno" in forms(document, names.organisations)
    assert "Chad" in forms(document, names.places)


def test_initials_are_their_organisation() -> None:
    """An organisation is one entry with its short forms."""
    document, blocks = parsed(
        "The International Whaling Commission met in Oslo. The IWC said no.",
        "The commission will meet again, the IWC said.",
    )
    names = find_names(document, blocks)
    assert forms(document, names.organisations) == {
        "International Whaling Commission": ["International Whaling Commission", "IWC", "IWC"]
    }
