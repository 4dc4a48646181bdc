"""The appointment rules, by example and by property."""
