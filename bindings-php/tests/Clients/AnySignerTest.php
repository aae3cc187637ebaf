<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use GuzzleHttp\Psr7\Request as Psr7Request;
use Symfony\Component\HttpClient\HttpClient;
use Xwsse\Client\OriginSigner;
use Xwsse\Client\RequestSigner;
use Xwsse\HeaderSigner;
use Xwsse\Signer;
use Xwsse\Symfony\WsseHttpClient;

/** What client hooks do is not bound to X-WSSE: any scheme's signer will do. */
final class AnySignerTest extends ClientCase
{
    private static function keys(?string $authorization = null): HeaderSigner
    {
        return new class($authorization) implements HeaderSigner {
            private int $count = 0;

            public function __construct(private ?string $authorization)
            {
            }

            public function headers(): array
            {
                $all = ['X-API-Key' => 'a-key', 'X-API-Signature' => 'number '.++$this->count];

                return $this->authorization === null ? $all : ['Authorization' => $this->authorization] + $all;
            }

            public function headerNames(): array
            {
                return ['X-API-Key', 'X-API-Signature'];
            }

            public function authorization(): ?string
            {
                return $this->authorization;
            }
        };
    }

    public function test_its_headers_are_set_afresh_and_go_to_no_other_origin(): void
    {
        $signer = new RequestSigner(new OriginSigner(self::keys('Keys'), 'https://api.example'));
        $request = new Psr7Request('GET', 'https://api.example/', ['x-api-key' => 'another', 'X-Other' => 'stays']);
        foreach (['number 1', 'number 2'] as $signature) {
            $request = $signer->sign($request);
            self::assertSame('a-key', $request->getHeaderLine('X-API-Key'));
            self::assertSame($signature, $request->getHeaderLine('X-API-Signature'));
            self::assertSame('Keys', $request->getHeaderLine('Authorization'));
        }
        $away = $signer->sign($request->withUri($request->getUri()->withHost('other.example')));
        self::assertSame(['Host', 'X-Other'], array_keys($away->getHeaders()));
    }

    public function test_a_scheme_without_an_authorization_leaves_that_of_others_alone(): void
    {
        $signer = new RequestSigner(new OriginSigner(self::keys(), 'https://api.example'));
        $request = $signer->sign(new Psr7Request('GET', 'https://other.example/', ['Authorization' => '']));
        self::assertTrue($request->hasHeader('Authorization'));
    }

    public function test_a_signer_without_a_clock_has_none_to_learn(): void
    {
        $this->expectExceptionMessage('learnClock needs a signer with a clock that can be set');
        new OriginSigner(self::keys(), learnClock: true);
    }

    public function test_a_clock_is_not_learnt_over_plain_http(): void
    {
        $signer = new Signer('key', 'secret');
        $origins = ['http://api.example', 'https://api.example'];
        $bound = new OriginSigner($signer, $origins, allowHttp: true, learnClock: true);
        $date = gmdate('D, d M Y H:i:s \\G\\M\\T', time() + 600);
        self::assertFalse($bound->mayRepeat('http://api.example/', $date));
        self::assertFalse($bound->mayRepeat('https://other.example/', $date));
        self::assertFalse($bound->mayRepeat('https://api.example/', 'not a date'));
        self::assertFalse($bound->mayRepeat('https://api.example/', null));
        self::assertSame(0, $signer->clockOffsetMillis());
        self::assertTrue($bound->mayRepeat('https://api.example/', $date));
        self::assertGreaterThan(590_000, $signer->clockOffsetMillis());
    }

    public function test_symfonys_client_takes_it_too(): void
    {
        $url = self::$home->url('/open/1', ['to' => self::$foreign->url('/open/2')]);
        $client = new WsseHttpClient(HttpClient::create(), self::keys('Keys'));
        self::assertSame(200, $client->request('GET', $url)->getStatusCode());
        self::assertSame('Keys', self::$home->received()[0]->authorization);
        self::assertNull(self::$foreign->received()[0]->authorization);
    }
}
