"""The files that every scheme shares."""

from . import cases_origins, cases_rejections


def files():
    """The content of every file, by name."""
    return {
        "rejections.json": {
            "about": "Number, code and HTTP status of every rejection.",
            "cases": cases_rejections.cases(),
        },
        "origins.json": {
            "about": "Texts and their origins, which origins are the same, and what a client that signs for some of them does.",
            "cases": cases_origins.cases(),
            "pairs": cases_origins.pairs(),
            "outcomes": cases_origins.outcomes(),
        },
    }
