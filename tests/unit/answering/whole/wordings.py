"""Questions for the article as a whole, by what they ask for, and questions that are none."""

from qa.answering.whole.recognition import Topic

SUMMARY = """
summarize
Summarise.
summarize this
Summarize the article.
summarise this article please
sumarize
sumarize this artcle
summery
summary
Summary of the article
a short summary
Give me a summary.
give me a quick summary of this article
Can you summarize this for me?
could you please summarise the whole thing in three sentences
please summarize the text briefly
I want a summary
i'd like a brief summary of the article please
hey can you give me a short summary of what this article is about
tl;dr
TL;DR?
tldr
tldr please
whats the tldr
give me the tl;dr
give me the gist
What's the gist?
the gist of it
what is the gist of this article
sum it up
Sum up the article.
sum this up for me
sum up what happened
in a nutshell
what is this about?
What is this about
whats this about
what's this all about
what is it about?
What's the article about?
what is the article about
What is this story about?
What are these articles about?
wat is this abt
about what is this article
Tell me what this article is about.
tell me about this article
What does the article say?
what does this text say
what does the article talk about
What are the main points?
what are the key points of the article
main points
key takeaways
What are the key takeaways?
give me the highlights
List the main ideas.
what's the main idea
main idea of the text
what is the main topic
What is the topic of this article?
Give me an overview.
overview
an overview of the article, please
synopsis
recap
Quick recap?
brief me on this article
What happened in this story?
whats going on here
What do I need to know?
Explain this article to me
describe the article
bottom line
whats the bottom line
what's in this article?
What is the central message?
the short version please
Write a summary of the article in two sentences.
I need the key facts
whats the story
condense this article
make it short: what is this article about?
article summary
what can you tell me about this article
can you tell me what the text is about
Can u sum this up pls
give me the article in a nutshell
"""

QUOTES = """
Who is quoted?
who's quoted
whos quoted
Who gets quoted?
who is quoted in this article
Who is qouted?
who was quoted in the text?
who all is quoted
Who is cited?
who is interviewed
Who was interviewed for this article?
Whom does the article quote?
who does the article quote
who does it cite
Which people are quoted?
which experts are quoted in the article
What experts are cited?
who says what
Who said what?
who speaks in this article
show me the quotes
quotes
quotes please
all quotes
All the quotes
List all quotes.
list all the quotations in the article
give me every quote
any quotes?
Are there any quotes?
are there quotes in this article
What quotes are there?
which quotes does the article contain
Give me the direct quotes.
direct quotes
show all quotations
Is anyone quoted?
is anybody quoted in the story
what is everyone saying
what does everyone say
What did everybody say?
list the speakers
tell me who is quoted
can you tell me who is quoted in the article?
people quoted
list of people quoted
"""

PEOPLE = """
Who is in this article?
who's in the article
who is in it
Who is mentioned?
who is mentioned in the article
Who are mentioned?
Who is named?
who is this about
Who is the article about?
who appears in this article
who does the article mention
Which people are mentioned?
which people are mentioned in the article
what people are named
Which persons are mentioned in the text?
people
People mentioned
people in the article
list the people
List all people mentioned in the article.
list everyone mentioned
give me the names
all names
what names are mentioned
Name the people in the article.
names of all people mentioned
show me the people in this story
who are the people in this article
Who are the people mentioned here?
who are the main characters
key players
Who's who?
which poeple are mentoned
who is involved in this story
who all are in the article
"""

ORGANISATIONS = """
which organisations are mentioned?
Which organizations are mentioned in the article?
what companies are mentioned
what companies does the article mention
list all organisations
organisations
organizations mentioned
list the organizations named in the text
Which institutions are named?
which orgs are mentioned
what groups are mentioned here
which companies appear in the article
give me all companies and organisations
what agencies and institutions are mentioned
"""

PLACES = """
which countries are mentioned?
Which countries are mentioned in the article?
what countries does it mention
What places are mentioned?
list all places
list the countries mentioned
places
places mentioned in the text
all the countries
Which cities are named?
what cities and countries are mentioned
which locations appear in the article
which countrys are mentioned
what are the places mentioned
where does all this take place?
give me a list of all countries
"""

TIMELINE = """
timeline
Timeline?
Timeline please
give me a timeline
Give me the timeline of events.
a timeline of the article
show me the timeline
timline
time line
chronology
What's the timeline?
what is the timeline of this story
Make a timeline.
create a timeline of events
when did all this happen
When did all of this happen?
when did all that happen?
When did everything happen?
when did it all happen
when did these events happen
When did the events take place?
when did the events in this article happen
what happened when
What happened when?
in what order did things happen
In which order did the events happen?
chronological order
sequence of events
order of events
the sequence of events please
dates
all dates
list all the dates
Which dates are mentioned?
what dates are given in the article
key dates
What are the key dates in the article?
what are the important dates mentioned
list the events in order
"""

NUMBERS = """
all the numbers
numbers
All numbers in the article
list all numbers
List the numbers.
give me the numbers
show me all the figures
what figures are given?
What figures are given in the article?
which figures are mentioned
what numbers are mentioned
What numbers does the article give?
which numbers are there
key figures
the key figures please
statistics
what statistics are cited
What stats are given?
list all amounts
what amounts are mentioned
what amounts of money are mentioned
facts and figures
what are the numbers in this article
what are the key numbers
"""

