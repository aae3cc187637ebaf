"""The files that every scheme shares."""

from . import cases_rejections


def files():
    """The content of every file, by name."""
    return {
        "rejections.json": {
            "about": "Number, code and HTTP status of every rejection.",
            "cases": cases_rejections.cases(),
        },
    }
