"""Who turns to the office: a person, a group or a company; how to reach them; what they allowed."""
