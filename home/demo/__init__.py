"""The demonstration content: TOML files that people can read, and what loads them."""
