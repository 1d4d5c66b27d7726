"""The pages of the editors."""
