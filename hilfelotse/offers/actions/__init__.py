"""What happens to an offer, by the desk or by the helper's own status link."""
