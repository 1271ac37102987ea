"""From a library to a folder that can be served: the theme around pages, what changed, and files on the disk."""
