"""In what words people ask for an article as a whole: patterns alone, for English.

They match all of a question as `recognition` leaves it: lower case, no punctuation, spelt out
("what is", "people"), without what only introduces it ("can you give me") or follows it
("please"). Each ends where a topic of the article would begin, so that "who is quoted" matches and
"who is quoted on the front page" does not.
"""

import re

from qa.language.english import alternatives

_ARTICLES = (
    r"(?:articles?|texts?|stor(?:y|ies)|pieces?|news(?: (?:article|story|item)s?)?|pages?"
    r"|documents?"
    r"|files?|corpus|collection|contents?|write ?up|reading|posts?|blog ?posts?)"
)
_THESE = r"(?:this|the|that|these|those|all|your|my|each|every|whole|entire|full|above|following)"
# What stands for the article ("the whole article", "all of these texts") and for all that it tells
# ("all of this"), each with what `recognition` writes in its place.
ARTICLE = re.compile(
    rf"\b(?:(?:{_THESE} )+(?:of )?(?:{_THESE} )*{_ARTICLES}|(?:articles?|stories|documents|texts)"
    r"|(?:the|this) report)\b"
)
ALL = re.compile(
    r"\b(?:all (?:of )?(?:this|that|it|these|those)(?: things| events)?|(?:it|this|that) all"
    r"|the whole thing|(?:these|those) (?:things|events)|(?:all (?:of )?)?the (?:different "
    r"|various "
    r"|main )?events)\b"
)
MEANT = ((ARTICLE, "ARTICLE"), (ALL, "everything"))
THIS = "(?:ARTICLE|everything|this(?: one)?|that|these|it|them|here)"
_IN = "(?:in|from|within|by|of|for|on|about|throughout|across|inside)"
_IN_THIS_SAID = f"(?: (?:{_IN} )?{THIS}| (?:in )?there)"
_IN_THIS = f"{_IN_THIS_SAID}?"
_OF_ALL = r"(?:(?:an?|the|some|any|all|all the|all of the|every|each|your|its|full|complete) )*"
_HOW = (
    r"(?:(?:short|brief|quick|concise|rough|simple|general|basic|full|complete|whole|little|small"
    r"|very|good|nice|executive|one sentence|one line|two sentence|main|key|central|overall|rapid"
    r"|important|relevant|direct|exact|different|various|detailed|bullet point) )*"
)
_IS = r"(?:is|are|was|were|be)"
_MARKED = (
    r"(?:mentioned|named|given|listed|referenced|referred to|talked about|discussed|cited|noted"
    r"|written about|brought up|present|found|contained|featured|stated|used|reported|included"
    r"|covered|quoted)"
)
_HOLDS = (
    r"(?:mention|name|give|list|reference|refer to|talk about|discuss|contain|have|hold|cite|state"
    r"|use|report|include|cover|feature|involve|bring up|write about)s?"
)

_SUMMARY_NOUN = (
    r"(?:summary|summaries|overview|synopsis|gist|outline|recap|digest|abstract|run ?down|tldr"
    r"|short version|essence|(?:main|key|central|core|important|basic) (?:ideas?|points?|takeaways?"
    r"|topics?|themes?|subjects?|facts?|messages?|things?|content|arguments?|claims?|story|news)"
    r"|takeaways?|highlights|big picture|bottom line|topic|subject|theme|subject matter|nutshell"
    r"|long story short|bullet points|cliff ?notes|low ?down|summing up|quick read)"
)
_BE_SHORT = (
    r"(?:summari[sz]e|sum up|sum|recap|condense|boil down|outline|shorten|digest|abridge|explain"
    r"|describe|paraphrase|brief me on|walk me through|fill me in on|catch me up on|run through)"
)
SUMMARY = (
    rf"{_BE_SHORT}(?: up| down)?{_IN_THIS}(?: up| down)?",
    rf"(?:{_BE_SHORT} )?what {THIS} (?:is about|is all about|says?|covers|means)",
    r"(?:summari[sz]e|sum up|recap) (?:everything|what happened|what happens|the content)"
    + _IN_THIS,
    (
        rf"(?:{_OF_ALL}|(?:what|where) {_IS} (?:(?:the|your|its) )?){_HOW}{_SUMMARY_NOUN}"
        rf"(?:{_IN_THIS}| of what {THIS} {_IS} about| of what happened)"
    ),
    rf"(?:make |do |write )?{_OF_ALL}{_HOW}(?:summary|overview|outline|recap){_IN_THIS}",
    rf"what {_IS} {THIS}(?: all)? (?:about|on)|about what {_IS} {THIS}(?: all)?",
    rf"what {THIS} {_IS}(?: all)? about",
    rf"(?:what )?{THIS} (?:is )?about what",
    rf"what (?:does|do|did) {THIS} (?:say|talk about|cover|deal with|discuss|describe|mean|tell)",
    rf"what (?:does|do|did) {THIS} (?:tell|teach) (?:me|us|you)",
    rf"(?:know )?about {THIS}",
    rf"what (?:happened|happens|is happening|is going on) (?:in )?{THIS}",
    rf"what (?:do|should|must) i (?:need to |have to )?(?:know|learn|take away|remember){_IN_THIS}",
    rf"what (?:can|could|do) you (?:tell me|know|say) about {THIS}",
    (
        rf"what {_IS} (?:in {THIS}|ARTICLE)|what {_IS} important {THIS}|what {_IS} new(?:s)?(?:"
        rf" {THIS})?"
    ),
    rf"{THIS} (?:summary|tldr|gist|overview|summari[sz]ed|in short|in brief|in a nutshell)",
    r"(?:in short|in brief|in a nutshell|long story short|tldr|short|brief|summary|gist)",
    r"eli5|what am i reading|what did i just read",
)

