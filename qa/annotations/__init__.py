"""What is marked in an article when it is indexed; made by `qa.annotating`, which needs spaCy."""
