"""Measures how fast the site answers, against a constant answer of the same server; see docs/performance.md."""
