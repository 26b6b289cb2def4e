"""The coverage matrix: which themes, goals, principles and sectors carry many, few or no actions, and whose."""
