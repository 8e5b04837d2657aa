"""What is known of languages: English word lists, sentence boundaries, detection of the language.

Knows no document, no question and no index.
"""
