"""A reviewer's line → the same with its moments as people write them."""

import re

from rashomon.web.wording import moment

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00")


def signed(words: str) -> str:
    """A reviewer's line with its moment as people write it.

    >>> signed("confirmed by Ada, 2026-11-25T18:05:09+00:00: seen")
    'confirmed by Ada, 25 Nov 2026, 18:05 UTC: seen'
    """
    return _MOMENT.sub(lambda found: moment(found[0]), words)
