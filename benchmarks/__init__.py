"""`make bench`: what pages and rankings cost, beside a bare Django page in the same run."""
