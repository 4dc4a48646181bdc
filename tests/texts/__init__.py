"""What people read: catalogs, plain words, dates and numbers in every language."""
