"""Detects the language that words are in, by the small words among them.

Distinguishes eight languages; of any other the answer is None or, where it shares small words with
one of the eight, wrong. Counts words alone: it neither splits texts nor reads any.
"""

import re
import unicodedata
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


# Words that begin a question and no English text.
_OPENERS = frozenset(
    "wer wem wann wo wie warum wieso weshalb welche welcher welches welchen wohin woher "
    "wieviel qui quand où pourquoi quel quelle quels quelles combien qu'est quién quien quiénes "
    "cuándo cuando dónde donde cómo qué cuál cuánto cuántos quando quanto quanti perché dov'è onde "
    "quem wanneer waarom waar welke hoeveel".split()
)
# Words that only begin to show a language, beside those above.
_MORE_WORDS = frozenset(
    "was sagt wird wurde haben werden über auf beim zum zur kommt macht kostet bedeutet dieser "
    "qui que dit est-ce sont fait cette ce pourquoi a-t-il elle il".split()
)
# Words that names hold: von der Leyen, Los Angeles.
_IN_NAMES = frozenset("von der das des du aux los las el y gli di van het os da".split())
# An English question may hold a foreign name; "was", "is" and "of" are words of others, too.
_ENGLISH = _SMALL_WORDS["English"] - {"was", "is", "of"}
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def is_foreign(question: str) -> bool:
    """Return whether the question is surely in another language than English.

    It is written in letters that are not Latin, or with small words that English lacks: two of
    them, or one that begins the question.
    """
    text = question.casefold().replace("’", "'")
    letters = [char for char in text if char.isalpha()]
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    if letters and latin * 2 < len(letters):
        return True
    words = _WORD.findall(text)
    present = frozenset(words)
    if not words or present & _ENGLISH:
        return False
    others = [small for language, small in _SMALL_WORDS.items() if language != "English"]
    most = max(len(present & (small | _MORE_WORDS) - _IN_NAMES) for small in others)
    return words[0].split("'")[0] == "qu" or words[0] in _OPENERS or most > 1
