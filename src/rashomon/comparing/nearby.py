"""Which reports have enough in common for their statements to be compared: an index that grows with its reports.

Two reports are near where they were published within ``MOST_DAYS``, two of the words that tell most in each stand in the other (one, where a
report is short), and all their words are alike at ``LIKE`` or more. What one report costs depends on how many hold its rarest words in those days, not on how many there are.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from rashomon.comparing.pairs.slots import Story, alike
from rashomon.languages.rarity import load_rarity

MOST_DAYS = 45
LIKE = 0.1
TELLING, TELLING_LEAD = 32, 16  # words that tell most: of a whole report, and of its beginning
LEAST_SHARED = 2
SHORT = 30  # content words of a report that has not much to share
SPAN = 16  # days that are looked up together
UNDATED = -1  # the shelf of reports without a day, which may be near any


def are_near(a: Story, b: Story) -> bool:
    """Whether statements of two reports are compared."""
    if a.day is not None and b.day is not None and abs(a.day - b.day) > MOST_DAYS:
        return False
    short = min(len(a.words.told), len(b.words.told)) <= SHORT
    return len(telling(a) & telling(b)) >= (1 if short else LEAST_SHARED) and alike(a.words, b.words) >= LIKE


@lru_cache(maxsize=1 << 14)
def telling(story: Story) -> frozenset[str]:
    """The words of a report that tell most about what it is about."""
    weight = load_rarity().weight
    return frozenset(
        word
        for words, most in ((story.words, TELLING), (story.lead, TELLING_LEAD))
        for word in sorted(words.told, key=lambda w: (-weight(w), w))[:most]
    )


class Nearby:
    """The reports of a situation, by the words that tell what they are about."""

    def __init__(self) -> None:
        self._stories: dict[str, Story] = {}
        self._near: dict[str, set[str]] = {}
        self._shelves: dict[tuple[str, int], set[str]] = defaultdict(set)

    def put(self, story: Story) -> bool:
        """Take a report, in place of its version before; returns whether it is new or about something else now."""
        name = story.report
        if self._stories.get(name) == story:
            return False
        self.drop(name)
        seen = {other for shelf in self._around(story) for other in self._shelves.get(shelf, ())}
        near = {other for other in seen if are_near(story, self._stories[other])}
        self._stories[name], self._near[name] = story, near
        for other in near:
            self._near[other].add(name)
        for shelf in _shelves(story):
            self._shelves[shelf].add(name)
        return True

    def drop(self, name: str) -> None:
        """Take a report out."""
        story = self._stories.pop(name, None)
        if story is None:
            return
        for other in self._near.pop(name):
            self._near[other].discard(name)
        for shelf in _shelves(story):
            self._shelves[shelf].discard(name)
            if not self._shelves[shelf]:
                del self._shelves[shelf]

    def near(self, name: str) -> frozenset[str]:
        """The reports near one, without itself."""
        return frozenset(self._near.get(name, ()))

    def story(self, name: str) -> Story:
        """What a report that was put in is about."""
        return self._stories[name]

    def _around(self, story: Story) -> Iterator[tuple[str, int]]:
        """The shelves on which near reports stand."""
        words = telling(story)
        if story.day is None:
            yield from (shelf for shelf in list(self._shelves) if shelf[0] in words)
            return
        spans = [UNDATED, *range((story.day - MOST_DAYS) // SPAN, (story.day + MOST_DAYS) // SPAN + 1)]
        yield from ((word, span) for word in words for span in spans)


def _shelves(story: Story) -> list[tuple[str, int]]:
    span = UNDATED if story.day is None else story.day // SPAN
    return [(word, span) for word in telling(story)]
