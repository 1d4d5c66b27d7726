"""Accessible building blocks: layouts, form fields, cards, lists, and the look they share."""
