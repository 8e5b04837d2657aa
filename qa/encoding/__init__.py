"""Text to vectors: one protocol, a reference form for building and a compiled one for asking.

`protocol` says what an encoder is; `reference` runs a model with sentence-transformers; `compiled`
runs its ONNX graph; `compilation` makes that graph and decides which form an index gets. Nothing
heavy is imported before it is used.
"""

from qa.encoding.protocol import Encoder, EncoderIdentity

__all__ = ["Encoder", "EncoderIdentity"]
