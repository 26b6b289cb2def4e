"""How people come in, with which second factor, and what they can do about it."""
