"""Who signs in: the team, other departments, partners; their roles, and the second factor."""
