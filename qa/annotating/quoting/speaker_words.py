"""Words by which speakers are described."""

SINGULAR_PRONOUNS = {"he": "he", "him": "he", "himself": "he", "she": "she", "her": "she"}
"""Pronouns of one person, and which of "he" and "she" they go with."""

PLURAL_PRONOUNS = {"they": True, "themselves": True, "it": False, "itself": False}
"""Other pronouns, and whether they are of several."""

UNRESOLVED = frozenset("i we you who that which this".split())
"""Words that stand for speakers whom the text does not tell here."""

THINGS = frozenset(
    """
    answer chapter character computer corner data disaster factor figure identifier indicator layer
    letter matter mirror monster motor number order other paper parameter picture power processor
    river sensor water winter
    """.split()
)
"""Lemmas of nouns that end as those of people do, and of what shows something without saying it."""

PERSONS = tuple(
    """
    academic agent aide ant boss chief coach critic ee eer er ese expert fellow ian ist judge man
    mayor nurse official or person pilot president pundit resident scholar spouse student woman yst
    """.split()
)
"""Endings of nouns for people, and such nouns."""

GROUPS = frozenset(
    """
    administration agency army association authority bank body board bureau campaign charity church
    coalition commission committee company congress corporation council country court department
    embassy family federation firm foundation fund government group house institute magazine media
    military ministry movement newspaper office opposition organisation organization paper
    parliament party police press public side state staff team tribunal union university website
    """.split()
)
"""Nouns in the singular for several people, whom "he" and "she" do not mean."""

DOCUMENTS = frozenset(
    """
    announcement article blog book email interview letter memo message note op-ed opinion post
    remark report speech statement testimony text tweet video writing
    """.split()
)
"""Nouns for what somebody writes or says, which then speaks ("Kim's statement said")."""

MALE = frozenset(
    """
    actor baron brother businessman chairman congressman count duke father fireman grandfather
    husband king lord mr policeman prince sir son spokesman uncle widower
    """.split()
) | {"mr."}
"""Titles and roles of men."""

FEMALE = frozenset(
    """
    actress aunt baroness businesswoman chairwoman congresswoman countess dame daughter duchess
    grandmother lady mother mrs ms princess queen sister spokeswoman widow wife
    """.split()
) | {"mrs.", "ms."}
"""Titles and roles of women."""

_SAME = tuple(
    frozenset(line.split())
    for line in (
        "spokesman spokeswoman spokesperson",
        "attorney barrister counsel lawyer solicitor",
        "chair chairman chairperson chairwoman",
        "congressman congresswoman lawmaker rep. representative",
        "academic professor scholar",
        "researcher scientist",
        "chief director head",
        "judge justice",
        "lawmaker sen. senator",
        "leader ruler",
    )
)
KINDS = {
    word: frozenset.union(*(group for group in _SAME if word in group))
    for word in frozenset.union(*_SAME)
}
"""For each noun of a role the nouns that can stand for the same role, itself too."""
