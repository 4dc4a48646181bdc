"""Writing: what machines write down and translate for coaches, always marked and never obeyed."""
