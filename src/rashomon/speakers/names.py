"""The words before a noun phrase's first preposition → the proper name that it ends in."""

from rashomon.speakers.words import PARTICLES, Word
from rashomon.world.actors import Actors


def glue(words: list[Word], actors: Actors, people: frozenset[str]) -> set[int]:
    """The small words inside a name: "Ministry of Defence", "Friends of the Lake"; not after an office ("President of X")."""
    found: set[int] = set()
    for n in range(1, len(words) - 1):
        if words[n].lower not in {"of", "for"} or not words[n - 1].capital or words[n - 1].possessive:
            continue
        first = n - 1
        while first and words[first - 1].capital:
            first -= 1
        if " ".join(w.text for w in words[first:n]) in people:
            continue  # "Ida Brandt of the Mill Union"
        after = n + 1 if words[n + 1].lower != "the" else n + 2
        if after < len(words) and words[after].capital and not _is_holder(words[n - 1], actors):
            found |= set(range(n, after))
    return found


def read_name(
    core: list[Word], actors: Actors, people: frozenset[str], glued: set[int]
) -> tuple[list[Word], list[Word], bool]:
    """The proper name that the core ends in, the words before it, and whether it is a person's."""
    if not core:
        return [], core, False
    end = len(core)
    # "the Hope Front group", "Lodrin Observatory monitoring group": a common noun of a body after a name.
    while (
        end > 1
        and not core[end - 1].capital
        and core[end - 1].lower in actors.lists["after_names"]
        and len(core) - end < 2
    ):
        end -= 1
    if end < len(core) and not _names_body(core[:end], actors):
        end = len(core)
    if end < len(core):
        begin = end
        while begin and (core[begin - 1].capital or begin - 1 in glued):
            begin -= 1
        while begin < end - 1 and actors.is_relation(core[begin].text):
            begin += 1
        return core[begin:end], [*core[:begin], *core[end:]], False
    begin = len(core)
    while begin and (
        core[begin - 1].capital or begin - 1 in glued or (core[begin - 1].lower in PARTICLES and begin < len(core))
    ):
        begin -= 1
    while begin < len(core) - 1 and actors.is_relation(core[begin].text):
        begin += 1
    run = core[begin:]
    if not run:
        return [], core, False
    # Titles, offices and known names at the run's start are no part of a person's name: "UK Prime Minister X Y".
    last = begin - 1
    for n in range(begin, len(core)):
        if is_office(core[n], actors):
            last = n
    tail = core[last + 1 :]
    spelled = " ".join(w.text for w in tail)
    whole = " ".join(w.text for w in run)
    if whole.lower() in actors.leaders:
        return run, core[:begin], True
    if any(n in glued for n in range(begin, len(core))):
        return run, core[:begin], False
    titled = last >= begin or (begin > 0 and is_person_noun(core[begin - 1], actors))
    if tail and last >= begin and is_person_noun(core[last], actors):
        # An adjective of a state or a body's name may stand between: only before the office.
        return tail, core[: last + 1], True
    if tail and titled and last < begin:
        return run, core[:begin], not _tells_body(run, actors)
    if whole in people or any(whole.endswith(f" {p}") for p in people if " " in p):
        return run, core[:begin], True
    if spelled in people:
        return tail, core[: last + 1], True
    if last >= begin and not tail and (len(run) == 1 or core[-1].lower not in actors.lists["bodies"]):
        if len(run) == 1 and actors.find([run[0].text]):
            return run, core[:begin], False
        return [], core, False  # it ends in the office itself: "the Prime Minister", "U.S. Officials"
    return run, core[:begin], False


def _names_body(words: list[Word], actors: Actors) -> bool:
    """Whether words end in a proper name, not in the adjective or name of a state or in a person's possessive."""
    if not words or not words[-1].capital or words[-1].possessive:
        return False
    if actors.is_relation(words[-1].text) or words[-1].lower in actors.surnames:
        return False
    found = actors.find([w.text for w in words])
    if found and found[-1][1] == len(words):
        return found[-1][2].form == "actor" and found[-1][2].kind not in {"igo", "political_party"}
    return True


def _is_holder(word: Word, actors: Actors) -> bool:
    """A noun of people, in singular or plural: what stands after its "of" is where they belong."""
    return is_person_noun(word, actors) or (is_office(word, actors) and not actors.is_body(word.lower))


def is_office(word: Word, actors: Actors) -> bool:
    """A title, a noun that tells a kind, or a role."""
    bare = word.lower.rstrip(".")
    return (
        any(bare in listed for listed in actors.titles.values())
        or actors.kind_of(bare) is not None
        or (actors.role_of(bare) is not None)
    )


def is_person_noun(word: Word, actors: Actors) -> bool:
    """A noun or title that stands before a person's name."""
    bare = word.lower.rstrip(".")
    if any(bare in listed for listed in actors.titles.values()):
        return True
    if bare in actors.lists["bodies"] or bare.endswith("s"):
        return False
    return actors.kind_of(bare) is not None or actors.role_of(bare) is not None


def _tells_body(words: list[Word], actors: Actors) -> bool:
    return any(w.lower in actors.lists["bodies"] for w in words) or bool(
        [a for _, _, a in actors.find([w.text for w in words]) if a.form in {"actor", "state"}]
    )
