"""All words of a language, as data: one folder a language (``english/*.toml``), one module a kind of word, read by ``rashomon.tables``.

A stage is handed the loaded value and never reads a file itself. What is so in every language stands in ``world/``.
"""
