"""What the office reads about its own work: the day's ledger, what is left, the daily digest.

Numbers of the office, never of a colleague: nobody's work is counted here.
"""
