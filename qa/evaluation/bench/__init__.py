"""Benchmarks of speed and memory, run side by side with a baseline.

`python -m qa.evaluation.bench` runs it. The driver (`__main__`, `setup`, `processes` and the
modules of measurements) imports nothing heavy, so that the memory of the processes it starts is
theirs; what has to be measured inside a process is in `in_process`, which is started as one.
"""
