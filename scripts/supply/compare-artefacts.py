"""Fails unless two folders hold the same artefacts, and no folder's name is in them: compare-artefacts.py A B"""

import hashlib
import sys
import zipfile
from pathlib import Path

FOLDERS = [Path(argument) for argument in sys.argv[1:]]


def files(folder: Path) -> dict[str, bytes]:
    """What is shipped, a wheel taken apart, the folder that it was built in left out of its SBOM.

    The SBOM names the folder, and RECORD the SBOM's hash: that much differs from folder to folder.
    """
    found = {}
    for artefact in sorted((folder / "dist").iterdir()):
        if artefact.suffix != ".whl":
            found[artefact.name] = artefact.read_bytes()
            continue
        with zipfile.ZipFile(artefact) as wheel:
            for name in wheel.namelist():
                content = wheel.read(name)
                if name.endswith(".cyclonedx.json"):
                    content = content.replace(str(folder / "tree").encode(), b"")
                elif name.endswith("/RECORD"):
                    content = b"\n".join(line for line in content.splitlines() if b"/sboms/" not in line)
                found[name] = content
    return found


first, second = map(files, FOLDERS)
differing = sorted(name for name in first | second if first.get(name) != second.get(name))
leaking = sorted(name for name, content in first.items() if str(FOLDERS[0]).encode() in content)
for name, content in first.items():
    print(f"{hashlib.sha256(content).hexdigest()}  {name}")
if differing or leaking or not first:
    sys.exit(f"reproducible: these differ: {differing}; these hold the folder's name: {leaking}")
print(f"{len(first)} passed, 0 failed")
