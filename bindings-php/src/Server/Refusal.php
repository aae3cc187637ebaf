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

    /**
     * The answer to a rejection: the challenge, or when to come again.
     *
     * @param string $challenge of the verifier, for your realm
     */
    public static function to(RejectedException $rejected, string $challenge): self
    {
        return $rejected->getStatus() === 401
            ? self::unauthorized($challenge)
            : self::of(503, 'Service Unavailable', ['Retry-After' => '1']);
    }

    /** The challenge to a request without a token. */
    public static function unauthorized(string $challenge): self
    {
        return self::of(401, 'Unauthorized', ['WWW-Authenticate' => $challenge]);
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
