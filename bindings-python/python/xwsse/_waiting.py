"""Signing that waits for the clock."""

from __future__ import annotations

from ._errors import SignError
from ._native import Signer, UsernameToken


async def sign(signer: Signer) -> UsernameToken:
    """A fresh token, as soon as the clock has made room for it."""
    from asyncio import sleep  # only for programs that have it already

    waited = 0.0
    while True:
        try:
            return signer.sign()
        except SignError as error:
            # A clock that stands still makes no room.
            if error.retry_after is None or waited > signer.dialect.max_future.total_seconds():
                raise
            await sleep(error.retry_after)
            waited += error.retry_after
