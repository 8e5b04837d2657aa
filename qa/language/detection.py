"""Detects the language that words are in, by the small words among them.

Distinguishes eight languages; of any other the answer is None or, where it shares small words with
one of the eight, wrong. Counts words alone: it neither splits texts nor reads any.
"""

from collections.abc import Iterable

# Words that hardly any text of the language lacks and that the other seven do not use; casefolded.
_SMALL_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "English": (
            "the of and is was what who when where which how does did why are with from that"
        ),
        "French": (
            "les des est et quand où pourquoi dans du une avec sont quel quelle qu'est au aux"
        ),
        "German": (
            "der das und ist wer wann wo wie nach warum mit dem welche für nicht eine von sind"
        ),
        "Spanish": "el los las y es quién quien cuándo cuando dónde donde cómo qué cuál según muy",
        "Italian": "il gli di è che chi dov'è perché quale della nel sono anche più cosa",
        "Portuguese": "os é quem onde quê não uma ao são quais foi pelo pela você",
        "Dutch": "het een wat wanneer waar hoe waarom naar van voor welke niet zijn aan",
        "Russian": "и в на с по кто что когда где как почему какой для не это был из",
    }.items()
}


def detect_language(words: Iterable[str]) -> str | None:
    """Return the English name of the language of these casefolded words, None if it is unclear.

    It is the language with the most small words among them; where two have equally many, or none
    has any, it is unclear.
    """
    present = frozenset(words)
    counts = sorted(
        ((len(small & present), language) for language, small in _SMALL_WORDS.items()),
        reverse=True,
    )
    (most, language), (next_most, _) = counts[:2]
    return language if most > next_most else None
