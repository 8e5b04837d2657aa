"""English word lists: what the rules of answering, conversation and full-text search draw on.

Values alone: no rule, no pattern and no import beyond the standard library, since every question
loads them. Words are in lower case unless a comment says otherwise. Tuples keep the order in which
a pattern tries its alternatives; sets have none. The forms of credit lines, dates and headings stay
with the articles, and what training alone needs stays there: both are patterns rather than lists.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression, without a capturing group, that matches any of the words."""
    return f"(?:{'|'.join(words)})"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that say how a sentence or a question is built and not what it is about: articles, pronouns,
# prepositions, conjunctions, auxiliaries, question words, and what the word index makes of "don't".
FUNCTION_WORDS = _words(
    "a about above after again against all also although am among an and any are as at be because "
    "been before being below between both but by can cannot could did do does doing done down "
    "during each either few for from further get gets getting got had has have having he her here "
    "hers herself him himself his how however i if in into is it its itself just let many may me "
    "might more most much must my myself neither no nor not now of off on once only onto or other "
    "ought our ours ourselves out over own per rather s same shall she should since so some such t "
    "than that the their theirs them themselves then there these they this those though through to "
    "too toward towards under until up upon us very was we were what whatever when where whether "
    "which while who whom whose why will with within without would yet you your yours yourself "
    "yourselves don doesn didn isn aren wasn weren hasn haven hadn won wouldn couldn shouldn ll re "
    "ve"
)
# Words that a conversation is made of, not its subject: "Tell me more", "Any other examples?".
CONVERSATIONAL_WORDS = _set(
    "OK agreed alright amazing another anybody anyone anything anywhere aren't awesome besides bit "
    "can't certain cool couldn't deep describe detail details didn't doesn't don't elaborate else "
    "ever everyone everything exactly example examples expand explain give go going great hadn't "
    "happen happened happens hasn't haven't he's hello hey hi hmm how's i'd i'm i've incredible "
    "instead interesting isn't it's kind know later like list lot maybe mean meant much name names "
    "nice nobody oh ok okay one ones others please possible really right say says she's so "
    "somebody someone something somewhere sort specific specifically still sure talk tell thank "
    "thanks that's there's they're thing things think true type types want wasn't way ways well "
    "weren't what's when's where's who's why's woah won't wouldn't wow yeah yes"
)

# More words that thank, greet, judge, laugh or stop a conversation, and ask nothing of an article.
SMALL_TALK_WORDS = _set(
    "absolutely agree alone alas answer answers away awful bad bored boring brilliant bye cheers "
    "congratulations correct crap cute damn day dude dear disagree dumb enough evening excellent "
    "exit false fantastic fine forget friend funny glad good goodbye gosh greetings guess guys "
    "hate helpful helpless hear horrible huh impressive incorrect job joking kidding lame leave "
    "liar lol love lovely mate mind mistaken morning nah never night nonsense nope not oops ouch "
    "perfect pity pleased pleasure poor quiet quit ridiculous rubbish sad shame shit shut silly "
    "sir smart sorry splendid stop stupid suck sucks sup super talking terrible terrific test "
    "testing thank-you thx today tough ugh understand understood unhelpful useless wait weird "
    "welcome wonderful work worries wrong ya yay yep yikes yo yup you're i'm that's it's let's "
    "we're you've doubt idea believe care hope"
)
# Words with which even a line without a subject asks for something: "more", "and an example".
ASKING_WORDS = _set(
    "more else other others another explain elaborate expand describe remind tell detail details "
    "example examples list name names specific specifically type types sort kind happen happened "
    "happens continue"
)
# Words that open a question about a part of a statement.
QUESTION_WORDS = _words("who whom whose what which when where why how")
# Verbs that open a yes/no question.
AUXILIARIES = _words(
    "am is are was were do does did has have had can could will would shall should may might must"
)
# Their contractions with "not".
NEGATED_AUXILIARIES = _words(
    "isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't cannot couldn't "
    "won't wouldn't shouldn't mustn't"
)

# --- Pointing back to an earlier question ---

