"""Spreadsheets: read from people we do not know, within limits, and written so that no text is a formula."""
