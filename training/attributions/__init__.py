"""The tagger of attributions: prepare, train, evaluate, export; see README.md."""
