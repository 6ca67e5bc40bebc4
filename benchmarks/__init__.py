"""Measurements of speed and memory. Nothing in the package may import them."""
