"""Article files to Documents: listing, reading, decoding, finding paragraphs.

One module a format. Nothing here cuts a paragraph into passages or sentences, or writes a file.
"""

from qa.articles.files import list_articles, read_bytes
from qa.articles.parsing import parse

__all__ = ["list_articles", "parse", "read_bytes"]
