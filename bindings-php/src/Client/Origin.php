<?php

declare(strict_types=1);

namespace Xwsse\Client;

/**
 * Scheme, host and port, normalised: equal (`==`) when they mean the same.
 *
 * @internal
 */
final class Origin implements \Stringable
{
    private const PORTS = ['http' => 80, 'https' => 443];

    /** Strict on purpose: where two parsers could find two hosts in one text, it has none at all. */
    private const URL = <<<'REGEX'
        {^
        (?<scheme> https? ) ://
        (?: [\w.~!$&'()*+,;=:%-]* @ )?
        (?: \[ (?<ipv6> [0-9a-f:.]+ ) \] | (?<host> [\w.~-]+ ) )
        (?: : (?<port> [0-9]{0,5} ) )?
        (?= [/?\#] | \z )
        }xi
        REGEX;

    private function __construct(
        public readonly string $scheme,
        public readonly string $host,
        public readonly int $port,
    ) {
    }

    /** The origin of a URL; null when it has none that every parser would agree on. */
    public static function of(string $url): ?self
    {
        if (preg_match(self::URL, $url, $found, PREG_UNMATCHED_AS_NULL) !== 1) {
            return null;
        }
        $scheme = strtolower((string) $found['scheme']);
        $host = strtolower((string) $found['host']);
        if ($found['ipv6'] !== null) {
            $packed = filter_var($found['ipv6'], FILTER_VALIDATE_IP, FILTER_FLAG_IPV6) === false
                ? false
                : inet_pton($found['ipv6']);
            if ($packed === false) {
                return null;
            }
            $host = '['.inet_ntop($packed).']';
        }
        $port = (int) (($found['port'] ?? '') === '' ? self::PORTS[$scheme] : $found['port']);

        return $port > 0 && $port < 65536 ? new self($scheme, $host, $port) : null;
    }

    /** Whether it is this machine, by its name alone. */
    public function isLoopback(): bool
    {
        return $this->host === 'localhost'
            || $this->host === '[::1]'
            || (str_starts_with($this->host, '127.')
                && filter_var($this->host, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4) !== false);
    }

    public function __toString(): string
    {
        $port = $this->port === self::PORTS[$this->scheme] ? '' : ":{$this->port}";

        return "{$this->scheme}://{$this->host}{$port}";
    }
}
