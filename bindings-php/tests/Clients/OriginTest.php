<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use GuzzleHttp\Promise\Create;
use GuzzleHttp\Psr7\Request;
use GuzzleHttp\Psr7\Response;
use PHPUnit\Framework\TestCase;
use Psr\Http\Client\ClientInterface;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;
use Symfony\Component\HttpClient\MockHttpClient;
use Symfony\Component\HttpClient\Response\MockResponse;
use Xwsse\ClearTextRefusedException;
use Xwsse\Client\Origin;
use Xwsse\Guzzle\WsseMiddleware;
use Xwsse\Psr18\WsseClient;
use Xwsse\Signer;
use Xwsse\Symfony\WsseHttpClient;

/** What an origin is, and for whom each client hook signs: the same as in every language. */
final class OriginTest extends TestCase
{
    /** @return list<array<string, mixed>> */
    private static function vectors(string $list): array
    {
        $vectors = getenv('XWSSE_VECTORS') ?: \dirname(__DIR__, 3).'/tests/vectors';
        $all = json_decode((string) file_get_contents("{$vectors}/shared/origins.json"), true, flags: JSON_THROW_ON_ERROR);

        return array_values(array_filter($all[$list], static fn (array $case) => !\in_array('php', $case['differs'] ?? [], true)));
    }

    public function test_a_text_has_the_origin_of_the_shared_vectors(): void
    {
        foreach (self::vectors('cases') as ['text' => $text, 'origin' => $expected, 'clear_text' => $isClearText]) {
            $origin = Origin::of($text);
            self::assertSame($expected, $origin === null ? null : (string) $origin, $text);
            if ($origin !== null) {
                self::assertSame($isClearText, $origin->scheme === 'http' && !$origin->isLoopback(), $text);
            }
        }
    }

    public function test_two_texts_have_the_same_origin_or_not(): void
    {
        foreach (self::vectors('pairs') as ['a' => $one, 'b' => $other, 'same' => $same]) {
            self::assertSame($same, Origin::of($one) == Origin::of($other), "{$one} and {$other}");
        }
    }

    /** @return iterable<string, array{string, array<string, mixed>}> */
    public static function outcomes(): iterable
    {
        foreach (self::vectors('outcomes') as $case) {
            foreach (['guzzle', 'psr18', 'symfony'] as $hook) {
                yield "{$hook}, {$case['id']}" => [$hook, $case];
            }
        }
    }

    /** @dataProvider outcomes */
    public function test_each_hook_signs_for_the_origins_of_the_shared_vectors(string $hook, array $case): void
    {
        $arguments = [new Signer('key', 'secret'), $case['origins'], $case['allow_http']];
        try {
            $send = self::$hook(...$arguments);
        } catch (ClearTextRefusedException|\ValueError $refused) {
            self::assertSame('construction', $case['refused_at'] ?? null, $refused->getMessage());
            self::assertStringContainsString([
                'clear_text' => 'no token is sent over plain http to',
                'not_an_origin' => 'is not an origin',
                'no_origins' => 'the list of origins is empty',
            ][$case['refused_as']], $refused->getMessage());

            return;
        }
        self::assertArrayNotHasKey('refused_at', $case);
        foreach ($case['requests'] as ['url' => $url, 'outcome' => $expected]) {
            try {
                $outcome = $send($url) ? 'signed' : 'unsigned';
            } catch (ClearTextRefusedException) {
                $outcome = 'refused_clear_text';
            }
            self::assertSame($expected, $outcome, $url);
        }
    }

    public static function answer(RequestInterface $request): ResponseInterface
    {
        return new Response(200, $request->hasHeader('X-WSSE') ? ['Signed' => 'yes'] : []);
    }

    /** @return \Closure(string): bool whether what a request to this URL would send is signed */
    private static function guzzle(Signer $signer, ?array $origins, bool $allowHttp): \Closure
    {
        $send = (new WsseMiddleware($signer, $origins, $allowHttp))(
            static fn (RequestInterface $request) => Create::promiseFor(self::answer($request)),
        );

        return static fn (string $url): bool => $send(new Request('GET', $url), [])->wait()->hasHeader('Signed');
    }

    /** @return \Closure(string): bool */
    private static function psr18(Signer $signer, ?array $origins, bool $allowHttp): \Closure
    {
        $recorder = new class implements ClientInterface {
            public function sendRequest(RequestInterface $request): ResponseInterface
            {
                return OriginTest::answer($request);
            }
        };
        $client = new WsseClient($recorder, $signer, $origins, $allowHttp);

        return static fn (string $url): bool => $client->sendRequest(new Request('GET', $url))->hasHeader('Signed');
    }

    /** @return \Closure(string): bool */
    private static function symfony(Signer $signer, ?array $origins, bool $allowHttp): \Closure
    {
        $inside = new MockHttpClient();
        $client = new WsseHttpClient($inside, $signer, $origins, $allowHttp);

        return static function (string $url) use ($client, $inside): bool {
            $isSigned = null;
            $inside->setResponseFactory(static function (string $method, string $url, array $options) use (&$isSigned) {
                $isSigned = ($options['normalized_headers']['x-wsse'] ?? []) !== [];

                return new MockResponse();
            });
            $client->request('GET', $url)->getStatusCode();

            return $isSigned;
        };
    }
}
