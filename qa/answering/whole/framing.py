"""What stands round the core of a question, and how its words are typed; values, for English."""

import re
from types import MappingProxyType

# What people type for words of these questions, without apostrophes.
SPELT_OUT = MappingProxyType(
    dict(
        pair.split(": ")
        for pair in (
            "whats: what is, whos: who is, wheres: where is, thats: that is, wat: what, waht:"
            " what, "
            "wht: what, hwo: who, teh: the, fo: of, abt: about, ppl: people, plz: please, "
            "pls: please, thx: thanks, u: you, r: are, gimme: give me, wanna: want to, "
            "lemme: let me, tl dr: tldr, time line: timeline, sum it up: sum up, sumup: sum up, "
            "orgs: organisations, stats: statistics, didnt: did not, dont: do not, quots: quotes, "
            "everythin: everything, countrys: countries, companys: companies, citys: cities"
        ).split(", ")
    )
)

# Words that a misspelt one is compared with.
WORDS = frozenset(
    "summarize summarise summary summaries overview synopsis recap outline digest abstract "
    "article articles story stories report passage document please quoted quotes quotations quote "
    "quotation cited interviewed speakers speaker statements people persons names characters "
    "mentioned named appear appears involved featured individuals countries country cities places "
    "locations organisations organizations companies institutions agencies groups timeline "
    "chronology chronological sequence events happen happened dates numbers figures statistics "
    "amounts everything everyone everybody about which where given takeaways takeaway highlights "
    "essence points brief short quick could would".split()
)

# What introduces a question, and what follows it; taken off one after another.
BEFORE = re.compile(
    r"^(?:a list of|the list of|list of|(?:make|keep) it short|please|hey|hi|hello|ok|okay|so"
    r"|well|and|now|then|just|quickly|kindly|also|um|uh|sorry|but"
    r"|quick question|first|for me|excuse me|dear|thanks|yo"
    r"|(?:can|could|would|will) (?:you|u|i|we|someone|anyone)(?: please)?"
    r"(?: (?:get|have|see|know|be told))?"
    r"|would you mind|(?:i|we) (?:do )?(?:want|need|wish|would like|d like|would love)(?: to)?"
    r"(?: (?:know|see|get|have|hear|read|understand|find out|learn))?"
    r"|(?:i|we) (?:am|m) (?:looking|searching) for|in one word|in (?:a few|few|two|three) words"
    r"|(?:tell|show|give|get|write|send|list|name|read|make|provide|print|display|find|extract"
    r"|fetch"
    r"|bring|do|generate|create|produce|compile|collect|identify|draw up|pull out|pick out|output"
    r"|prepare|enumerate)(?: me| us)?(?: out| up)?(?: please)?"
    r"|(?:let|help) (?:me|us) (?:know|see|understand|get)|what about|how about"
    r"|(?:do|does) (?:you|anyone|anybody) know|any idea|may i"
    r"(?: know| see| have| ask)?|i wonder|im wondering|i am wondering|is it possible to"
    r"|(?:briefly|shortly|in short|in brief)(?= \w))(?: |$)"
)
AFTER = re.compile(
    r"(?:^| )(?:please|thanks|thank you|thanks a lot|for me|for us|to me|to us|quickly|briefly"
    r"|concisely|shortly|in (?:short|brief|a nutshell|general|full|total|detail|plain english"
    r"|simple (?:words|terms)|your own words|bullet points|chronological order|order)"
    r"|(?:in|with|using|as) (?:one|a|an|two|three|four|five|a few|a couple of|\d+|some|few|simple)"
    r" (?:short |brief |simple )?(?:sentences?|words?|lines?|paragraphs?|bullets?|bullet points"
    r"|list)"
    r"|(?:as a|in a) list|then|now|again|exactly|really|anyway|overall|basically|mate|man|bro|buddy"
    r"|if you can|if possible|will you|would you|can you|could you|right now|asap|if any|at all"
    r"|altogether|by name|as well|too|do you know|i wonder|ok|okay|so far|any way)$"
)
