"""Questions that ask for an article as a whole, answered from its marks: who is quoted, when."""
