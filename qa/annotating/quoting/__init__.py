"""Words in quotation marks, reported speech, and who speaks."""
