"""Questions that lean on the turns before them, completed without a language model.

Words decide whether a question leans (`leaning`), what it may mean (`completion`), and scores which
reading is searched (`choosing`). A question that stands alone is never touched. Searches nothing
itself: whoever asks hands in how to encode and how to search.
"""

from qa.conversation.choosing import Query, prepare
from qa.conversation.memory import Conversations
from qa.conversation.turns import Conversation, Turn

__all__ = ["Conversation", "Conversations", "Query", "Turn", "prepare"]
