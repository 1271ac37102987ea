"""The library as pages: pure functions that know no site generator."""
