"""The words around a toponym that tell what is meant: kinds of divisions and sites, bearings, prepositions of place."""

import re
from functools import lru_cache

IN = frozenset(
    [
        "in",
        "at",
        "near",
        "around",
        "from",
        "to",
        "of",
        "outside",
        "into",
        "towards",
        "toward",
        "inside",
        "between",
        "over",
        "through",
        "across",
        "via",
        "beyond",
    ]
)
CLEARLY_IN = frozenset(
    ["in", "near", "outside", "inside", "into", "around", "towards", "toward", "at", "from", "across", "through"]
)
NEAR = frozenset(["near", "outside", "around", "beyond"])
PROVINCE = frozenset(
    [
        "province",
        "governorate",
        "region",
        "state",
        "oblast",
        "prefecture",
        "countryside",
        "provinces",
        "governorates",
        "krai",
        "voivodeship",
    ]
)
DISTRICT = frozenset(
    [
        "district",
        "subdistrict",
        "sub-district",
        "county",
        "municipality",
        "rayon",
        "raion",
        "department",
        "parish",
        "enclave",
    ]
)
SITE = frozenset(
    ["camp", "camps", "crossing", "airbase", "airport", "base", "dam", "bridge", "prison", "refinery", "road", "highway", "border", "airfield", "garrison", "checkpoint", "frontline", "front", "suburbs", "outskirts", "area", "hills", "oilfield", "field", "pass"]
)  # fmt: skip
# Between a name and the word of its kind: "the Halvek displacement camp".
OF_SITE = frozenset(
    """refugee displacement displaced internally idp detention transit prison military army air border naval reception holding
    railway train bus power nuclear""".split()  # noqa: SIM905 - a list to read
)
OUTSKIRTS = frozenset(
    ["outskirts", "suburbs", "edge", "vicinity", "streets", "residents", "centre", "center", "port", "gates"]
)
TOWN = frozenset(
    [
        "town",
        "city",
        "village",
        "port",
        "capital",
        "suburb",
        "stronghold",
        "hamlet",
        "towns",
        "cities",
        "villages",
        "settlement",
        "resort",
    ]
)
NAMED_TOWN = TOWN - {"port", "capital", "suburb", "stronghold", "resort"}  # "the Gulf port of": not the name's own
SUMS = frozenset(["total", "totals", "all", "overall", "sum", "other", "others"])  # rows of tables that are no place
PLACE_WORDS = PROVINCE | DISTRICT | SITE | TOWN
# The head of an organisation's name: "Aleppo Media Centre" is no place.
ORGANISATION = frozenset(
    ["post", "times", "herald", "news", "media", "centre", "center", "university", "college", "school", "institute", "association", "party", "army", "brigade", "brigades", "observatory", "network", "council", "committee", "commission", "agency", "ministry", "department", "court", "bank", "company", "corp", "corporation", "inc", "ltd", "group", "club", "union", "league", "federation", "foundation", "society", "front", "movement", "police", "airlines", "airways", "press", "journal", "tribune", "gazette", "telegraph", "chronicle", "hospital", "church", "museum", "authority", "board", "office", "service", "forces", "force", "fund", "project", "initiative", "open", "cup", "championship", "united", "fc", "dispatch", "courier", "exchange", "chamber", "coalition", "alliance", "administration", "radio", "television", "tv", "academy", "conference"]
)  # fmt: skip
# Heads and other words of the names that public bodies and sites of a town or county bear: "Halvek City Council".
BODY = frozenset(
    """police department dept sheriff sheriffs council court courthouse jail prison library hall mayor clerk attorney superintendent
    airport station patrol trooper troopers assembly senate legislature commission commissioner commissioners board authority zoo
    councilman councilwoman councillor alderman alderwoman coroner fire rescue marina turnpike republican republicans democrat
    democrats resident residents reservoir""".split()  # noqa: SIM905 - a list to read
)
BODY_WORDS = BODY | frozenset(
    """city county town township village borough parish district public independent community high middle elementary junior senior
    school schools citizens recreation civic health medical regional international municipal circuit superior common pleas supreme
    general state highway house appeals detention facility correctional law enforcement drug task force ambulance transportation
    education development natural resources environmental water works parks housing transit area metropolitan office service
    services manager administration building volunteer of and &""".split()  # noqa: SIM905
)
OF_BODY = frozenset(["city", "town", "village", "port", "state", "borough", "county", "commonwealth"])
PEOPLE = frozenset(
    """man woman men women boy girl resident residents teen teenager couple native mother father family police officer officers
    mayor official officials student students household homeowner firefighters residence""".split()  # noqa: SIM905
)
PLURAL = frozenset(
    "counties parishes townships towns cities villages districts provinces streets avenues roads governorates".split()  # noqa: SIM905
)
COMBINED = frozenset(["based", "area", "born", "bound", "educated"])  # "Halvek-based"
AFFILIATED = frozenset(["R", "D", "I", "Rep", "Dem"])  # a legislator's party and town
FEATURE = frozenset(
    """street st. avenue ave ave. road rd. drive boulevard blvd blvd. lane parkway bypass river creek lake island islands valley
    canyon bay mountain mountains forest hills reservoir peninsula lagoon plateau""".split()  # noqa: SIM905
)
TITLES = frozenset(
    "mr mrs ms dr gen general president minister prime sheikh colonel col capt captain king queen sir".split()  # noqa: SIM905
)
# What follows the place in the name of a medium or a team: "Halvek Times".
MEDIA = frozenset(
    """post times herald news media gazette tribune journal courier dispatch press telegraph chronicle observer independent guardian
    today weekly daily radio television tv online network united rovers fc stars""".split()  # noqa: SIM905 - a list to read
)
SAYING = frozenset(["said", "says", "told", "tells", "added", "adds"])

