<?php

declare(strict_types=1);

namespace Xwsse\Tests\Stores;

use Xwsse\ClaimOutcome;
use Xwsse\Claims;
use Xwsse\ReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

/** Keeps the claims of a token, to make them at another time. */
final class Recorder implements ReplayStore
{
    private ?Claims $claims = null;

    public static function claimsOf(string $header, ?\DateTimeInterface $now = null, string $dialect = 'penneo'): Claims
    {
        $recorder = new self();
        (new Verifier(['alice' => 's3cr3t'], $recorder, $dialect))->verify($header, $now);

        return $recorder->claims ?? throw new \LogicException('nothing was claimed');
    }

    public static function signed(\DateTimeInterface $created, string $nonce): Claims
    {
        $header = (new Signer('alice', 's3cr3t'))->signWith($created, $nonce)->header();

        return self::claimsOf($header, $created);
    }

    public function claim(Claims $claims, \DateTimeImmutable $now): ClaimOutcome
    {
        $this->claims = $claims;

        return ClaimOutcome::First;
    }
}
