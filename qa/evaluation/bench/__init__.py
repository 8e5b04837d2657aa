"""Measures speed and memory side by side with what they are to be compared with.

`python -m qa.evaluation.bench` runs it. The driver (`__main__`, `context`, `processes` and the
modules of measurements) imports nothing heavy, so that the memory of the processes it starts is
theirs; what has to be measured inside a process is in `inside`, which is started as one.
"""