_QUOTED = r"(?:quoted|cited|interviewed|quote)"
_QUOTATIONS = (
    r"(?:quotes?|quotations?|citations|quoted (?:people|persons|speakers|sources|words|statements)"
    r"|speakers|statements|direct speech|people quoted|things (?:people )?(?:say|said))"
)
QUOTES = (
    (
        rf"who(?: all| else)? (?:is|are|was|were|gets|got|has been|have been|all is)"
        rf"(?: all| being| directly| actually)* {_QUOTED}{_IN_THIS}"
    ),
    rf"who(?: all)? (?:says|said|say) (?:what|something|anything){_IN_THIS}",
    (
        rf"who(?: all)? (?:says|say|speaks|speak|spoke|is speaking|talks|is talking|is heard"
        rf"|gets a say){_IN_THIS_SAID}"
    ),
    rf"(?:who|whom)(?: all)? (?:does|do|did) {THIS} (?:quote|cite|interview)",
    rf"(?:(?:what|which|where) {_IS} )?{_OF_ALL}{_HOW}{_QUOTATIONS}{_IN_THIS}",
    rf"(?:what|which|whose) {_QUOTATIONS} {_IS} (?:there|given|{_MARKED}){_IN_THIS}",
    rf"(?:what|which|whose) {_QUOTATIONS}(?: (?:does|do|did) {THIS} {_HOLDS}|{_IN_THIS_SAID})",
    rf"(?:is|are|were|was) there {_OF_ALL}{_QUOTATIONS}{_IN_THIS}",
    rf"(?:does|do) {THIS} (?:have|contain|include) {_OF_ALL}{_QUOTATIONS}",
    rf"(?:which|what) (?:people|persons|experts|analysts|sources|officials|speakers) {_IS}"
    rf" {_QUOTED}" + _IN_THIS,
    rf"{_OF_ALL}(?:people|persons|experts|sources) (?:who are |that are |being )?quoted{_IN_THIS}",
    rf"(?:is|are|was) (?:anyone|anybody|someone|somebody|people) {_QUOTED}{_IN_THIS}",
    (
        rf"what (?:does|do|did) (?:everyone|everybody|all people|each person|the people|the"
        rf" speakers)"
        rf" say{_IN_THIS}"
    ),
    rf"what is (?:everyone|everybody) saying{_IN_THIS}",
    rf"{_OF_ALL}(?:that|what) (?:is|was) (?:being )?(?:said|quoted){_IN_THIS_SAID}",
    rf"what {_IS} (?:being )?quoted{_IN_THIS}",
    r"who said what|who says what",
)

_PEOPLE = (
    r"(?:people|everyone|everybody|persons?|individuals|men and women|names|person names|names of"
    r" (?:all )?(?:the )?people"
    r"|people s names|cast|characters|main characters|key players|protagonists|who is who)"
)
PEOPLE = (
    rf"who (?:all )?{_IS} (?:all )?(?:{_MARKED}|involved|in it|appearing){_IN_THIS}",
    rf"who (?:all )?{_IS} (?:all )?in {THIS}",
    rf"who {_IS} {THIS}(?: all)? about",
    rf"who (?:all )?(?:appears?|features?|occurs?|comes up|plays a (?:role|part)){_IN_THIS_SAID}",
    rf"(?:who|whom)(?: all)? (?:does|do|did) {THIS} {_HOLDS}",
    (
        rf"(?:who {_IS} )?{_OF_ALL}{_HOW}{_PEOPLE}"
        rf"(?: (?:that |who )?(?:{_IS} |get )?(?:{_MARKED}|involved|appear|in it|there))?{_IN_THIS}"
    ),
    rf"(?:which|what) {_PEOPLE} (?:{_IS}|get|do) (?:all )?(?:{_MARKED}|there|appearing|appear)"
    + _IN_THIS,
    rf"(?:which|what) {_PEOPLE}(?: {_IS}| appear| occur| come up| feature)?{_IN_THIS_SAID}",
    rf"(?:which|what) {_PEOPLE} (?:does|do|did) {THIS} {_HOLDS}",
    (
        rf"what {_IS} (?:the|all the) (?:names|people s names)"
        rf"(?: of (?:the )?people)?(?: {_MARKED})?{_IN_THIS}"
    ),
    r"who is who|who are they all|who is everyone|who are all these people|who are these people",
)


