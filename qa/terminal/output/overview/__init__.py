"""Articles as a whole on a screen, in Markdown and in CSV: one function for each section."""
