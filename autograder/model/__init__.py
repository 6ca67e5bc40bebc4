"""The types of everything under course/, the one loader and its errors. Knows nothing of grading."""
