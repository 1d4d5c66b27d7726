"""Export and erasure of one person over all packages, and what time erases by itself."""
