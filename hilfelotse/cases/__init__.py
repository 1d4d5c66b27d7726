"""A concern and its way: who owns it, until when, what was said, how it ended."""
