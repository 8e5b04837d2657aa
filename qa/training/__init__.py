"""How the shipped reader is trained: material, examples, network, loop, export, assessment.

Nothing outside this package imports it, and it is not in the wheel; it needs torch and
transformers. Imports run one way: material → passages → invention → groups → examples → network →
data_parallel → train → compacting → onnx_export; assessment reads with the exported reader.
regrouping → tune goes on from trained weights, those of an exported file too.
"""
