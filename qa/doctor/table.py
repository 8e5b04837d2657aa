"""All checks in the order in which they are made and shown."""

from qa.doctor import articles_state, index_state, installation, models_state, privacy
from qa.doctor.finding import Check

CHECKS = (
    Check("python", installation.python),
    Check("packages", installation.packages),
    Check("model", installation.model),
    Check("index", index_state.in_use),
    Check("checksums", index_state.checksums),
    Check("kept", index_state.kept),
    Check("locks", index_state.leftovers),
    Check("room", index_state.space),
    Check("privacy", privacy.of_index),
    Check("articles", articles_state.drift),
    Check("encoder", models_state.encoder),
    Check("agreement", models_state.agrees),
    Check("reader", models_state.reader),
    Check("cache", models_state.cache),
)
