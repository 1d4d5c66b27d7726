"""Who does what where: agreed, running, ended; and whether work with minors is cleared."""
