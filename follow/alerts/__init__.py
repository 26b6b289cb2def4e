"""Mails about what changed in what somebody follows; in words: docs/following.md."""
