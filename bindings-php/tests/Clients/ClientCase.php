<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use PHPUnit\Framework\TestCase;
use Xwsse\Signer;
use Xwsse\Tests\Support\Service;
use Xwsse\Tests\Support\Signers;

/** Two services: one that is signed for, and one that is not. They serve all tests of a class, with paths of their own. */
abstract class ClientCase extends TestCase
{
    protected static Service $home;
    protected static Service $foreign;

    public static function setUpBeforeClass(): void
    {
        self::$home = new Service();
        self::$foreign = new Service();
    }

    public static function tearDownAfterClass(): void
    {
        self::$home->stop();
        self::$foreign->stop();
    }

    protected function setUp(): void
    {
        self::$home->forget();
        self::$foreign->forget();
    }

    protected static function signer(): Signer
    {
        return Signers::of(Service::USERNAME, Service::SECRET);
    }

    /** A path that no other test has asked for. */
    protected static function fresh(string $name = 'files'): string
    {
        return "/{$name}/".bin2hex(random_bytes(6));
    }

    protected static function assertNothingOfATokenReached(Service $service, int $requests = 1): void
    {
        $received = $service->received();
        self::assertCount($requests, $received);
        foreach ($received as $request) {
            self::assertTrue($request->hasNothingOfAToken());
        }
    }
}
