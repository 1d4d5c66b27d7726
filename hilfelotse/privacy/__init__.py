"""The register of fields read back: access log, export and erasure of a person, retention."""
