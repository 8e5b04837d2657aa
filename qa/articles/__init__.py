"""Article files to Documents: listing them, reading their bytes, finding text and paragraphs.

One module a file format, behind the `Format` protocol of `formats`. Nothing here cuts a paragraph
into passages or sentences, or writes a file.
"""

from qa.articles.discovery import Listing, find_articles, read_bytes
from qa.articles.formats import extract_text, parse

__all__ = ["Listing", "extract_text", "find_articles", "parse", "read_bytes"]
