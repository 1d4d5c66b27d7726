"""What is offered. Today: time – what somebody likes to do, can do, when, and how far away."""
