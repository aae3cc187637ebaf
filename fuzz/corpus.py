"""The committed corpus, as files for a fuzzer and back.

    python3 fuzz/corpus.py unpack FOLDER          writes each input into FOLDER/TARGET
    python3 fuzz/corpus.py pack FOLDER TARGET     makes the corpus of TARGET from the files in FOLDER

A target has one file, corpus-small/TARGET.jsonl: an input a line, as a string of JSON whose characters are bytes.
"""

import json
import sys
from hashlib import sha1
from pathlib import Path

SMALL = Path(__file__).resolve().parent / "corpus-small"


def read(target):
    lines = (SMALL / f"{target}.jsonl").read_text("ascii").splitlines()
    return [json.loads(line).encode("latin-1") for line in lines]


def unpack(folder):
    for corpus in sorted(SMALL.glob("*.jsonl")):
        for data in read(corpus.stem):
            write(folder / corpus.stem, data)


def write(folder, data):
    """A file named for what it holds, as libFuzzer names its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / sha1(data).hexdigest()).write_bytes(data)


def pack(folder, target):
    inputs = sorted({file.read_bytes() for file in folder.iterdir()})
    lines = "".join(json.dumps(data.decode("latin-1")) + "\n" for data in inputs)
    (SMALL / f"{target}.jsonl").write_text(lines, "ascii", newline="\n")
    print(f"== fuzz: {target:8} {len(inputs):4} inputs, {sum(map(len, inputs)):6} bytes")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["unpack", folder]:
            unpack(Path(folder))
        case ["pack", folder, target]:
            pack(Path(folder), target)
        case _:
            sys.exit(__doc__)
