"""Handing a case to the body that can use it, and hearing back: taken, declined, or silence.

What happens when an organisation declines: ``actions/answer.py``, function ``decline``.
"""
