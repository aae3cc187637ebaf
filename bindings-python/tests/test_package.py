"""The package as it is installed, and wheel and sdist as they are given away."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
import xwsse

DIST = Path(os.environ.get("XWSSE_DIST", "nowhere"))
needs_dist = pytest.mark.skipif(
    not DIST.is_dir(), reason="XWSSE_DIST names no folder with a wheel and an sdist"
)
PROGRAM = """
import pathlib, sys, xwsse
assert pathlib.Path(sys.prefix) in pathlib.Path(xwsse.__file__).parents, xwsse.__file__
header = xwsse.Signer("key", "secret").header()
assert xwsse.Verifier({"key": "secret"}).verify(header).username == "key"
print(xwsse.__version__)
"""


def only(pattern: str) -> Path:
    [found] = DIST.glob(pattern)
    return found


def test_the_version_is_the_distribution_s() -> None:
    assert xwsse.__version__ == importlib.metadata.version("xwsse")


def test_the_extras_are_there() -> None:
    extras = importlib.metadata.metadata("xwsse").get_all("Provides-Extra") or []
    clients = {"requests", "httpx", "aiohttp", "httpie"}
    servers = {"fastapi", "starlette", "flask", "django", "djangorestframework"}
    assert clients | servers <= set(extras)


def test_it_needs_nothing_else() -> None:
    requirements = importlib.metadata.requires("xwsse") or []
    assert all("extra ==" in requirement for requirement in requirements)


def test_importing_it_imports_no_framework() -> None:
    program = "import sys; before = set(sys.modules); import xwsse; print(*sorted(set(sys.modules) - before))"
    result = subprocess.run([sys.executable, "-I", "-c", program], check=True, capture_output=True, text=True)
    loaded = {name.split(".")[0] for name in result.stdout.split()}
    assert "xwsse" in loaded
    assert not loaded & {
        "asyncio",
        "requests",
        "httpx",
        "aiohttp",
        "django",
        "flask",
        "starlette",
        "urllib3",
        "ssl",
    }


@needs_dist
def test_the_wheel_is_for_every_python_from_3_10_on() -> None:
    wheel = only("*.whl")
    assert re.fullmatch(r"xwsse-[\d.]+-cp310-abi3-.*\.whl", wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        [metadata] = (name for name in names if name.endswith(".dist-info/METADATA"))
        text = archive.read(metadata).decode()
    assert {"xwsse/__init__.py", "xwsse/_native.pyi", "xwsse/py.typed"} <= set(names)
    assert len([name for name in names if "/licenses/LICENSE-" in name]) == 2
    assert "License-Expression: MIT OR Apache-2.0" in text and "Requires-Python: >=3.10" in text
    assert not [name for name in names if "test_" in name or "/tests/" in name or name.endswith(".rs")]


@needs_dist
def test_the_sdist_has_all_that_is_built_and_nothing_else() -> None:
    with tarfile.open(only("*.tar.gz")) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    for needed in (
        "PKG-INFO",
        "Cargo.lock",
        "core/src/lib.rs",
        "pyproject.toml",
        "LICENSE-MIT",
        "LICENSE-APACHE",
    ):
        assert any(name == needed or name.endswith(f"/{needed}") for name in names), needed
    assert not [
        name
        for name in names
        if re.search(r"(^|/)(target|\.git|\.pytest_cache|__pycache__|READY)(/|$)", name)
    ]


@needs_dist
@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_it_installs_into_a_clean_environment(kind: str, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    package = only("*.whl" if kind == "wheel" else "*.tar.gz")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*pip, str(package)], check=True, cwd=tmp_path)
    result = subprocess.run(
        [python, "-I", "-c", PROGRAM], check=True, cwd=tmp_path, capture_output=True, text=True
    )
    assert result.stdout.strip() == xwsse.__version__
