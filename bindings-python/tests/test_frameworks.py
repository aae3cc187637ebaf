"""The page of frameworks: each program and its test run, and the log says what stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "frameworks.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))


@pytest.mark.parametrize("name", SECTIONS)
def test_a_program_its_test_and_its_log(name: str, tmp_path: Path) -> None:
    section = SECTIONS[name]
    programs = dict(re.findall(r"^```python\n# (\S+\.py)\n(.*?)^```$", section, re.DOTALL | re.MULTILINE))
    assert list(programs) == ["app.py", "test_app.py"]
    for file, program in programs.items():
        (tmp_path / file).write_text(program, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        + ["-o", "log_cli=true", "-o", "log_cli_format=%(name)s: %(message)s", "--log-cli-level=INFO"],
        cwd=tmp_path,
        env={**os.environ, "API_KEY": "my-api-key", "API_SECRET": "my-api-secret"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    [log] = re.findall(r"^```text\n(.*?)\n```$", section, re.MULTILINE)
    assert log in ran.stdout.splitlines()
