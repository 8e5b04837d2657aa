"""What every face shares: open or build an index, ask it, read its articles, compare two of them.

`protocol` says what a face may rely on; `local` is the service over an index on this machine;
`batch` answers the lines of a stream; `articles` reads the indexed articles; `comparison` asks two
indexes the same questions. Nothing here prints, prompts or knows a screen.
"""
