"""The content folder: read, validate and write articles and series."""
