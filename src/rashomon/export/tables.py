"""Questions → rows for spreadsheets: one a question, or one an account; what each column means; CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rashomon.records import Account, Number, Question

# Column → what it means. The order is that of the columns; the texts are the codebook that goes with every download.
QUESTION_COLUMNS: Mapping[str, str] = {
    "id": "Id of the question; older ids lead to it.",
    "status": "disputed, denied, updated, agreed or single_source: how the accounts stand to one another.",
    "kind": "figure, occurrence, status, responsibility or intention.",
    "measure": "What a figure counts; empty for other kinds.",
    "unit": "What the figure is a number of.",
    "question": "The question in words.",
    "place": "The place's name.",
    "low": "Lowest live figure under the policy; empty: open or none, never nought.",
    "best": "Best figure under the policy; empty where the policy names none.",
    "high": "Highest live figure under the policy; empty: open or none, never nought.",
    "origins": "Independent origins, after copies and relays are folded.",
    "outlets": "Outlets that carry the accounts.",
    "accounts": "Statements that answer the question.",
    "reason": "Why the status is as it is.",
    "reviewed": "What a person decided about the question as a whole, who and when; empty where nobody did.",
    "verdict": "A person's verdict, signed, with the reason; it changes nothing that the accounts say.",
}
ACCOUNT_COLUMNS: Mapping[str, str] = {
    "question_id": "Id of the question that the account answers.",
    "question": "The question in words.",
    "status": "The status of the question, not of the account.",
    "kind": "Kind of the question.",
    "measure": "What the figure counts.",
    "unit": "What the figure is a number of.",
    "place": "The place's name.",
    "latitude": "WGS 84 degrees; empty where the name is not in the gazetteer.",
    "longitude": "WGS 84 degrees; empty where the name is not in the gazetteer.",
    "where_prec": "Precision of the place as UCDP codes it: 1 exact, 2 near, 3 second-order division, 4 first-order, 5 region, 6 country, 7 sea or air.",
    "account_id": "Id of the account.",
    "claim_id": "Id of the claim in its report.",
    "report": "Id of the report.",
    "published": "When the report was published, as precise as it says.",
    "said_at": "The day on which it was said, as far as the text tells.",
    "speaker": "Who says it.",
    "speaker_kind": "Kind of the speaker.",
    "party": "Side that the speaker speaks for; empty where none is known.",
    "via": "Through whom the speaker is quoted, outermost first, separated by semicolons.",
    "origin": "Accounts with the same origin are copies or relays of one another.",
    "low": "Lowest that the words allow; empty: open, never nought.",
    "best": "The figure itself; empty for vague words.",
    "high": "Highest that the words allow; empty: open, never nought.",
    "approximator": "The word that bounds the figure: at least, almost, dozens.",
    "position": "affirm, deny or unclear; in a question of responsibility the actor named.",
    "polarity": "asserted or denied.",
    "modality": "fact, unconfirmed, opinion, intention, threat, expectation or conditional.",
    "reality": "Whether the words tell it as having happened: happened, did_not, attempted, prevented, wished, planned, possible, conditional or unknown.",
    "quotable": "Whether the speaker says it so: 0 where a figure is denied, computed, or counts what only the figure before it says.",
    "relation": "How the account stands to the others.",
    "superseded_by": "Id of the account by which the same speaker replaced it.",
    "reason": "Why the relation is as it is.",
    "reviewed": "What a person decided about the claim, who and when; empty where nobody did.",
    "quote": "The exact words.",
    "start": "Where the words begin in the report's text, in Unicode code points.",
    "end": "Where they end.",
}
SILENT_COLUMNS = ("question_id", "question", "status", "party", "why")
COLUMNS = tuple(QUESTION_COLUMNS)
Cell = str | Number | None


def safe(value: Cell) -> Cell:
    """A cell that a spreadsheet shows and never runs as a formula: what begins like one gets an apostrophe in front.

    >>> [safe(v) for v in ("=1+1", "-5", -5, "Dorn", "\\t=1")]
    ["'=1+1", "'-5", -5, 'Dorn', "'\\t=1"]
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r\n" and value else value


def question_row(question: Question) -> list[Cell]:
    """The columns of ``QUESTION_COLUMNS``."""
    row = {name: getattr(question, name) for name in COLUMNS if name not in {"place", "accounts"}}
    row |= {"place": question.place.name if question.place else None, "accounts": len(question.accounts)}
    return [row[name] for name in COLUMNS]


def account_row(question: Question, account: Account) -> list[Cell]:
    """The columns of ``ACCOUNT_COLUMNS``."""
    place, evidence = question.place, account.evidence
    row: dict[str, Cell] = {
        name: getattr(account, name) for name in ACCOUNT_COLUMNS if hasattr(account, name) and name != "via"
    }
    row |= {name: getattr(question, name) for name in ("question", "status", "kind", "measure", "unit")}
    row |= {
        "question_id": question.id,
        "account_id": account.id,
        "claim_id": account.claim,
        "via": "; ".join(account.via),
        "quotable": int(account.quotable),
    }
    row |= {"quote": evidence.quote, "start": evidence.start, "end": evidence.end}
    row |= {"place": None, "latitude": None, "longitude": None, "where_prec": None}
    if place is not None:
        row |= {"place": place.name, "latitude": place.lat, "longitude": place.lon, "where_prec": place.precision}
    return [row[name] for name in ACCOUNT_COLUMNS]


def questions_csv(questions: Iterable[Question]) -> str:
    """One row a question."""
    return _csv(COLUMNS, (question_row(q) for q in questions))


def accounts_csv(questions: Iterable[Question]) -> str:
    """One row an account."""
    return _csv(tuple(ACCOUNT_COLUMNS), (account_row(q, a) for q in questions for a in q.accounts))


def silent_csv(rows: Iterable[tuple[Question, Sequence[str], Sequence[str]]]) -> str:
    """One row for each party that was not heard: ``rows`` are a question, the accused and the other sides; ``why`` is accused or side."""
    told = (
        [question.id, question.question, question.status, party, why]
        for question, accused, sides in rows
        for why, parties in (("accused", accused), ("side", sides))
        for party in parties
    )
    return _csv(SILENT_COLUMNS, told)


def codebook() -> Iterator[tuple[str, str, str]]:
    """Table, column and meaning of every column."""
    for table, columns in (("questions", QUESTION_COLUMNS), ("accounts", ACCOUNT_COLUMNS)):
        yield from ((table, name, meaning) for name, meaning in columns.items())


def _csv(columns: tuple[str, ...], rows: Iterable[Sequence[Cell]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()
