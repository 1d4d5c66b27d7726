"""Who of the office is in when, who is away, and who stands in for them."""
