"""Text to vectors: one protocol, a reference form for building and a compiled one for asking.

`protocol` names what an encoder is; `source` finds a model's folder; `reference` runs it with
sentence-transformers; `export` turns that into an ONNX graph and `compiled` runs the graph;
`compiling` decides which form an index gets. Nothing heavy is imported before it is used.
"""

from qa.encoding.protocol import Encoder, EncoderIdentity, Form

__all__ = ["Encoder", "EncoderIdentity", "Form"]
