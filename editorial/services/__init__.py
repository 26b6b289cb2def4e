"""Changes of language pairs: each atomic, under the lock of the pair, and written in the page's log."""
