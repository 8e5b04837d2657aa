"""Model files: where a model lies, its ONNX graph, its card, and the cache of compiled models.

Shared by encoders and readers; knows what neither of them computes. `source` finds a model's
folder, `export` and `graph` write and run its graph, `card` names it, `cache` keeps it.
"""
