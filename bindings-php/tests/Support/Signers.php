<?php

declare(strict_types=1);

namespace Xwsse\Tests\Support;

use Xwsse\Dialect;
use Xwsse\Signer;

/**
 * Signers whose clock is half a minute ahead: a store that has only just begun, and so refuses what is older, takes
 * their tokens when it is told that no clock is ahead (`maxLead: 0`).
 */
final class Signers
{
    /** @var array<string, Signer> one for each key: two might sign in the same millisecond */
    private static array $known = [];

    public static function of(string $username, string $secret = 's3cr3t', string $dialect = Dialect::PENNEO): Signer
    {
        return self::$known["{$username} {$secret} {$dialect}"] ??= self::ahead(new Signer($username, $secret, $dialect));
    }

    public static function ahead(Signer $signer, int $millis = 30_000): Signer
    {
        $signer->setClockOffsetMillis($millis);

        return $signer;
    }
}
