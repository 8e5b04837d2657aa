"""How the shipped reader is trained: material, examples, model, loop, export.

Nothing that answers a question imports this package; it needs torch and transformers.
Imports run one way: material → cutting → invention → groups → encoding → model → crew → train →
compacting → export → reading → judge.
"""
