"""The team of five: inbox, case, matching, referrals, needs."""
