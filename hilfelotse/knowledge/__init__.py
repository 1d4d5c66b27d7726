"""Answers to what people ask: one source for the telephone and the web. And what is missing."""
