"""Optional scorers behind the same interface; nothing here is imported until a curator asks for it."""
