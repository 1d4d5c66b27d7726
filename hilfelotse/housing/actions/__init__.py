"""What happens to the offer of a home, one action a state change."""