# Pronouns for a person, and their contractions.
PERSON_PRONOUNS = _set("he she him her his hers himself herself he's she's")
# Pronouns for a thing or for several, and their contractions.
THING_PRONOUNS = _set(
    "it they them its their theirs itself themselves it's it'll they're they've they'd they'll"
)
# Determiners that name an owner.
POSSESSIVE_DETERMINERS = _set("his her its their")
# Pronouns that are a subject.
SUBJECT_PRONOUNS = _set("he she it they")
# Verbs after a subject that has been named before.
LINKING_VERBS = _set("be been am got went became")
# What follows an "it" that stands for nothing: "Is it true that", "How long does it take to".
EXPLETIVE_COMPLEMENTS = _set(
    "true possible raining snowing likely clear necessary mean important better safe legal worth "
    "take cost common fair good bad hard difficult easy usual normal right wrong"
)
# Nouns after "this" that mean the calendar or the text at hand: "this year", "this article".
DEICTIC_NOUNS = _set(
    "year week month morning evening century decade season summer winter spring autumn article "
    "story text page report time"
)
# Auxiliaries that a pronoun of the question itself follows: "Why did he".
AUXILIARIES_BEFORE_PRONOUNS = _set(
    "is was are were does did do has have had can could will would should may might isn't wasn't "
    "doesn't didn't aren't weren't"
)
# Prepositions that open a phrase which may replace one of the question before: "And in 1999?".
PHRASE_PREPOSITIONS = _set(
    "about after against as at before between by during for from in of on since to under until "
    "with without"
)
# Of these, the ones that may tell a time, which can be added to any question.
TIME_PREPOSITIONS = _set("after before during since until")
# Prepositions before a name that is a topic or a place, not the one who acts.
TOPIC_PREPOSITIONS = _set("about against at for from in of on to with")
# Words that point at something else or at the same thing.
REFERRING_WORDS = _set("other others another else latter former same aforementioned")
# Determiners that make "one" and "ones" point back: "which one".
DETERMINERS_BEFORE_ONE = _set("which that this first second third last another other")
# What a name needs to stand for the pronoun of a person: "his" is the name with 's.
PERSON_PRONOUN_ENDINGS: Mapping[str, str] = MappingProxyType(
    {"he": "", "she": "", "him": "", "his": "'s", "he's": " is", "she's": " is"}
)
# The same for the pronoun of a thing.
THING_PRONOUN_ENDINGS: Mapping[str, str] = MappingProxyType(
    {"it": "", "they": "", "them": "", "its": "'s", "their": "'s", "it's": " is", "they're": " are"}
)

# --- The kind of a question ---

# What only introduces a question.
LEAD_INS = (
    *_words("and so but or then also now well okay ok oh um actually exactly please hi hello hey"),
    *_words("thanks sorry"),
    "excuse me",
    "quick question",
)
# Prepositions of a phrase before the question proper: "In 1971, which side …".
LEAD_IN_PREPOSITIONS = _words(
    "in on at by for from with when while as if since after before until during under over among "
    "of to regarding concerning given"
)
# Verbs that begin no keywords: with them something is to be written or performed.
WRITING_VERBS = (
    *_words("sing translate summarise summarize compose paraphrase rewrite rephrase pretend"),
    *_words("imagine proofread role-play roleplay recite improvise write draw sketch ignore"),
    *_words("forget entertain"),
    "shut up",
)
# Verbs that might be nouns, unless one of TASK_OBJECTS follows.
TASK_VERBS = _words(
    "tell give show make create generate play order book call send open set turn help say repeat "
    "cook buy remind solve calculate compute recommend suggest dance act paint design build code "
    "program draft invent teach bring let read convert finish continue rap prepare plan start stop "
    "run delete search go be use"
)
# Words that show a verb before them to be an order.
TASK_OBJECTS = _words(
    "me us my our a an as like it this that these those your some something in into to for from on "
    "off out up with everything yourself him her them google"
)
# What somebody asks for who wants to be entertained or served, not informed.
REQUESTED_THINGS = _words(
    "joke story poem song riddle recipe tale lie secret advice hug kiss summary picture "
    "translation hand break limerick haiku essay compliment example"
)
# Adjectives and adverbs that make "how" ask for a measure.
MEASURE_WORDS = _words(
    "many much long old far often big large tall high deep wide fast soon late early heavy small "
    "few little short strong close near quickly frequently recently likely dangerous expensive "
    "cheap hot cold rich poor popular common important well badly successful"
)
# Verbs of saying and thinking, as a question has them.
SPEECH_VERBS = _words("say said think thought write written comment remark argue argued")
# Words for two or more.
QUANTITIES = _words("both two three four five six seven eight nine ten several")
# What follows the head of a noun phrase.
HEAD_FOLLOWERS = _set(
    "of in on at by for from with to that who which whose where when after before during under "
    "between among against about into near"
)
# Plural nouns that do not end in s.
IRREGULAR_PLURALS = _set("people men women children police feet teeth media criteria")
# Words that end in s and are one thing, or a verb's third person.
SINGULARS_IN_S = _words(
    "news series species politics economics physics mathematics means gas yes texas kansas paris "
    "lens athletics headquarters makes causes happens remains drives explains leads links connects "
    "worries motivates prevents separates prompts unites keeps stops comes goes gives takes says "
    "helps allows"
)
# Words before a plural head: the other members, some new jets.
MODIFIERS = _words(
    "the all some any every both other different main major new big large small key next last "
    "first of these those at least foreign top biggest largest"
)

