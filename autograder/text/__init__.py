"""The text layer: reading a draft as a person would see it. Knows nothing of interviews."""
