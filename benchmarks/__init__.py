"""What the program costs, measured by command, never in the test run."""
