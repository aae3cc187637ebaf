<?php

declare(strict_types=1);

namespace Xwsse;

/**
 * A token would have gone over plain http, where everyone on the way can read it and use it first.
 *
 * Use https. `allowHttp: true` signs all the same, and loopback hosts are allowed without it.
 */
final class ClearTextRefusedException extends WsseException
{
    /** @param string $origin where it would have gone */
    public function __construct(public readonly string $origin)
    {
        parent::__construct(
            'clear_text_refused',
            "no token is sent over plain http to {$origin}",
            'use https, or pass allowHttp: true',
        );
    }
}
