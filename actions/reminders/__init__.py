"""Who is written to about reports that are due, and what was written; in words: docs/reminders.md."""
