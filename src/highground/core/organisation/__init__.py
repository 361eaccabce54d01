"""A customer's organisation as it stood on one day: units, posts, who holds them, who reports to whom."""
