"""Which offer fits which need, and why. A suggestion explains itself and a person decides."""
