"""Questions as news readers ask them, written for this project, and the sets made of them.

`questions.jsonl.gz` holds no text but the questions: articles are put together from the texts of
others, and answers are places in them. A language model wrote them, reading each article; that the
places are where they say was checked by a program, what they mean by nobody else.
"""
