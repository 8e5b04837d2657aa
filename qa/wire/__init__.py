"""The JSON that scripts and other programs rely on: `requests` reads it, `answers` writes it.

Its fields are part of the interface: a change of meaning needs another `SCHEMA`. Neither module
opens a file or a stream.
"""
