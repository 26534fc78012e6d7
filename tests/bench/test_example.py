"""The arithmetic of the example report's score, by hand."""

from bench.example import against

TEXT = "Anna said it rained. Ben said it snowed. Carl thinks it froze."


def _roles(source: str, cue: str, content: str) -> dict:
    return {
        role: [[TEXT.index(words), TEXT.index(words) + len(words)]]
        for role, words in (("source", source), ("cue", cue), ("content", content))
    }


def test_an_optional_attribution_is_neither_a_hit_nor_false() -> None:
    anna, ben = _roles("Anna", "said", "it rained"), _roles("Ben", "said", "it snowed")
    carl = _roles("Carl", "thinks", "it froze")
    wrong = _roles("Carl", "said", "it rained")
    key = [anna, ben, {**carl, "optional": True}]
    assert against(TEXT, key, [anna, carl]) == (1, 1.0)
    assert against(TEXT, key, [anna, ben, wrong]) == (2, 2 / 3)
    assert against(TEXT, key, []) == (0, 0.0)
