"""The whole way with the real models."""
