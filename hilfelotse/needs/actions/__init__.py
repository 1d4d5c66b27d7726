"""What happens to a need."""
