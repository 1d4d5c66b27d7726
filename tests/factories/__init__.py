"""Rows for tests: plain functions with exact defaults, everything can be overridden.

Import the module and say what you make: ``offers.ready()``, ``needs.open_need(quantity=2)``.
"""
