"""The interactive session: prompt, commands, answers on the screen, a rebuild in the background.

Imports nothing itself, so that the rebuild's process starts without the libraries of the screen.
"""
