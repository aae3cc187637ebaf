"""Writes inputs for every fuzz target into a folder, made of the shared vectors: python3 fuzz/seeds.py FOLDER"""

import json
import sys
from base64 import b64encode
from pathlib import Path

sys.dont_write_bytecode = True  # what is imported leaves no cache in the tree

from corpus import write

ROOT = Path(__file__).resolve().parent.parent
PRESETS = ["penneo", "atom", "emarsys", "symfony", "huawei", "pywsse"]
OFFSET, RFC2822, FLAG = 8, 16, 32


def cases(name):
    return json.loads((ROOT / f"tests/vectors/{name}.json").read_text())["cases"]


def dialect_byte(text):
    preset, *changes = text.split(",")
    accept = next((change for change in changes if change.startswith("accept=")), "")
    ignore = "unknown=ignore" in changes
    return PRESETS.index(preset) | ("offset" in accept) * OFFSET | ("rfc2822" in accept) * RFC2822 | ignore * FLAG


def seeds():
    for case in cases("xwsse/created"):
        accept = case["accept"]
        yield "created", bytes([("offset" in accept) * OFFSET | ("rfc2822" in accept) * RFC2822]) + case["text"].encode()
    for case in cases("xwsse/headers") + cases("xwsse/attacks"):
        for step in case["steps"]:
            choice = dialect_byte(step.get("dialect", case.get("dialect")))
            values = [bytes.fromhex(value) for value in step.get("values_hex", [])]
            values = values or [value.encode() for value in step["values"]]
            for value in values:
                yield "header", bytes([choice]) + value[:4200]
                yield "explain", bytes([choice]) + value[:1024]
    for case in cases("xwsse/tokens"):
        choice = bytes([dialect_byte(case["dialect"])])
        yield "digest", choice + case["digest"].encode()
        yield "digest", choice + b"="
        yield "digest", choice + b64encode(case["hash_hex"].upper().encode())
        yield "nonce", choice + case["nonce"].encode()
    for case in cases("xwsse/explain"):
        yield "explain", bytes([dialect_byte(case["dialect"])]) + case["pasted"].encode()
        yield "explain", bytes([dialect_byte(case["dialect"])]) + case["pasted"].replace("key", "$S").encode()
    for case in cases("xwsse/dialects"):
        yield "dialect", case["text"].encode()
    for number in range(64):
        pattern = bytes((number * 37 + place * 11) % 256 for place in range(34))
        yield "dialect", pattern
        yield "signed", bytes([number % 64, number, 16, number * 3 % 256]) + pattern[: number % 8 * 3]
        yield "store", bytes([number, number * 5 % 256]) + pattern * (number % 4 + 1)


for target, seed in seeds():
    write(Path(sys.argv[1]) / target, seed)
