"""The thin adapter that gives the pages of site/ to MkDocs."""
