"""Conversations by name, the least recently used forgotten first; knows nothing of questions."""

from collections import OrderedDict

from qa.conversation.turns import Conversation, Turn

# A conversation is a few kilobytes; a batch may name any number of them.
MOST = 1000


class Conversations:
    """Remembers the turns of at most `most` conversations."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, Conversation] = OrderedDict()

    def get(self, name: str | None) -> Conversation:
        """Return the conversation of this name, an empty one if there is none or no name."""
        if name is None or name not in self._kept:
            return Conversation()
        self._kept.move_to_end(name)
        return self._kept[name]

    def add(self, name: str | None, turn: Turn) -> None:
        """Remember one more turn; without a name nothing is remembered."""
        if name is None:
            return
        self._kept[name] = self.get(name).then(turn)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def forget(self, name: str) -> None:
        """Forget a conversation; one that is not known is forgotten already."""
        self._kept.pop(name, None)
