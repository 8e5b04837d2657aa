"""What an article says as a whole, made of its text, its passages and its marks; pure.

A summary needs the vectors of the article's sentences, all else the marks that were made when it
was indexed. Nothing here opens an index, loads a model or knows a screen.
"""
