"""What happens to a referral: sent, answered, expired, recalled; and ending an offer's case."""
