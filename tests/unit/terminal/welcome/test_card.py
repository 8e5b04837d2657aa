"""What a session tells of the articles that lie there."""

from qa.annotations.values import Annotations, Mark, Named
from qa.terminal.session.welcome.card import Card, card_of_article, card_of_articles


def named(name: str, times: int = 1) -> Named:
    """Return somebody who is named so many times."""
    return Named(name, tuple(Mark(at, at + 1) for at in range(times)))


def test_one_article_tells_when_and_whom_it_names_most() -> None:
    """What is not known is left out."""
    marks = Annotations(people=(named("Ann"), named("Bo", 3), named("Cy", 2), named("Di", 4)))
    assert card_of_article("Rain", "2018-01-12", "VOA", marks) == Card(
        "Rain", ("2018-01-12", "VOA", "Di, Bo, Cy")
    )
    assert card_of_article("Rain", None, None, Annotations()) == Card("Rain")


def test_several_articles_tell_what_most_of_them_name() -> None:
    """A name that one article repeats counts less than one that two share."""
    first = Annotations(people=(named("Ann", 9), named("Bo")), places=(named("Rome"),))
    second = Annotations(people=(named("Bo"),))
    assert card_of_articles(2000, [first, second]) == Card("2,000 articles", ("Bo, Ann", "Rome"))
