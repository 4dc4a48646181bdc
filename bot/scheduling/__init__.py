"""The appointment rules: pure functions of values, no I/O, no clock of their own."""