# --- The span of an answer ---

# Prepositions that go on from a name to who that is: "Kumar from the Centre of …".
ROLE_PREPOSITIONS = _words("from of at with in for to")
# Words before which a clause ends, after a comma.
CLAUSE_OPENERS = _words("but yet so while whereas although though because since as which who")
# Subjects that make "and" open a clause.
CLAUSE_SUBJECTS = _words("he she it they we I the that this")
# Abbreviations whose full stop belongs to them wherever they stand; with their capitals.
STOPPED_ABBREVIATIONS = _words("Inc Ltd Corp Jr Sr Dr Mr Mrs Ms St Gen Sen Rep Gov Lt Col Prof Rev")
# Numbers in words.
NUMBER_WORDS = _words(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty "
    "fifty sixty seventy eighty ninety hundred"
)
# Words that tell how many, beside numbers.
AMOUNT_WORDS = _words(
    "dozen dozens half quarter third couple several many few most all none no zero once twice "
    "double both a an every more less majority minority pair free"
)
# Units of time and words that place an event in it, beside days and months.
TIME_WORDS = _words(
    "year month week day night morning evening afternoon noon midnight hour minute second century "
    "decade spring summer autumn fall winter season tonight recently soon ago after before during "
    "since until when while once early late shortly immediately following christmas easter era age "
    "period antiquity war end beginning start time weekend birth death"
)
# What opens a clause that dates one event by another.
TIME_CONJUNCTIONS = _words("since after before when while until")
# What multiplies a number.
MAGNITUDES = _words("hundred thousand million billion trillion bn mn crore lakh")
# Words with which 's stands for "is" or "us".
CONTRACTED_WITH_S = _set("it he she that this what who let there here where")

# Prepositions and the like that no item of a list contains.
LIST_PREPOSITIONS = _set(
    "in on at by for from with without within to into onto about between among against under over "
    "through during since after before until despite towards toward across around near like unlike "
    "via per both either including excluding namely such as than against"
)
# Verbs, pronouns and conjunctions that no item of a list contains.
LIST_VERBS_AND_LINKS = _set(
    "am is are was were be been being do does did has have had can could will would shall should "
    "may might must not he she it they we i you who which that whose whom where when while "
    "because although though if but so yet however then also only just even more said says told "
    "took take takes made make makes gave give gives got get gets bought buy buys sold sell sells "
    "built build builds sent send sends won lost led met began saw came went told held found left "
    "kept put brought thought became paid ran set cut hit spoke wrote"
)
# Pronouns that a verb follows.
PRONOUNS_BEFORE_VERBS = _set("he she it they we i you who which that")
# Words that open a phrase of time after a list: "… and ships last year".
RELATIVE_TIMES = _set("last next this yesterday today tomorrow ago now later earlier")

# --- Names ---

# Titles before a name.
TITLES = _set(
    "president minister premier chancellor secretary senator governor mayor ambassador general "
    "colonel major captain lieutenant admiral mr mrs ms dr prof professor justice chairman "
    "chairwoman director spokesman spokeswoman spokesperson analyst chief officer ceo sen rep gov "
    "gen lt col rev"
)
# Words that make a title longer: Prime Minister, Foreign Secretary.
TITLE_MODIFIERS = _set(
    "prime vice deputy foreign defense defence interior finance lieutenant major attorney "
    "secretary chief former acting"
)
# Days and months.
CALENDAR_WORDS = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december today yesterday"
)
# Words that begin with a capital only because a sentence or a heading does.
SENTENCE_OPENERS = _set(
    "a an the in on at by for from with without within when while as if since after before until "
    "but and or nor so yet although though because like unlike under over during through between "
    "against among about into onto upon toward towards despite of to that this these those his her "
    "its their our my your both many most some all each every no not did do does is are was were "
    "has have had will would can could should may might must why how what who whom whose where "
    "which he she it they we you i there here now then meanwhile however also even only former "
    "according later earlier once last next other another such several two three four five "
    "six seven eight nine ten"
)
# First names that end like the adjective of a people; with their capitals.
NAMES_IN_IAN = _words("Christian Ian Vivian Julian Sebastian Adrian Brian")
# Abbreviations of countries and unions, as patterns.
COUNTRY_ABBREVIATIONS = ("US", r"U\.S\.", "UK", "EU", "UN")
# Peoples whose adjective has no ending in common with others; with their capitals.
PEOPLES = _words(
    "German French Dutch Greek Swiss Czech Arab Thai Iraqi Israeli Pakistani Afghan Kazakh Uzbek "
    "Turk Finn Dane Pole Swede"
)
