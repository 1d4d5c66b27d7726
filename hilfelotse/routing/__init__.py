"""Where to? What a concern is probably about, who is responsible, how urgent. A person decides."""
