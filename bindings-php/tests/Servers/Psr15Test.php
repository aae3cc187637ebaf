<?php

declare(strict_types=1);

namespace Xwsse\Tests\Servers;

use Nyholm\Psr7\Factory\Psr17Factory;
use Nyholm\Psr7\Response;
use Nyholm\Psr7\ServerRequest;
use PHPUnit\Framework\TestCase;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Http\Server\RequestHandlerInterface;
use Psr\Log\NullLogger;
use Xwsse\Identity;
use Xwsse\MemoryReplayStore;
use Xwsse\Psr15\WsseMiddleware;
use Xwsse\Tests\Support\Signers;
use Xwsse\Verifier;

/** What is peculiar to PSR-15. */
final class Psr15Test extends TestCase implements RequestHandlerInterface
{
    private ?ServerRequestInterface $handled = null;

    public function handle(ServerRequestInterface $request): ResponseInterface
    {
        $this->handled = $request;

        return new Response(204);
    }

    private function behind(WsseMiddleware $inner): RequestHandlerInterface
    {
        return new class($inner, $this) implements RequestHandlerInterface {
            public function __construct(private WsseMiddleware $inner, private RequestHandlerInterface $application)
            {
            }

            public function handle(ServerRequestInterface $request): ResponseInterface
            {
                return $this->inner->process($request, $this->application);
            }
        };
    }

    private static function verifier(): Verifier
    {
        return new Verifier(['alice' => 's3cr3t'], new MemoryReplayStore(1_000));
    }

    private static function middleware(Verifier $verifier, bool $optional = false): WsseMiddleware
    {
        return new WsseMiddleware($verifier, new Psr17Factory(), optional: $optional, logger: new NullLogger());
    }

    private static function request(string ...$tokens): ServerRequestInterface
    {
        return new ServerRequest('GET', '/', $tokens === [] ? [] : ['X-WSSE' => array_values($tokens)]);
    }

    public function test_the_identity_is_an_attribute_of_the_request(): void
    {
        $answer = self::middleware(self::verifier())->process(self::request(Signers::of('alice')->header()), $this);
        self::assertSame(204, $answer->getStatusCode());
        self::assertInstanceOf(Identity::class, $this->handled->getAttribute('wsse'));
        self::assertSame('alice', $this->handled->getAttribute(WsseMiddleware::ATTRIBUTE)->username);
    }

    public function test_two_values_are_refused_and_nothing_is_used_up(): void
    {
        $hook = self::middleware(self::verifier());
        [$one, $two] = [Signers::of('alice')->header(), Signers::of('alice')->header()];
        foreach ([[$one, $one], [$one, $two], ['', $one], [$one, '']] as $values) {
            self::assertSame(401, $hook->process(self::request(...$values), $this)->getStatusCode());
        }
        self::assertNull($this->handled);
        self::assertSame(204, $hook->process(self::request($one), $this)->getStatusCode());
    }

    public function test_two_that_share_a_verifier_use_a_token_once(): void
    {
        $verifier = self::verifier();
        $inner = self::middleware($verifier);
        $request = self::request(Signers::of('alice')->header());
        self::assertSame(204, self::middleware($verifier)->process($request, $this->behind($inner))->getStatusCode());
        self::assertSame('alice', $this->handled->getAttribute('wsse')->username);
    }

    public function test_whom_another_verifier_has_let_in_is_verified_all_the_same(): void
    {
        $inner = self::middleware(new Verifier(['mallory' => 's3cr3t'], new MemoryReplayStore(1_000)));
        $request = self::request(Signers::of('alice')->header());
        self::assertSame(401, self::middleware(self::verifier())->process($request, $this->behind($inner))->getStatusCode());
        self::assertNull($this->handled);
    }

    public function test_what_another_verifier_has_let_through_unsigned_is_verified_anew(): void
    {
        $verifier = self::verifier();
        $unsigned = new class($this->behind(self::middleware($verifier))) implements RequestHandlerInterface {
            public function __construct(private RequestHandlerInterface $next)
            {
            }

            public function handle(ServerRequestInterface $request): ResponseInterface
            {
                $optional = new WsseMiddleware(new Verifier([], new MemoryReplayStore(1)), new Psr17Factory(), optional: true);

                return $optional->process($request->withoutHeader('X-WSSE'), $this->next);
            }
        };
        $request = self::request(Signers::of('alice')->header());
        self::assertSame(401, self::middleware($verifier)->process($request, $unsigned)->getStatusCode());
        self::assertNull($this->handled);
    }

    public function test_an_attribute_of_another_is_not_taken_for_an_identity(): void
    {
        $request = self::request()->withAttribute('wsse', 'mallory');
        self::assertSame(401, self::middleware(self::verifier())->process($request, $this)->getStatusCode());
        self::middleware(self::verifier(), optional: true)->process($request, $this);
        self::assertNull($this->handled->getAttribute('wsse'));
    }
}
