"""Pages reached from a mail: confirm, where it stands, answer."""
