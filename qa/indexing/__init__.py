"""A corpus to a new, verified generation of the index, put in use; and back to an earlier one.

`rebuild` runs all of it under a lock: `inputs` compares the corpus with the index and reads what is
new, `models` chooses encoder and reader, `embed` gets the vectors, `commit` writes the generation
and puts it in use. `rollback` goes back. The generation in use is never written to: whatever fails
or is killed here, it goes on answering.
"""

from qa.indexing.rebuild import rebuild
from qa.indexing.rollback import rollback

__all__ = ["rebuild", "rollback"]
