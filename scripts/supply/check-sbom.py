"""Fails unless an SBOM names every crate that Cargo builds a package of: check-sbom.py FILE-OR-WHEEL PACKAGE"""

import json
import subprocess
import sys
import zipfile

file, package = sys.argv[1:]
if file.endswith(".whl"):
    with zipfile.ZipFile(file) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith(".cyclonedx.json"))
        sbom = json.loads(wheel.read(name))
else:
    with open(file, encoding="utf-8") as text:
        sbom = json.load(text)

named = {(part["name"], part["version"]) for part in sbom["components"]}
tree = ["cargo", "tree", "--locked", "-p", package, "-e", "normal", "--target", "x86_64-unknown-linux-gnu"]
tree += ["--all-features", "--prefix", "none", "--format", "{p}"]
lines = subprocess.run(tree, check=True, capture_output=True, text=True).stdout.splitlines()
built = {(name, version.removeprefix("v")) for name, version, *_ in map(str.split, filter(None, lines[1:]))}
missing = sorted(built - named - {(package, sbom["metadata"]["component"]["version"])})
if sbom["bomFormat"] != "CycloneDX" or missing or not built:
    sys.exit(f"{file} does not name {missing}")
print(f"== sbom: {file.rsplit('/', 1)[-1]} names all {len(built)} crates of {package}")
