"""The interactive session in a real pseudo-terminal."""
