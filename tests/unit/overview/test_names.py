"""Which names mean the same."""

from hypothesis import given
from hypothesis import strategies as st

from qa.overview.names import full_names, is_part


def test_a_part_of_a_name_finds_it() -> None:
    """In any case, with a title or a possessive; a part of a word does not."""
    assert is_part("Pant", "Harsh Pant")
    assert is_part("harsh pant", "Harsh Pant")
    assert is_part("President Trump", "Donald Trump")
    assert is_part("Trump’s", "Donald Trump")
    assert is_part("ministry", "India’s Ministry of External Affairs")
    assert not is_part("Pan", "Harsh Pant")
    assert not is_part("Anna Pant", "Harsh Pant")
    assert not is_part("  …", "Harsh Pant")


def test_names_are_joined_under_the_longest() -> None:
    """A surname goes to the one who has it, and stays alone where two do."""
    names = ["Kumar", "Rajan Kumar", "Trump", "Donald Trump", "Melania Trump", "rajan kumar"]
    assert full_names(names) == {
        "Kumar": "Rajan Kumar",
        "Rajan Kumar": "Rajan Kumar",
        "Trump": "Trump",
        "Donald Trump": "Donald Trump",
        "Melania Trump": "Melania Trump",
        "rajan kumar": "Rajan Kumar",
    }
    longer = ["Putin", "Vladimir Putin", "Vladimir Vladimirovich Putin"]
    assert set(full_names(longer).values()) == {"Vladimir Vladimirovich Putin"}


@given(st.lists(st.text(alphabet="abAB ’s.", max_size=8), max_size=8))
def test_any_names_are_joined_under_one_of_them(names: list[str]) -> None:
    """Each name has one, which has the words of the name."""
    joined = full_names(names)
    assert set(joined) == set(names)
    for name, full in joined.items():
        assert full in names
        assert not is_part(name, name) or is_part(name, full)
