"""What happens to things that somebody gives."""
