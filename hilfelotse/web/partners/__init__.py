"""Supporter circles, operators, departments, the Region: what was referred to them."""
