"""Speech: what is shown is also said."""
