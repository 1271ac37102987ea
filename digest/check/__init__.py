"""Rules over one article and over the whole library."""
