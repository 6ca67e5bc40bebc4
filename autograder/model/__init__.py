"""The types of everything under course/, and the one loader."""
