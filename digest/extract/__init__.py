"""Bytes to facts: what a scraped page says, and nothing that it does not say."""
