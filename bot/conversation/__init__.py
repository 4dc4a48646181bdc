"""The dialogue engine: conversations as data, one turn at a time. Standard library only."""
