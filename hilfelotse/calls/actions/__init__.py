"""What the telephone does: writing down, promising to call, calling back. One verb each."""
