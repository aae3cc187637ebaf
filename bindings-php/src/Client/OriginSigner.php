<?php

declare(strict_types=1);

namespace Xwsse\Client;

use Xwsse\ClearTextRefusedException;
use Xwsse\SignException;
use Xwsse\Signer;

/**
 * A signer, and the origins that it signs for: the part that all client hooks share.
 *
 * When no origins are given, it is the origin of the first request.
 *
 * @internal
 */
final class OriginSigner
{
    /** @var array<string, true>|null by the text of each origin; null until the first request settles it */
    private ?array $origins = null;

    /**
     * @param string|list<string>|null $origins such as `https://api.example`
     *
     * @throws ClearTextRefusedException when one is plain http, and neither allowed nor loopback
     * @throws \ValueError               when one is no origin, or the list is empty
     */
    public function __construct(
        private readonly Signer $signer,
        string|array|null $origins = null,
        private readonly bool $allowHttp = false,
    ) {
        if ($origins === null) {
            return;
        }
        $this->origins = [];
        foreach ((array) $origins as $text) {
            $origin = Origin::of($text) ?? throw new \ValueError(
                "'{$text}' is no origin; write it as in 'https://api.example', and the host in ASCII",
            );
            $this->refuseClearText($origin);
            $this->origins[(string) $origin] = true;
        }
        if ($this->origins === []) {
            throw new \ValueError('name an origin, or leave origins out for that of the first request');
        }
    }

    /**
     * Whether a request to this URL is signed. The first one asked about settles it, when no origins were given.
     *
     * @throws ClearTextRefusedException
     */
    public function covers(string $url): bool
    {
        $origin = Origin::of($url);
        if ($origin === null) {
            return false;
        }
        if ($this->origins === null) {
            $this->refuseClearText($origin);
            $this->origins = [(string) $origin => true];
        }

        return isset($this->origins[(string) $origin]);
    }

    /**
     * The headers of a fresh token for an origin of its own; none for any other.
     *
     * @return array<string, string>
     *
     * @throws ClearTextRefusedException
     * @throws SignException
     */
    public function headersFor(string $url): array
    {
        return $this->covers($url) ? $this->signer->headers() : [];
    }

    /** Whether it is the `Authorization` that goes with a token. */
    public function isOurs(string $authorization): bool
    {
        return trim($authorization) === $this->signer->dialect->authorization;
    }

    private function refuseClearText(Origin $origin): void
    {
        if ($origin->scheme === 'http' && !$this->allowHttp && !$origin->isLoopback()) {
            throw new ClearTextRefusedException((string) $origin);
        }
    }
}
