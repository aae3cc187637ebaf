<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use GuzzleHttp\Client;
use GuzzleHttp\Exception\ClientException;
use GuzzleHttp\HandlerStack;
use GuzzleHttp\Middleware;
use GuzzleHttp\Psr7\NoSeekStream;
use GuzzleHttp\Psr7\Utils;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\UriInterface;
use Xwsse\Guzzle\WsseMiddleware;

/** What is peculiar to Guzzle. */
final class GuzzleTest extends ClientCase
{
    /** @param array<string, mixed> $options */
    private static function client(string $place, array $options = [], bool $retryOn401 = false): Client
    {
        $stack = HandlerStack::create();
        $stack->{$place}(new WsseMiddleware(self::signer(), retryOn401: $retryOn401), 'wsse');

        return new Client(['handler' => $stack] + $options);
    }

    /** @return array<string, array{string}> */
    public static function places(): array
    {
        return ['pushed' => ['push'], 'unshifted' => ['unshift']];
    }

    public function test_a_retry_of_other_middleware_is_signed_afresh(): void
    {
        $stack = HandlerStack::create();
        $again = static fn (int $retries, RequestInterface $_, ?ResponseInterface $answer = null): bool => $retries < 3 && $answer?->getStatusCode() === 503;
        $stack->push(Middleware::retry($again, static fn (): int => 0));
        $stack->push(new WsseMiddleware(self::signer()));
        $client = new Client(['handler' => $stack]);

        self::assertSame(200, $client->get(self::$home->url(self::fresh(), ['fail' => 2]))->getStatusCode());
        self::assertSame(['accepted', 'accepted', 'accepted'], self::$home->answers());
    }

    /** @dataProvider places */
    public function test_the_authorization_of_the_option_auth_stays(string $place): void
    {
        self::client($place)->get(self::$home->url('/files'), ['auth' => ['staging', 'pw']]);
        [$received] = self::$home->received();
        self::assertSame(['accepted', 'Basic c3RhZ2luZzpwdw=='], [$received->answer, $received->authorization]);
        // Digest waits to be asked for; till then there is none, and not ours either.
        self::client($place)->get(self::$home->url('/files'), ['auth' => ['staging', 'pw', 'digest']]);
        self::assertSame(['accepted', null], [self::$home->received()[1]->answer, self::$home->received()[1]->authorization]);
    }

    /** @dataProvider places */
    public function test_redirects_are_followed_as_the_options_say(string $place): void
    {
        $hops = [];
        $client = self::client($place, ['allow_redirects' => [
            'max' => 2,
            'track_redirects' => true,
            'on_redirect' => static function (RequestInterface $from, ResponseInterface $answer, UriInterface $to) use (&$hops): void {
                $hops[] = [$answer->getStatusCode(), $to->getPath()];
            },
        ]]);
        $answer = $client->get(self::$home->url('/1', ['to' => '/2?to=/3']));
        self::assertSame([[302, '/2'], [302, '/3']], $hops);
        self::assertCount(2, $answer->getHeader('X-Guzzle-Redirect-History'));

        $this->expectException(\GuzzleHttp\Exception\TooManyRedirectsException::class);
        $client->get(self::$home->url('/1', ['to' => '/2?to='.rawurlencode('/3?to=/4')]));
    }

    /** @dataProvider places */
    public function test_redirects_are_not_followed_when_switched_off(string $place): void
    {
        $answer = self::client($place, ['allow_redirects' => false])->get(self::$home->url('/1', ['to' => '/2']));
        self::assertSame(302, $answer->getStatusCode());
        self::assertSame(['/1'], self::$home->accepted());
        $answer = self::client($place)->get(self::$home->url('/1', ['to' => '/2']), ['allow_redirects' => true]);
        self::assertSame(200, $answer->getStatusCode());
    }

    /** @dataProvider places */
    public function test_cookies_are_kept_along_redirects(string $place): void
    {
        $jar = \GuzzleHttp\Cookie\CookieJar::fromArray(['id' => 'of-the-session'], '127.0.0.1');
        self::client($place, ['cookies' => $jar])->get(self::$home->url('/1', ['to' => '/2']));
        self::assertSame(['id=of-the-session', 'id=of-the-session'], array_column(self::$home->received(), 'cookie'));
    }

    public function test_a_token_is_in_no_exception_and_no_record_of_outer_middleware(): void
    {
        $records = [];
        $stack = HandlerStack::create();
        $stack->push(Middleware::history($records));
        $stack->push(new WsseMiddleware(self::signer()));
        try {
            (new Client(['handler' => $stack]))->get(self::$home->url(self::fresh(), ['refuse' => 1]));
            self::fail('it was accepted');
        } catch (ClientException $refused) {
            self::assertFalse($refused->getRequest()->hasHeader('X-WSSE'));
        }
        self::assertFalse($records[0]['request']->hasHeader('X-WSSE'));
    }

    public function test_a_body_that_cannot_be_read_again_is_not_sent_again(): void
    {
        $body = new NoSeekStream(Utils::streamFor('a body'));
        $answer = self::client('push', ['http_errors' => false], true)
            ->post(self::$home->url(self::fresh(), ['refuse' => 1]), ['body' => $body]);
        self::assertSame(401, $answer->getStatusCode());
        self::assertCount(1, self::$home->received());
    }

    public function test_an_answer_that_is_written_into_a_stream_is_not_asked_for_twice(): void
    {
        $sink = fopen('php://memory', 'w+');
        $url = self::$home->url(self::fresh(), ['refuse' => 1]);
        $client = self::client('push', ['http_errors' => false], true);
        self::assertSame(401, $client->get($url, ['sink' => $sink])->getStatusCode());
        self::assertCount(1, self::$home->received());
        // A file is begun anew.
        $file = (string) tempnam(sys_get_temp_dir(), 'xwsse-sink-');
        $url = self::$home->url(self::fresh(), ['refuse' => 1]);
        self::assertSame(200, $client->get($url, ['sink' => $file])->getStatusCode());
        self::assertSame('accepted', file_get_contents($file));
        unlink($file);
    }

    public function test_an_answer_that_is_streamed_is_asked_for_twice(): void
    {
        $answer = self::client('push', [], true)->get(self::$home->url(self::fresh(), ['refuse' => 1]), ['stream' => true]);
        self::assertSame('accepted', $answer->getBody()->getContents());
    }

    public function test_curl_may_not_follow_redirects_behind_its_back(): void
    {
        $this->expectException(\InvalidArgumentException::class);
        self::client('push')->get(self::$home->url('/'), ['curl' => [CURLOPT_FOLLOWLOCATION => true]]);
    }

    public function test_a_refusal_to_sign_rejects_the_promise(): void
    {
        $promise = self::client('push')->getAsync('http://api.example/');
        $this->expectException(\Xwsse\ClearTextRefusedException::class);
        $promise->wait();
    }
}
