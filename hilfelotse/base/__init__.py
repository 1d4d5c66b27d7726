"""Foundations without a domain word: clock, links, text, phone numbers, idempotency."""
