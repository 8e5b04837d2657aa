"""In what words people ask for all that somebody says; patterns alone, for English.

Like `wordings`, for a question as it was typed but for case and punctuation: the name is a group,
`speaker`. Where a topic follows ("about the jets"), they do not match.
"""

_OF_ALL = r"(?:(?:an?|the|some|any|all|all the|all of the|every|each|your|full|complete) )*"
# Who is asked for is none of these.
_NO_SPEAKER = (
    r"(?!(?:this|that|these|those|it|here|there|he|she|they|you|i|we|who|what|one|people|everyone"
    r"|everybody|somebody|someone|anyone|anybody|nobody"
    r"|the (?:author|writer|articles?|text|story|report|piece)s?)\b)"
)
# None of these is part of a name: a topic begins, or another clause.
_NO_NAME = (
    r"(?!(?:about|on|in|at|when|after|if|that|to|with|is|was|does|did|say|says|said|saying|what|who"
    r"|why|how|regarding|concerning|quoted|cited|think|thinks|thought|claim|claims|believe"
    r"|believes|mean|want)\b)"
)
_NAME = rf"{_NO_SPEAKER}(?P<speaker>{_NO_NAME}[^\W\d]+(?: {_NO_NAME}[^\W\d]+){{0,5}})"
_WHERE = r"(?: (?:in|from) (?:this|the|that) (?:article|text|story|piece)| here)?"
_SAID = r"(?:say|says|said|saying)"
SPOKEN = (
    (
        rf"(?:what|what all|what else|what exactly|whatever) (?:does|do|did|has|have|had|is|are"
        rf"|was)"
        rf" {_NAME} (?:have to say|has to say|had to say|been saying|{_SAID}|have said){_WHERE}"
    ),
    (
        rf"what (?:is|are|was|were|has|have)(?: been)? {_NAME} (?:been )?(?:quoted|cited)"
        rf"(?: as| as saying| saying)?{_WHERE}"
    ),
    (
        rf"(?:{_OF_ALL}(?:everything|all|anything|what|whatever|things|words|sentences)) (?:that "
        rf"|which )?"
        rf"{_NAME} (?:has |have |had )?(?:to say|{_SAID}){_WHERE}"
    ),
    (
        rf"{_OF_ALL}(?:quotes?|quotations?|statements|comments|remarks|words|citations|sayings)"
        rf" (?:made |given |spoken )?(?:by|of|from|attributed to) {_NAME}{_WHERE}"
    ),
    (
        rf"(?:what (?:is|are|was|were) )?{_OF_ALL}{_NAME} s (?:direct )?(?:quotes?|quotations?"
        rf"|statements"
        rf"|comments|remarks|words|citations){_WHERE}"
    ),
    rf"what (?:is|was|has been) (?:being )?said by {_NAME}{_WHERE}",
    rf"quote (?:everything |all )?(?:from |by |what )?{_NAME}(?: {_SAID})?{_WHERE}",
    rf"{_OF_ALL}{_NAME} (?:quotes|quotations){_WHERE}",
)