def _names_of(noun: str) -> tuple[str, ...]:
    """Return how all names of a sort are asked for; `noun` matches its plural."""
    return (
        rf"(?:which|what) (?:other )?{noun} (?:{_IS}|get) (?:all )?{_MARKED}{_IN_THIS}",
        rf"(?:which|what) {noun}(?: {_IS}| appear| occur| come up| feature)?{_IN_THIS_SAID}",
        rf"(?:which|what) {noun} (?:appear|occur|come up|are there)",
        rf"(?:which|what) {noun} (?:does|do|did) {THIS} {_HOLDS}",
        (
            rf"(?:(?:what|which) {_IS} )?{_OF_ALL}{_HOW}{noun}"
            rf"(?: (?:that |which )?(?:{_IS} |get )?{_MARKED})?{_IN_THIS_SAID}"
        ),
        (
            rf"(?:(?:what|which) {_IS} )?{_OF_ALL}{_HOW}{noun} (?:that |which )?(?:{_IS} |get"
            rf" )?{_MARKED}"
        ),
        rf"(?:what {_IS} the (?:key|main|important) |(?:names of )?(?:all )?(?:the )?){noun}",
        rf"{_IS} there any {noun} {_MARKED}{_IN_THIS}",
    )


def _joined(*nouns: str) -> str:
    one = alternatives(nouns)
    return rf"{one}(?: (?:and|or) {one})*"


ORGANISATIONS = _names_of(
    _joined(
        *("organi[sz]ations", "companies", "firms", "institutions", "agencies", "groups"),
        *("businesses", "corporations", "institutes", "bodies", "parties", "brands"),
    )
)
PLACES = (
    *_names_of(
        _joined(
            *(
                "places",
                "locations",
                "countries",
                "nations",
                "cities",
                "towns",
                "states",
                "regions",
            ),
            *("areas", "place names", "geographical names"),
        )
    ),
    (
        rf"where (?:does|did) (?:everything|ARTICLE|the action)"
        rf" (?:happen|take place|play){_IN_THIS}"
    ),
)

_EVENTS = r"(?:everything|things|what)" + f"{_IN_THIS}"
_DATES = _joined(r"dates(?: and times)?", "times", "days", "years")
TIMELINE = (
    (
        rf"(?:(?:what|where) {_IS} )?{_OF_ALL}{_HOW}(?:timelines?|chronology|chronological"
        r" (?:order|list|summary|overview)|(?:sequence|order|course|succession) of events"
        r"|everything in order"
        rf"|dates and events|events and dates|list of events)"
        rf"(?: of (?:the )?(?:events|what happened|everything))?{_IN_THIS}"
    ),
    (
        rf"when (?:and where )?(?:did|does|do|was|were|has|is) {_EVENTS} (?:happen|take place|occur"
        rf"|happened|happening|going on|unfold|go down|play out){_IN_THIS}"
    ),
    rf"(?:what|which events?|things) happened when{_IN_THIS}|when did what happen{_IN_THIS}",
    rf"what happened(?: and)? when{_IN_THIS}|what happened in (?:what|which) order{_IN_THIS}",
    rf"in (?:what|which) order did {_EVENTS} (?:happen|take place|occur){_IN_THIS}",
    *_names_of("(?:important |key |main )*dates(?: and times)?"),
    rf"(?:which|what) {_DATES} {_IS} {_MARKED}{_IN_THIS}",
    rf"(?:what|which) {_IS} {_OF_ALL}(?:key |important |main )*(?:dates|events){_IN_THIS_SAID}",
)

NUMBERS = (
    *_names_of(
        r"(?:(?:important |key |main |exact )*(?:numbers?|figures|statistics|amounts|numerals"
        r"|quantities|facts and figures|numbers and figures|figures and numbers|sums of money"
        r"|numerical data|numeric data|numbers and (?:amounts|statistics)|hard numbers"
        r"|amounts of money))"
    ),
    rf"(?:what|which) (?:numbers|figures|statistics|amounts) (?:are|were) there{_IN_THIS}",
)
