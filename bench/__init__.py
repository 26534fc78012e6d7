"""Scorers of every stage on the development corpora, the floors that they may not fall below, and speed."""
