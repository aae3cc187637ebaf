<?php

declare(strict_types=1);

namespace Xwsse\Testing;

use Xwsse\ClaimOutcome;
use Xwsse\Claims;
use Xwsse\HeaderVerifier;
use Xwsse\Identity;
use Xwsse\RejectedException;
use Xwsse\ReplayStore;
use Xwsse\Verifier;

/**
 * A verifier for the tests of what comes after it: it accepts every request as that of one user, signed or not. It
 * verifies nothing.
 *
 *     $middleware = new WsseMiddleware(new FixedVerifier('alice'), $responseFactory);
 *
 * With a {@see RejectedException} in place of the username it refuses every request.
 *
 * @implements HeaderVerifier<Identity>
 */
final class FixedVerifier implements HeaderVerifier
{
    public function __construct(private readonly string|Identity|RejectedException $answer)
    {
    }

    public function headerNames(): array
    {
        return ['x-wsse'];
    }

    public function verifyHeaders(array $headers, ?\DateTimeInterface $now = null): Identity
    {
        if ($this->answer instanceof RejectedException) {
            throw new RejectedException($this->answer->reason, $this->answer->getPrevious());
        }

        return \is_string($this->answer)
            ? new Identity($this->answer, \DateTimeImmutable::createFromInterface($now ?? new \DateTimeImmutable()))
            : $this->answer;
    }

    public function challenge(string $realm): string
    {
        $none = new class implements ReplayStore {
            public function claim(Claims $claims, \DateTimeImmutable $now): ClaimOutcome
            {
                return ClaimOutcome::Unavailable;
            }
        };

        return (new Verifier([], $none))->challenge($realm);
    }
}
