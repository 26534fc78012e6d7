"""The tables: SQLAlchemy Core, with nothing in them that only SQLite understands.

What is filtered or sorted by has a column; the records of one stage of one report, which are only ever read together, are kept as one
JSON text beside them.
"""

from sqlalchemy import Boolean, Column, Double, ForeignKeyConstraint, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

schema = Table("schema_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False))

# ``revision`` counts the changes of a situation: a page made from it is as good as new while it stays.
situations = Table(
    "situations",
    metadata,
    Column("name", String, primary_key=True),
    Column("revision", Integer, nullable=False, server_default="0"),
)

texts = Table("texts", metadata, Column("sha256", String, primary_key=True), Column("text", Text, nullable=False))

reports = Table(
    "reports",
    metadata,
    Column("situation", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("newest", Boolean, nullable=False),
    Column("url", String),
    Column("title", Text),
    Column("publisher", String),
    Column("published", String),
    Column("received", String, nullable=False),
    Column("language", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("source_sha256", String),
    Column("body_start", Integer, nullable=False),
    Column("attributions", Text, nullable=False),
    Column("speakers", Text, nullable=False),
    Column("places", Text, nullable=False),
    Column("times", Text, nullable=False),
    Column("unclaimed", Text, nullable=False, server_default="[]"),
    ForeignKeyConstraint(["situation"], ["situations.name"]),
    ForeignKeyConstraint(["sha256"], ["texts.sha256"]),
    Index("reports_newest", "situation", "newest", "id"),
)

_report = ("situation", "report", "version")


def _of_report() -> list[Column[str] | Column[int]]:
    return [
        Column("situation", String, primary_key=True),
        Column("report", String, primary_key=True),
        Column("version", Integer, primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
    ]


figures = Table(
    "figures",
    metadata,
    *_of_report(),
    Column("id", String, nullable=False),
    Column("measure", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("low", Double),
    Column("best", Double),
    Column("high", Double),
    Column("rest", Text, nullable=False),
    ForeignKeyConstraint(list(_report), ["reports.situation", "reports.id", "reports.version"]),
    Index("figures_measure", "situation", "measure"),
)

claims = Table(
    "claims",
    metadata,
    *_of_report(),
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("speaker", String),
    Column("polarity", String, nullable=False),
    Column("predicate", String),
    Column("rest", Text, nullable=False),
    ForeignKeyConstraint(list(_report), ["reports.situation", "reports.id", "reports.version"]),
    Index("claims_id", "situation", "id"),
)

# Whatever the board sorts by is a number of its own, made when the questions are written: a page begins at a number.
# ``words`` is what a search by text looks through; ``digest`` tells whether an answer changed, ``changed`` when it last did.
questions = Table(
    "questions",
    metadata,
    Column("situation", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("measure", String),
    Column("status", String, nullable=False),
    Column("low", Double),
    Column("best", Double),
    Column("high", Double),
    Column("origins", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("rest", Text, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("place", String),
    Column("precision", Integer),
    Column("first", String),
    Column("last", String),
    Column("words", Text, nullable=False),
    Column("by_disagreement", Integer, nullable=False),
    Column("by_recency", Integer, nullable=False),
    Column("by_origins", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("made", String, nullable=False),
    Column("changed", String, nullable=False),
    ForeignKeyConstraint(["situation"], ["situations.name"]),
    Index("questions_status", "situation", "status", "by_disagreement"),
    Index("questions_kind", "situation", "kind"),
    Index("questions_measure", "situation", "measure"),
    Index("questions_by_disagreement", "situation", "by_disagreement"),
    Index("questions_by_recency", "situation", "by_recency"),
    Index("questions_by_origins", "situation", "by_origins"),
    Index("questions_place", "situation", "place"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("situation", String, primary_key=True),
    Column("question", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("report", String, nullable=False),
    Column("speaker", String, nullable=False),
    Column("rest", Text, nullable=False),
    Column("speaker_kind", String, nullable=False),
    Column("party", String),
    Column("published", String),
    ForeignKeyConstraint(["situation", "question"], ["questions.situation", "questions.id"]),
    Index("accounts_report", "situation", "report"),
    Index("accounts_speaker", "situation", "speaker"),
    Index("accounts_kind", "situation", "speaker_kind", "question"),
    Index("accounts_party", "situation", "party", "question"),
)

aliases = Table(
    "question_aliases",
    metadata,
    Column("situation", String, primary_key=True),
    Column("alias", String, primary_key=True),
    Column("question", String, nullable=False),
)

# The log of reviews. What tells that something was done is kept apart from its words, which a takedown may delete.
# No foreign keys: the log outlives its situation.
reviews = Table(
    "reviews",
    metadata,
    Column("situation", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("act", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("at", String, nullable=False),
    Column("hashed", String, nullable=False),
    Column("digest", String, nullable=False),
)

review_bodies = Table(
    "review_bodies",
    metadata,
    Column("situation", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)

blanked = Table(
    "reviews_blanked",
    metadata,
    Column("situation", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("by", Integer, nullable=False),
)

_REFUSED = "CREATE TRIGGER IF NOT EXISTS {name} BEFORE {what} ON {table}{when} BEGIN SELECT RAISE(ABORT, 'the log of reviews is only ever added to'); END"  # fmt: skip
_UNSAID = (
    " WHEN NOT EXISTS (SELECT 1 FROM reviews_blanked b WHERE b.situation = OLD.situation AND b.number = OLD.number)"
)
# SQLite itself refuses what the program never does.
LOG_TRIGGERS = tuple(
    _REFUSED.format(
        name=f"{table}_no_{what.lower()}",
        what=what,
        table=table,
        when=_UNSAID if (table, what) == ("review_bodies", "DELETE") else "",
    )
    for table in ("reviews", "review_bodies", "reviews_blanked")
    for what in ("UPDATE", "DELETE")
)
