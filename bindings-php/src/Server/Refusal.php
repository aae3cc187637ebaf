<?php

declare(strict_types=1);

namespace Xwsse\Server;

use Xwsse\RejectedException;

/** The whole answer to a request that is refused: the same to the byte for every 401, whatever the reason. */
final class Refusal
{
    /** @param array<string, string> $headers */
    private function __construct(
        public readonly int $status,
        public readonly array $headers,
        public readonly string $body,
    ) {
    }

    /** The answer to a rejection: the challenge, or when to come again. */
    public static function to(RejectedException $rejected, string $realm): self
    {
        $challenge = $rejected->challenge($realm);

        return $challenge === null
            ? self::of(503, 'Service Unavailable', ['Retry-After' => '1'])
            : self::of(401, 'Unauthorized', ['WWW-Authenticate' => $challenge]);
    }

    /** The challenge to a request that brought no token. */
    public static function challenge(string $realm): self
    {
        return self::to(new RejectedException('header_missing'), $realm);
    }

    /** @param array<string, string> $headers */
    private static function of(int $status, string $phrase, array $headers): self
    {
        $body = "{$status} {$phrase}\n";
        $headers['Content-Type'] = 'text/plain; charset=utf-8';
        $headers['Content-Length'] = (string) \strlen($body);

        return new self($status, $headers, $body);
    }
}
