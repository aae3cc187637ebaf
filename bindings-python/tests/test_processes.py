"""After fork() everything goes on working, and no nonce comes twice."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial

import pytest
from xwsse import MemoryReplayStore, Replayed, Signer, Verifier

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork() here"),
    # Python 3.12 and later warn of fork() in a process with threads, which is what is tested here.
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]

SIGNER = Signer("key", "secret")
VERIFIER = Verifier({"key": "secret"})


def in_child(work: Callable[[], str]) -> str:
    """What ``work`` gives in a forked process; the test fails when that hangs or dies."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        os.write(write, work().encode())
        os._exit(0)
    os.close(write)
    with open(read, encoding="ascii") as pipe:
        answer = pipe.read()
    assert os.waitpid(child, 0)[1] == 0
    return answer


def test_forked_processes_draw_different_nonces() -> None:
    SIGNER.sign()

    def nonces() -> str:
        return " ".join(token.nonce for token in SIGNER.sign_many(50)) + " " + SIGNER.sign().nonce

    drawn = [nonce for _ in range(4) for nonce in in_child(nonces).split()] + nonces().split()
    assert len(drawn) == len(set(drawn)) == 5 * 51


def test_a_forked_process_knows_what_was_claimed_before() -> None:
    header = SIGNER.header()
    VERIFIER.verify(header)

    def verify() -> str:
        try:
            VERIFIER.verify(header)
        except Replayed:
            return VERIFIER.verify(SIGNER.header()).username
        return "accepted twice"

    assert in_child(verify) == "key"


@pytest.mark.parametrize("way", ["at once", "in steps"])
def test_fork_while_other_threads_verify_leaves_no_lock_behind(way: str) -> None:
    secrets = {f"key{number}": "secret" for number in range(8)}
    store = MemoryReplayStore(300_000)
    verifier = Verifier(secrets if way == "at once" else secrets.get, store=store)
    stop = threading.Event()

    def work(username: str) -> None:
        signer = Signer(username, "secret", "penneo,created=micros")
        while not stop.is_set():
            verifier.verify(signer.header())
            store.live()

    def verify(header: str) -> str:
        return verifier.verify(header).username

    threads = [threading.Thread(target=work, args=(username,)) for username in list(secrets)[1:]]
    for thread in threads:
        thread.start()
    try:
        for _ in range(20):
            header = Signer("key0", "secret", "penneo,created=nanos").header()
            assert in_child(partial(verify, header)) == "key0"
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def sign_and_verify(count: int) -> list[str]:
    signer, verifier = Signer("key", "secret"), Verifier({"key": "secret"})
    headers = [signer.header() for _ in range(count)]
    assert all(verifier.verify(header).username == "key" for header in headers)
    return headers


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_worker_processes_make_their_own(method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    with multiprocessing.get_context(method).Pool(3) as pool:
        headers = [header for found in pool.map(sign_and_verify, [20] * 6) for header in found]
    assert len(set(headers)) == 120


def test_a_signer_does_not_travel_to_another_process() -> None:
    process = multiprocessing.get_context("spawn").Process(target=print, args=(SIGNER,))
    with pytest.raises(TypeError, match="make one in each process"):
        process.start()


def test_the_interpreter_ends_cleanly_with_live_objects() -> None:
    program = (
        "import xwsse, threading\n"
        "signer, verifier = xwsse.Signer('key', 'secret'), xwsse.Verifier({'key': 'secret'})\n"
        "threading.Thread(target=lambda: verifier.verify(signer.header())).start()\n"
    )
    subprocess.run([sys.executable, "-I", "-c", program], check=True, timeout=30)
