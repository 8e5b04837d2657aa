"""Reading an article: the built-in pager, and the user's own editor or pager at a line."""
