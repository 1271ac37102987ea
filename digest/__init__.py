"""Finance Digest: scraped finance news in, a searchable and attributed static site out.

Data flows one way: acquire -> extract -> enrich -> library -> check -> site -> MkDocs.
`model` and `text` are imported by all of these and import none of them.
"""

__version__ = "0.1.0"
