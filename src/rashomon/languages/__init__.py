"""All words of a language: one folder a language, read into typed values."""
