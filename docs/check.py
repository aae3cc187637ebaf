"""Checks the guides: every link leads somewhere, every console block does what it shows, every code has its section.

    python3 docs/check.py BOOK    # BOOK is the built site; `xwsse` is on the PATH

A console block is a shell session: the lines after `$ ` are run, one shell for a page, and what they print must be
what stands below them. An ellipsis stands for any text.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
GUIDES = sorted((ROOT / "docs").glob("*.md"))
END = "-- end of output --"


class Page(HTMLParser):
    """The links and the anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name == "id":
                self.anchors.add(value)
            elif value and name in ("href", "src"):
                self.links.append(value)


def broken_links_of_site(book: Path) -> list[str]:
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in book.rglob("*.html")}
    return [
        f"{path.relative_to(book)}: {link}"
        for path, page in pages.items()
        for link in page.links
        if path.name not in ("404.html", "toc.html") and leads_nowhere(path, link, lambda p: pages[p].anchors if p in pages else set())
    ]


def broken_links_of_repository() -> list[str]:
    tracked = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in tracked.stdout.splitlines()]
    # Those of the guides are checked in the built site, where they are read.
    paths = [path for path in paths if ROOT / "docs" not in path.parents]
    return [
        f"{path.relative_to(ROOT)}: {link}"
        for path in paths
        for link in re.findall(r"\]\(([^)\s]+)\)", without_code(path.read_text(encoding="utf-8")))
        if leads_nowhere(path, link, headings)
    ]


def leads_nowhere(path: Path, link: str, anchors) -> bool:
    target = urlsplit(link)
    if target.scheme or target.netloc:
        # Nothing outside is asked; `xwsse::Identity` is a link in rustdoc alone.
        return target.scheme not in ("http", "https", "mailto", "data")
    file = (path.parent / unquote(target.path)).resolve() if target.path else path
    if not file.exists():
        return True
    return bool(target.fragment) and unquote(target.fragment) not in anchors(file)


def links_without_target_of_site(book: Path) -> list[str]:
    """Names in brackets that Markdown did not take for a link: rustdoc does, readers see the brackets."""
    return [
        f"{path.relative_to(book)}: {link} is not a link"
        for path in book.rglob("*.html")
        for link in re.findall(r"\[<code>[^<]*</code>\]", path.read_text(encoding="utf-8"))
    ]


def links_without_target_of_repository() -> list[str]:
    tracked = subprocess.run(["git", "ls-files", "*README.md"], cwd=ROOT, capture_output=True, text=True, check=True)
    problems = []
    for name in tracked.stdout.splitlines():
        text = re.sub(r"^```.*?^```$", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        defined = set(re.findall(r"^\[(`[^`]+`)\]: ", text, re.MULTILINE))
        used = set(re.findall(r"\[(`[^`]+`)\](?![:(\[])", text))
        problems += [f"{name}: [{link}] has no definition" for link in sorted(used - defined)]
    return problems


def headings(path: Path) -> set[str]:
    lines = without_code(path.read_text(encoding="utf-8")).splitlines() if path.is_file() else []
    titles = [line.lstrip("#") for line in lines if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE))


def wrong_consoles(path: Path) -> list[str]:
    """Runs the page's sessions in one shell, in an empty folder."""
    steps: list[tuple[str, str]] = []
    for block in re.findall(r"^```console\n(.*?)^```$", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = step.partition("\n")
            steps.append((command, expected))
    script = "".join(f"{{ {command}\n}} 2>&1\necho '{END}'\n" for command, _ in steps)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, timeout=60)
    printed = done.stdout.split(END + "\n")
    return [
        f"{path.name}: $ {command}\n  shows     {expected!r}\n  but prints {got!r}"
        for (command, expected), got in zip(steps, printed, strict=False)
        if not matches(expected, got)
    ] + ([] if len(printed) == len(steps) + 1 else [f"{path.name}: the session ended early: {done.stderr}"])


def matches(expected: str, got: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in expected.split("…"))
    return re.fullmatch(pattern, got, re.DOTALL) is not None


def codes_without_section() -> list[str]:
    rejections = json.loads((ROOT / "tests/vectors/shared/rejections.json").read_text(encoding="utf-8"))["cases"]
    signing = re.findall(r'= 1\d\d "(\w+)"', (ROOT / "authn/src/codes.rs").read_text(encoding="utf-8"))
    page = (ROOT / "docs/troubleshooting.md").read_text(encoding="utf-8")
    codes = [case["code"] for case in rejections] + signing
    return [f"troubleshooting.md: nothing on {code}" for code in codes if f"### `{code}`\n" not in page]


def blocks_of_front_page_that_nobody_runs() -> list[str]:
    """Those of Rust and Python have tests of their own; the others stand in a page whose blocks are run."""
    front_page = (ROOT / "README.md").read_text(encoding="utf-8")
    homes = {"js": "bindings-node", "php": "bindings-php", "c": "bindings-c"}
    return [
        f"README.md: this block is not in {homes[language]}/README.md, where it would be run:\n{block}"
        for language, block in re.findall(r"^```(js|php|c)\n(.*?)^```$", front_page, re.DOTALL | re.MULTILINE)
        if block not in (ROOT / homes[language] / "README.md").read_text(encoding="utf-8")
    ]


def main() -> int:
    book = Path(sys.argv[1]).resolve()
    sessions = [problem for path in GUIDES for problem in wrong_consoles(path)]
    problems = broken_links_of_site(book) + broken_links_of_repository() + sessions + codes_without_section()
    problems += links_without_target_of_site(book) + links_without_target_of_repository()
    problems += blocks_of_front_page_that_nobody_runs()
    for problem in problems:
        print(problem, file=sys.stderr)
    pages = len(list(book.rglob("*.html")))
    print(f"guides: {pages} pages, {len(problems)} problems")
    return 1 if problems else 0


sys.exit(main())
