"""From candidates to an answer: their order, the lit sentence, confidence and outcome."""
