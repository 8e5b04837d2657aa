"""Questions that lean on the turns before them, completed without a language model.

Words decide whether a question leans (`leaning`), what it may mean (`completion`), and scores which
reading is searched (`choosing`). A question that stands alone is never touched. Searches nothing
itself: whoever asks hands in how to encode and how to search. `memory` and `turns` are all that a
question which stands alone has to load.
"""
