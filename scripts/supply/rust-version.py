#!/usr/bin/env python3
"""Fails when a dependency wants a newer Rust than the workspace promises."""

import json
import subprocess
import sys

metadata = json.loads(
    subprocess.check_output(["cargo", "metadata", "--locked", "--format-version", "1"])
)
members = set(metadata["workspace_members"])


def version(package):
    """The Rust version that a package asks for, as numbers; () when it does not say."""
    return tuple(int(part) for part in (package["rust_version"] or "").split(".") if part)


packages = metadata["packages"]
promised = min(version(package) for package in packages if package["id"] in members)
newer = [package for package in packages if version(package)[:2] > promised[:2]]
for package in newer:
    print(f"{package['name']} {package['version']} wants Rust {package['rust_version']}")
print(f"{len(packages)} packages, Rust {'.'.join(map(str, promised))} promised")
sys.exit(1 if newer else 0)
