"""Which language words are in, by the small ones among them; knows eight, guesses at no other."""

from collections.abc import Iterable

# Words that hardly any text of the language lacks, and that the others of these do not use.
_SMALL = {
    "English": "the of and is was what who when where which how does did why are with from that",
    "French": "les des est et quand où pourquoi dans du une avec sont quel quelle qu'est au aux",
    "German": "der das und ist wer wann wo wie nach warum mit dem welche für nicht eine von sind",
    "Spanish": "el los las y es quién quien cuándo cuando dónde donde cómo qué cuál según muy",
    "Italian": "il gli di è che chi dov'è perché quale della nel sono anche più cosa",
    "Portuguese": "os é quem onde quê não uma ao são quais foi pelo pela você",
    "Dutch": "het een wat wanneer waar hoe waarom naar van voor welke niet zijn aan",
    "Russian": "и в на с по кто что когда где как почему какой для не это был из",
}
_TONGUES = {name: frozenset(words.split()) for name, words in _SMALL.items()}


def detect_language(words: Iterable[str]) -> str | None:
    """Return the language that has the most of these casefolded words; None if that is unclear."""
    there = frozenset(words)
    counts = sorted(((len(small & there), name) for name, small in _TONGUES.items()), reverse=True)
    (most, name), (next_most, _) = counts[:2]
    return name if most > next_most else None
