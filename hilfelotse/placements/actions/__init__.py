"""What happens to a placement, and inspecting certificates."""
