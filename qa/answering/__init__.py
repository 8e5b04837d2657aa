"""From candidates to an answer: order, confidence, the highlighted sentence, the answer's span.

`pipeline` is the one way through; the other modules are its steps, pure functions each.
"""
