"""Leaf helpers on text that every step may use: normal form, sentences, strict YAML. They import no step."""