# The Arabic article, its consonant assimilated or not.
ARTICLES = frozenset("al el ul ar er as es ash at et ad ed an en az ez".split())  # noqa: SIM905
# Verbs whose object may be a place: "fled X", "shells hit X".
REACHING = frozenset(
    """leave enter reach hit strike shell bomb bombard capture seize retake recapture besiege flee storm attack visit target control
    hold liberate surround overrun pound raid abandon cross""".split()  # noqa: SIM905 - a list to read
)
MOVING = frozenset(
    """go travel return flee move fly drive come head march send deploy withdraw retreat sail walk escape advance transfer evacuate
    deport extend spread""".split()  # noqa: SIM905 - a list to read
)
# "The siege of X": what is had of places.
OF_PLACE = frozenset(
    """out enclave siege battle fall capture recapture seizure occupation evacuation bombing bombardment shelling liberation control mayor
    governor people inhabitants most parts part much""".split()  # noqa: SIM905
)
_BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip
_PART = re.compile(r"(north|south)?[- ]?(east|west)?(?:ern)?(?:most)?", re.I)
_VAGUE = frozenset(["central", "rural", "greater", "coastal", "inland", "upper", "lower"])

DISTANCE = re.compile(
    r"(\d+(?:[.,]\d+)?)[\s-]?(?:\([^)]{1,20}\)\s?)?(km|kms|kilomet(?:re|er)s?|miles?|mi)\b[\s]?(?:\([^)]{1,20}\)\s)?"
    r"(?:to the |due )?(north|south|east|west|(?:north|south)[- ]?(?:east|west))(?:ern|wards?)? (?:of|from) "
    r"(?:the )?(?:\w+ )?(?:of )?$", re.I
)  # fmt: skip
AWAY = re.compile(
    r"\d\s?(?:km|kms|kilomet(?:re|er)s?|miles?|mi)\b (?:\([^)]{1,20}\) )?(?:away )?(?:from|off|outside) (?:the )?(?:\w+ of )?$",
    re.I,
)
KM_PER_MILE = 1.609
_NAME = r"[A-Z][\w.’']*(?:[ -](?:[A-Z][\w.’']*|al|de|del|el|la|of|on|the))*?"
DATELINE = re.compile(
    rf"(?P<place>{_NAME})(?:, (?P<parent>{_NAME}))?(?:, \w+\.? \d+)?(?: ?\([^)\n]{{2,30}}\))?(?: [-–—]{{1,2}} ?|[–—] ?|-- ?|- )(?=[\w“\"‘'])"
)
# The same in capitals behind a sentence's end, where a text has lost its line breaks.
LATER_DATELINE = re.compile(
    r"(?:(?<=[.!?”\"] )|(?<=\n))(?P<place>(?:[A-Z][a-z])?[A-Z]{2,}[A-Z.’']*(?: [A-Z]{2}[A-Z.’']+){0,3})(?:, (?P<parent>[A-Z][\w. ]{1,20}?))?"
    r"(?: \([^)\n]{2,30}\))? ?(?:--|[-–—])(?= )"
)


@lru_cache(maxsize=4096)
def bearing(word: str) -> float | None:
    """Degrees of "northern", "north-east" and the like; None for other words.

    >>> bearing("north-eastern"), bearing("Syria")
    (45, None)
    """
    found = _PART.fullmatch(word.strip())
    if not found or not any(found.groups()):
        return None
    return _BEARINGS["".join(part.lower() for part in found.groups() if part)]


@lru_cache(maxsize=4096)
def is_part(word: str) -> bool:
    """Whether the word names a part of what follows ("northern", "central")."""
    return word.lower() in _VAGUE or bearing(word) is not None
