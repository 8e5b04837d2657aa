"""Question sets in, figures out; and, in `bench`, the benchmark of speed and memory.

`sets`, `run`, `judgement`, `figures` and `report` use the engine as any library user would and
never open an index; `fitting` and `followups` are tools that do the same. The benchmark alone opens
and writes indexes itself, to measure their parts. Of the rest of the package the command line
imports this one to evaluate, and training its formulas; nothing that answers a question does.
"""
