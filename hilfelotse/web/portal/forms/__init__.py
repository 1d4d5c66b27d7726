"""The public forms."""
