"""Rules that the repository itself keeps: layers, README, style, dependencies, privacy."""
