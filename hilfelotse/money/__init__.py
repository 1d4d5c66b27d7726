"""Gifts of money: whom to give to for which purpose. The office advises and holds none."""
