"""Who is quoted with what, in sentences made for the purpose."""

import pytest

from qa.annotating.names import find_names
from qa.annotating.quotations import find_quotations
from qa.annotations.values import Quotation
from qa.articles.document import Document
from tests.support.parsed_articles import parsed


def quotations(*paragraphs: str) -> tuple[Document, tuple[Quotation, ...]]:
    """Return an article and what is quoted in it."""
    document, blocks = parsed(*paragraphs)
    return document, find_quotations(document, blocks, find_names(document, blocks).people)


def said(*paragraphs: str) -> list[tuple[str, str | None]]:
    """Return what is quoted and who says it, in order."""
    document, found = quotations(*paragraphs)
    return [(document.text[q.start : q.end], q.speaker) for q in found]


@pytest.mark.parametrize(
    "marked",
    [
        "“The bridge will stay closed until May,” ",
        '"The bridge will stay closed until May," ',
        "‘The bridge will stay closed until May,’ ",
        "'The bridge will stay closed until May,' ",
        "«The bridge will stay closed until May», ",
        "„The bridge will stay closed until May“, ",
        '“The bridge will stay closed until May," ',
    ],
)
def test_marks_of_every_kind(marked: str) -> None:
    """The span leaves out the marks and the comma."""
    text = f"{marked}said Clara Weber, the mayor of Linden."
    assert said(text) == [("The bridge will stay closed until May", "Clara Weber")]


@pytest.mark.parametrize(
    "sentence",
    [
        "“The dam is safe,” Clara Weber told reporters on Monday.",
        "“The dam is safe,” said Clara Weber.",
        "Clara Weber said on Monday: “The dam is safe.”",
        "“The dam is safe,” Clara Weber, an engineer at the ministry, told the council.",
        "According to Clara Weber, the dam is safe.",
        "The dam is safe, according to Clara Weber.",
        "The dam is safe, Clara Weber added.",
        "Clara Weber warned that the dam is safe.",
        "In Clara Weber's view, the dam is safe.",
    ],
)
def test_the_speaker_before_and_after(sentence: str) -> None:
    """Direct and reported, with the verb on either side."""
    ((words, speaker),) = said(sentence)
    assert words.lower().rstrip(".") == "the dam is safe"
    assert speaker == "Clara Weber"


def test_a_quotation_goes_on_after_the_speaker() -> None:
    """The second part is an entry of its own, where nothing is written of its speaker."""
    document, found = quotations(
        "“We lost the harvest,” farmer Ivan Horak said. “We will not lose the farm.”"
    )
    assert [document.text[q.start : q.end] for q in found] == [
        "We lost the harvest",
        "We will not lose the farm.",
    ]
    assert [q.speaker for q in found] == ["Ivan Horak", "Ivan Horak"]
    assert found[0].speaker_as_written is not None
    assert found[1].speaker_as_written is None


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    """A paragraph that does not close its quotation is followed by one of the same speaker."""
    assert said(
        "Ivan Horak said: “The river rose at night. Nobody warned us.",
        "“In the morning the barn was gone.”",
    ) == [
        ("The river rose at night. Nobody warned us.", "Ivan Horak"),
        ("In the morning the barn was gone.", "Ivan Horak"),
    ]


def test_words_in_marks_that_are_part_of_a_clause() -> None:
    """The entry is the words, its clause all that is reported."""
    document, found = quotations("Clara Weber said the plan was “wholly unworkable” for the town.")
    (quotation,) = found
    assert document.text[quotation.start : quotation.end] == "wholly unworkable"
    assert quotation.clause is not None
    clause = document.text[quotation.clause.start : quotation.clause.end]
    assert clause == "the plan was “wholly unworkable” for the town"
    assert (quotation.direct, quotation.speaker) == (True, "Clara Weber")


@pytest.mark.parametrize(
    "sentence",
    [
        "The so-called “smart meters” were fitted in 1,200 homes.",
        "Her novel “The Long Way to the Sea” won the prize in 2012.",
        "Frank “Lefty” Moreno opened a bar near the port.",
        "The “no strings” fund paid 40 families in March.",
        "Clara Weber did not say whether the plant would close.",
    ],
)
def test_terms_titles_and_nicknames_are_no_quotations(sentence: str) -> None:
    """Nor is what somebody does not say."""
    assert said(sentence) == []


def test_a_pronoun_is_who_spoke_last() -> None:
    """Unless another person has been the subject since."""
    found = said(
        "“The ward is full,” said Mary Okoro, a nurse. Peter Lang runs the clinic.",
        "“We need two more doctors,” she said.",
    )
    assert found[0] == ("The ward is full", "Mary Okoro")
    document, last = quotations(
        "Mary Okoro said the ward was full.", "“We need two more doctors,” she said."
    )
    assert last[-1].speaker == "Mary Okoro"
    assert last[-1].speaker_as_written is not None
    written = last[-1].speaker_as_written
    assert document.text[written.start : written.end] == "she"


