"""The board in the browser: pages rendered on the server, each with its JSON twin, and a REST API that says the same.

``app`` puts it together, ``answering`` is what all answers share, ``guarding`` keeps the door, ``filters`` reads the address, ``contexts`` makes what a page shows, ``pages`` and ``api`` answer,
``rendering`` and ``plots`` draw, ``marking`` marks the words of a report, ``wording`` finds the words.
"""

from rashomon.web.app import create_app

__all__ = ["create_app"]
