"""Question sets in, figures out; and the benchmark of speed and memory.

Stands above the engine and looks at it from outside, as any library user would: nothing here
reaches into an index, and no other layer imports this one except the command line.
"""
