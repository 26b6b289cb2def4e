"""What apps above hear about the people of organisations."""

from django.dispatch import Signal

representation_ended = Signal()
"""Somebody speaks for an organisation no longer: `representative`; sent in the transaction that ends it."""
