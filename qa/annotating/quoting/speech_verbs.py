"""The words that say that somebody speaks."""

REPORTING = frozenset(
    """
    acknowledge add admit affirm allege announce argue assert assure caution charge claim clarify
    comment complain concede conclude confess confide confirm contend counter declare deny disclose
    elaborate emphasise emphasize estimate explain forecast highlight hint imply indicate inform
    insist interject joke lament maintain mention note object observe opine pledge point post
    predict proclaim promise quip recall recount reiterate relate remark remind repeat reply
    report respond retort reveal rule say scoff shout signal state stress suggest swear tell
    testify threaten tweet underline underscore volunteer vow warn whisper write yell
    """.split()
)
"""Lemmas of verbs whose clause ("said that …") is what somebody says."""

BESIDE_QUOTATION = frozenset(
    """
    address agree answer appeal ask begin believe boast comment continue cry defend demand
    exclaim express fear feel find go grumble hope invite laugh moan mourn mutter offer plead
    propose protest quote rail react recommend refer sigh smile speak sum summarise summarize
    talk think urge voice want welcome worry
    """.split()
)
"""Lemmas of verbs that say who speaks only where a sentence in quotation marks is with them."""

JUDGING = frozenset(
    """
    accuse blame blast brand call cite characterise characterize compare condemn criticise criticize
    decry denounce depict deride describe dismiss hail label liken mock portray praise question
    reject slam thank
    """.split()
)
"""Lemmas of verbs that a word or two in quotation marks can belong to ("called it “foolish”")."""

OF_THINGS_TOO = frozenset(
    "highlight hint imply indicate reveal signal suggest underline underscore".split()
)
"""Those of `REPORTING` that are speech only with a subject that can speak ("figures suggest")."""

DESCRIBING = frozenset(["characterise", "characterize", "depict", "describe", "portray"])
"""Lemmas of verbs whose object and "as …" say what somebody holds of something."""

FORMS = {
    "added": "add",
    "replied": "reply",
    "said": "say",
    "says": "say",
    "told": "tell",
    "tweeted": "tweet",
    "tweets": "tweet",
    "warned": "warn",
    "warns": "warn",
    "wrote": "write",
    "writes": "write",
}
"""Frequent forms, for where the tagger takes one for a name or a noun."""

VIEWS = frozenset("assessment estimate estimation eyes opinion view words".split())
"""Nouns of "in X's view" and "in the words of X"."""

TERMS = frozenset(
    """
    called dubbed entitled hashtag known mantra motto named nickname nicknamed phrase slogan
    so-called term termed titled word
    """.split()
)
"""Words after which marks hold a name or a term ("the so-called 'dreamers'")."""
