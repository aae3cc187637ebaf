<?php

declare(strict_types=1);

namespace Xwsse\Client;

use Xwsse\ClearTextRefusedException;
use Xwsse\HeaderSigner;
use Xwsse\SignException;

/**
 * A signer, and the origins that it signs for: the part that all client hooks share.
 *
 * When no origins are given, it is the origin of the first request.
 *
 * @internal
 */
final class OriginSigner
{
    /** Milliseconds: a `Date` has whole seconds, and an answer takes its time, so that so much is not a wrong clock. */
    private const CLOSE = 3_000;

    /** @var array<string, true>|null by the text of each origin; null until the first request settles it */
    private ?array $origins = null;

    /**
     * @param string|list<string>|null $origins such as `https://api.example`
     *
     * @param bool                     $retryOn401    whether a request may have one more attempt after a 401
     * @param bool                     $learnClock    whether a 401 sets a wrong clock, and then has one more attempt
     * @param bool                     $authorization whether an `Authorization` goes with a token
     *
     * @throws ClearTextRefusedException when one is plain http, and neither allowed nor loopback
     * @throws \ValueError               when one is not an origin, the list is empty, or this signer has no clock
     */
    public function __construct(
        private readonly HeaderSigner $signer,
        string|array|null $origins = null,
        private readonly bool $allowHttp = false,
        private readonly bool $retryOn401 = false,
        private readonly bool $learnClock = false,
        private readonly bool $authorization = true,
    ) {
        if ($learnClock && !method_exists($signer, 'learnClockOffset')) {
            throw new \ValueError('learnClock needs a signer with a clock that can be set, such as Xwsse\Signer');
        }
        if ($origins === null) {
            return;
        }
        $this->origins = [];
        foreach ((array) $origins as $text) {
            $origin = Origin::of($text) ?? throw new \ValueError(
                "'{$text}' is not an origin; write it as in 'https://api.example', with the host in ASCII",
            );
            $this->refuseClearText($origin);
            $this->origins[(string) $origin] = true;
        }
        if ($this->origins === []) {
            throw new \ValueError(
                'the list of origins is empty; name at least one, or omit the list to bind to the origin of the first request',
            );
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
     * The headers of a fresh token for an origin of its own; none for any other. An `Authorization` that the request
     * has already, and that is not ours, stays.
     *
     * @return array<string, string>
     *
     * @throws ClearTextRefusedException
     * @throws SignException
     */
    public function headersFor(string $url, bool $hasAuthorization): array
    {
        if (!$this->covers($url)) {
            return [];
        }
        $headers = $this->signer->headers();
        if ($hasAuthorization || !$this->authorization) {
            unset($headers['Authorization']);
        }

        return $headers;
    }

    /** @return list<string> the names of the headers that are ours in any request */
    public function names(): array
    {
        return $this->signer->headerNames();
    }

    /** Whether it is the `Authorization` that goes with a token. */
    public function isOurs(string $authorization): bool
    {
        return trim($authorization) === $this->signer->authorization();
    }

    /**
     * Whether a request that was answered with 401 is to be signed afresh and sent once more.
     *
     * @param string|null $date the header of the answer, from which a wrong clock is learnt
     */
    public function mayRepeat(string $url, ?string $date): bool
    {
        return ($this->retryOn401 || $this->learnClock)
            && $this->covers($url)
            && ($this->learns($url, $date) || $this->retryOn401);
    }

    /** Sets the signer's clock by that of the service, and says whether it was wrong. */
    private function learns(string $url, ?string $date): bool
    {
        $origin = Origin::of($url);
        if (!$this->learnClock || $date === null || ($origin->scheme !== 'https' && !$origin->isLoopback())) {
            return false;
        }
        $before = $this->signer->clockOffsetMillis();
        try {
            if (abs($this->signer->learnClockOffset($date) - $before) > self::CLOSE) {
                return true;
            }
        } catch (SignException) { // it is not a date
            return false;
        }
        $this->signer->setClockOffsetMillis($before);

        return false;
    }

    private function refuseClearText(Origin $origin): void
    {
        if ($origin->scheme === 'http' && !$this->allowHttp && !$origin->isLoopback()) {
            throw new ClearTextRefusedException((string) $origin);
        }
    }
}
