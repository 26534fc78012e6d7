"""Everything that can go wrong on purpose, as one tree.

    RashomonError            status
    ├── InputError           400   something given cannot be read
    ├── NotFoundError        404   something asked for is not there
    ├── ConflictError        409   somebody else changed what this is about
    ├── ModelError           500   a model or data file is missing or does not fit
    │   └── LexiconError     500   a table of words or facts is not of its form
    └── StoreError           503   the store cannot be opened, read or written

A message is one line: what is wrong, then what to do. Lower-level errors become one of these where they enter.
"""


class RashomonError(Exception):
    """Any error that is told to the user in one line."""

    status = 500


class InputError(RashomonError):
    """Raised when a file, an address or an option cannot be read as what it should be."""

    status = 400


class NotFoundError(RashomonError):
    """Raised when a question, a report or a situation that was asked for is not in the store."""

    status = 404


class ConflictError(RashomonError):
    """Raised when somebody else reviewed the same thing since the reviewer looked; nothing was written."""

    status = 409


class ModelError(RashomonError):
    """Raised when a model, the gazetteer or a table of words is missing or does not fit this version."""

    status = 500


class LexiconError(ModelError):
    """Raised when a table of a language or of the world is missing, misspelt or names what no other knows."""


class StoreError(RashomonError):
    """Raised when the store cannot be opened, read or written."""

    status = 503
