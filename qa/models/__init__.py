"""Model files: the folder of a model, its ONNX graph, its card, and the cache of compiled models.

Shared by encoders and readers; nothing here depends on what they compute. `source` finds a model's
folder, `export` and `graph` write and run its graph, `card` names it, `cache` keeps it.
"""
