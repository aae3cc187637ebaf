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
use Symfony\Component\HttpFoundation\Request;
use Xwsse\HeaderVerifier;
use Xwsse\Psr15\WsseMiddleware;
use Xwsse\RejectedException;
use Xwsse\Server\Guard;
use Xwsse\Symfony\WsseAuthenticator;

/** What server hooks do is not bound to X-WSSE: any scheme's verifier will do. */
final class AnyVerifierTest extends TestCase implements RequestHandlerInterface
{
    private const SIGNED = ['X-API-Key' => 'alice', 'X-API-Signature' => 'right'];

    private static function keys(): HeaderVerifier
    {
        return new class implements HeaderVerifier {
            public function headerNames(): array
            {
                return ['x-api-key', 'x-api-signature'];
            }

            public function verifyHeaders(array $headers, ?\DateTimeInterface $now = null): object
            {
                if (($headers['x-api-signature'] ?? []) !== ['right']) {
                    throw new RejectedException('digest_mismatch');
                }

                return (object) ['username' => $headers['x-api-key'][0], 'scopes' => ['orders']];
            }

            public function challenge(string $realm): string
            {
                return "Keys realm=\"{$realm}\"";
            }
        };
    }

    public function handle(ServerRequestInterface $request): ResponseInterface
    {
        return new Response(200, [], json_encode($request->getAttribute('wsse')));
    }

    public function test_psr_15(): void
    {
        $hook = new WsseMiddleware(self::keys(), new Psr17Factory(), 'orders', optional: true, logger: new NullLogger());
        $answer = fn (array $headers) => $hook->process(new ServerRequest('GET', '/', $headers), $this);
        self::assertSame('{"username":"alice","scopes":["orders"]}', (string) $answer(self::SIGNED)->getBody());
        self::assertSame('null', (string) $answer(['X-WSSE' => 'is another scheme'])->getBody());
        $refused = $answer(['X-API-Signature' => 'wrong'] + self::SIGNED);
        self::assertSame([401, 'Keys realm="orders"'], [$refused->getStatusCode(), $refused->getHeaderLine('WWW-Authenticate')]);
    }

    public function test_plain_php(): void
    {
        $guard = new Guard(self::keys(), logger: new NullLogger());
        self::assertNull($guard->requireIfSigned());
        $_SERVER += ['HTTP_X_API_KEY' => 'alice', 'HTTP_X_API_SIGNATURE' => 'right'];
        try {
            self::assertSame('alice', $guard->require()->username);
        } finally {
            unset($_SERVER['HTTP_X_API_KEY'], $_SERVER['HTTP_X_API_SIGNATURE']);
        }
    }

    public function test_symfony(): void
    {
        $hook = new WsseAuthenticator(self::keys(), 'orders', new NullLogger());
        $request = Request::create('/');
        self::assertFalse($hook->supports($request));
        $request->headers->add(self::SIGNED);
        self::assertTrue($hook->supports($request));
        self::assertSame('alice', $hook->authenticate($request)->getAttribute('wsse')->username);
        self::assertSame('Keys realm="orders"', $hook->start($request)->headers->get('WWW-Authenticate'));
    }
}
