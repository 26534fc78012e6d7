"""Analyses → questions: claims that answer one question side by side, and how the accounts stand to one another.

``statements`` resolves claims across reports; ``figures`` and ``positions`` say which of theirs answer one question and which can't both
hold, by ``signals``; ``grouping`` puts them together, ``joining`` as people judged, ``accounts`` judges how they stand, ``policies`` makes low, best and high,
``titles`` the words.
"""

from rashomon.comparing.growing import Comparison, group_questions

__all__ = ["Comparison", "group_questions"]
