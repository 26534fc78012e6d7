"""Rashomon: who says what, and where the accounts part."""
