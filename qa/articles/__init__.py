"""Article files to Documents: listing, reading, decoding, finding paragraphs.

One module a format. Nothing here cuts a paragraph into passages or sentences, or writes a file.
"""

from qa.articles.discovery import Listing, find_articles, read_bytes
from qa.articles.formats import decode, parse

__all__ = ["Listing", "decode", "find_articles", "parse", "read_bytes"]