def test_a_title_tells_whom_a_pronoun_means() -> None:
    """A man is not meant by "she"."""
    found = said(
        "Mrs Anna Fischer met Mr Karl Brandt in court on Friday.",
        "“I never saw the letter,” she said.",
    )
    assert found[-1] == ("I never saw the letter", "Anna Fischer")


def test_a_description_is_who_has_that_role() -> None:
    """By the role that the text gives the person."""
    found = said(
        "Laura Bennett, a spokeswoman for the airline, declined to give a figure.",
        "“We regret the delay,” the spokeswoman said.",
    )
    assert found[-1] == ("We regret the delay", "Laura Bennett")


def test_organisations_and_groups_speak_by_their_written_name() -> None:
    """Without the article's capital letter."""
    assert said("The health ministry said 40 people were ill.") == [
        ("40 people were ill", "the health ministry")
    ]
    assert said("Experts at the institute say that the ice is thinner than ever.") == [
        ("the ice is thinner than ever", "Experts at the institute")
    ]


def test_two_speakers_in_one_paragraph() -> None:
    """Each keeps what is theirs."""
    assert said(
        "“The road is open,” said Jan Kolar. “It is not safe,” replied Eva Mala, who lives there."
    ) == [("The road is open", "Jan Kolar"), ("It is not safe", "Eva Mala")]


def test_a_guess_is_not_sure() -> None:
    """Of two people who might be meant, the entry says that it is a guess."""
    _, found = quotations("Peter Lang met Karl Brandt. “It was a mistake,” he said on Sunday.")
    assert found[-1].speaker in {"Peter Lang", "Karl Brandt"}
    assert not found[-1].sure


def test_nothing_is_found_in_nothing() -> None:
    """A text without anybody who speaks has no quotations."""
    assert said("Rain fell on the hills. The river rose by two metres.") == []


def test_words_between_two_commas_that_say_who_speaks() -> None:
    """The clause reaches round them; a quotation may go on with it."""
    assert said("The bridge, Clara Weber said, will stay closed until May.") == [
        ("The bridge, Clara Weber said, will stay closed until May", "Clara Weber")
    ]
    assert said("The dam, said Clara Weber, “was never tested under such a load”.") == [
        ("was never tested under such a load", "Clara Weber")
    ]


def test_a_participle_has_the_subject_of_its_sentence() -> None:
    """Not the name that happens to stand before it."""
    assert said("Clara Weber sent a letter to Karl Brandt, saying the dam was safe.") == [
        ("the dam was safe", "Clara Weber")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The figures suggest that sales are falling.",
        "The blurred picture reveals that the door was open.",
        "Clara Weber asked whether the dam was safe.",
        "From the road you can predict that it will flood.",
        "The old mill is a “must see for every visitor” place.",
    ],
)
def test_what_is_no_speech(sentence: str) -> None:
    """Things that show something, questions, and the writer's own words."""
    assert said(sentence) == []


def test_a_sentence_after_what_is_reported_is_the_same_speaker_s() -> None:
    """A quotation without a verb of its own goes on with the paragraph's speaker."""
    assert said("Clara Weber says the dam was built in haste. “Nobody checked the concrete.”") == [
        ("the dam was built in haste", "Clara Weber"),
        ("Nobody checked the concrete.", "Clara Weber"),
    ]


def test_two_people_who_say_the_same() -> None:
    """They are named together."""
    assert said("Clara Weber and Karl Brandt said the dam was safe.") == [
        ("the dam was safe", "Clara Weber and Karl Brandt")
    ]


def test_somebody_without_a_name_goes_on_speaking() -> None:
    """A pronoun stands for the description where it is one human being."""
    found = said(
        "“The lift has failed twice,” a tenant said. “It will fail again,” he added on Monday."
    )
    assert found[-1] == ("It will fail again", "a tenant")


def test_the_part_of_a_statement_without_marks_is_reported() -> None:
    """Where only what follows "and that" is in marks."""
    assert said(
        "Clara Weber said the dam was old, and that the town had “no plan at all” for a flood."
    ) == [("the dam was old", "Clara Weber"), ("no plan at all", "Clara Weber")]


def test_another_statement_ends_a_clause() -> None:
    """What follows ", adding" is another quotation with the same speaker."""
    document, found = quotations(
        "Clara Weber described it as “a wonderful decision,” adding: “We were heard at last.”"
    )
    assert [q.speaker for q in found] == ["Clara Weber", "Clara Weber"]
    clause = found[0].clause
    assert clause is not None
    assert document.text[clause.start : clause.end] == "it as “a wonderful decision"


def test_a_letter_speaks_for_who_wrote_it() -> None:
    """Not for those it was sent to."""
    assert said("Clara Weber wrote a letter to farmers that said: “The dam will hold.”") == [
        ("The dam will hold.", "Clara Weber")
    ]


def test_one_word_is_quoted_where_a_verb_of_speech_is_beside_it() -> None:
    """And it is no term, though a noun follows."""
    assert said("“Never,” Clara Weber said. Asked again, Karl Brandt said “perhaps”.") == [
        ("Never", "Clara Weber"),
        ("perhaps", "Karl Brandt"),
    ]
