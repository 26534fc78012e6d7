"""Analyses → questions: claims that answer one question side by side, and how the accounts stand to one another.

``statements`` resolves claims across reports, ``signals`` says which answer one question, ``questions`` groups them, ``accounts`` judges
how they stand, ``policies`` makes low, best and high, ``titles`` the words.
"""

from rashomon.comparing.questions import group_questions

__all__ = ["group_questions"]