# Whose quotations are asked for stands before the bar.
SPOKEN = """
kumar | What does Kumar say?
kumar | what did Kumar say?
kumar | what did kumar say
kumar | What does Kumar say in this article?
kumar | what has kumar said
kumar | What else does Kumar say?
kumar | what does Kumar have to say
rajan kumar | What does Rajan Kumar say?
mr kumar | what did Mr. Kumar say?
pant | everything Pant says
pant | everything pant said
pant | Everything that Pant says
pant | tell me everything Pant says
pant | Show me everything Pant says in the article
pant | all Pant says
pant | tell me what Pant says
pant | all quotes by Pant
pant | quotes from Pant
pant | quotes of pant
pant | List all statements by Pant
pant | Pant's quotes
pant | What are Pant's quotes?
pant | what is Pant quoted as saying
pant | what was pant quoted saying
pant | what is said by Pant
pant | quote Pant
harsh pant | can you tell me what Harsh Pant says?
harsh v pant | What does Harsh V. Pant say?
the experts | what do the experts say
the ministry of defence | What did the Ministry of Defence say?
"""

FACTS = """
Who is quoted on the front page of the Times?
When did the summit take place?
when did it happen?
When did this happen?
When did the attack happen?
when does he arrive
Who is he?
who is Harsh Pant
Who is Rajan Kumar?
Who said that?
who said it would be extremely difficult
Who said India would buy the jets?
what did Pant say about the US
What did Kumar say about sanctions?
what does kumar think
What does Kumar think of the deal?
what does Pant say is the biggest challenge
What did he say?
what did she say about it
what does he say
What did the court say when it ruled?
What does the letter say about trade?
What did Kumar say in January?
What did Kumar tell reporters?
what does he mean
Summarize Kumar's argument about sanctions.
Summarize the position of Russia
summarize the deal between India and Russia
Give me a summary of the Mueller report.
What is the main point of the agreement?
What are the key points of the treaty?
What are the main points of the plan?
what is the bottom line for investors
what's the gist of the new law
What is the summit about?
what is the dispute about
What are they fighting about?
What is the film about?
what is the bill about?
Tell me about Putin.
tell me about the missile deal
What about India?
What's the timeline for the withdrawal?
timeline of the Ukraine war
What is the timeline for deliveries?
when did the war in Ukraine begin
When did India buy the S-400?
What happened in 2014?
what happened in Crimea
What happened after the attack?
what happened next
What happened when the police arrived?
What happened to the plane?
In what order did the planets form?
On what date was the agreement signed?
Which date was given for the election?
What are the dates of the festival?
Which countries are members of the EU?
which countries signed the agreement
What countries border Iran?
Which countries imposed sanctions on Russia?
which countries are involved in the dispute
What places did he visit?
Which city was attacked?
Where did the summit take place?
where is it
Where does he live?
Which organisations oppose the law?
which companies make the jets
What company does he run?
Which groups claimed the attack?
what groups of people are affected
Who is in charge?
Who is in the lead?
who is in prison
Who is mentioned in the Mueller report?
who is named in the lawsuit
Who was interviewed by the FBI?
who was quoted as saying that the deal was dead
who is involved in the talks
who are the people of Wales
Which people live in Crimea?
which people are affected by the law
What people speak Basque?
How many people are mentioned in the suit?
How many people died?
how many numbers are on the dial
Name the people who signed the letter.
name the president of Russia
What names did the Romans give to the river?
What figures did the ministry publish?
what figures are given for unemployment
What is the number of dead?
what numbers won the lottery
Which statistics show a decline?
What is the sum?
how much money is it
what amount was paid
How many quotes does the book hold?
What quote is on the statue?
which quotation did Churchill use
What speakers did the company sell?
Who were the speakers at the conference?
what statements did the minister make about the budget
Is he quoted in the Times?
Is anyone hurt?
Are there any survivors?
what are the words of the anthem
What words did he use to describe the deal?
what is the topic of the conference
What was the theme of the exhibition?
What is the subject of the painting?
why did this happen
How did it all begin?
When did it all begin?
What does the article of the constitution say about speech?
What does Article 370 say?
Which article of the constitution was changed?
Does the article say why he left?
What newspaper published the story?
who wrote the story
Who wrote this article?
When was this article published?
Where was the article written?
Who is the author?
is this true
What is it?
What is that?
what is this
what is an S-400
What is a synopsis?
what is the story of Ruth
What is the news from Paris?
Describe the missile system.
explain the deal
Explain why India abstained.
outline the plan
List the countries that abstained.
list the jets India bought
List three reasons why it failed.
Give me the names of the jets.
give me the number of tanks
Show me the way.
What are the important dates in the life of Gandhi?
what do i need to know about visas
What did everyone say about the film?
what is everybody waiting for
what do people say about him
People of Crimea
numbers of tanks
countries that border Iran
dates of the summit
cities in India
thanks
hello
tell me more
go on
what else
and then?
"""


def _lines(text: str) -> list[str]:
    return [line for line in text.strip().splitlines() if line]


ASKED = [
    (topic, line)
    for topic, text in (
        (Topic.SUMMARY, SUMMARY),
        (Topic.QUOTES, QUOTES),
        (Topic.PEOPLE, PEOPLE),
        (Topic.ORGANISATIONS, ORGANISATIONS),
        (Topic.PLACES, PLACES),
        (Topic.TIMELINE, TIMELINE),
        (Topic.NUMBERS, NUMBERS),
    )
    for line in _lines(text)
]
SPOKEN_BY = [tuple(line.split(" | ")) for line in _lines(SPOKEN)]
NOT_ASKED = _lines(FACTS)
