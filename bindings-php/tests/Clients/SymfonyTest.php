<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use Symfony\Component\HttpClient\CurlHttpClient;
use Symfony\Component\HttpClient\Exception\RedirectionException;
use Symfony\Component\HttpClient\HttpClient;
use Symfony\Component\HttpClient\Retry\GenericRetryStrategy;
use Symfony\Component\HttpClient\RetryableHttpClient;
use Symfony\Component\HttpClient\ScopingHttpClient;
use Symfony\Contracts\HttpClient\HttpClientInterface;
use Xwsse\Symfony\WsseHttpClient;

/** What is peculiar to Symfony's HttpClient. */
final class SymfonyTest extends ClientCase
{
    /** @param array<string, mixed> $defaults of the client inside */
    private static function client(array $defaults = [], bool $retryOn401 = false): WsseHttpClient
    {
        return new WsseHttpClient(HttpClient::create($defaults), self::signer(), retryOn401: $retryOn401);
    }

    public function test_each_attempt_of_a_retrying_client_is_signed_afresh(): void
    {
        $client = new RetryableHttpClient(self::client(), new GenericRetryStrategy(delayMs: 0), 3);
        $answer = $client->request('GET', self::$home->url(self::fresh(), ['fail' => 2]));
        self::assertSame(200, $answer->getStatusCode());
        self::assertSame(['accepted', 'accepted', 'accepted'], self::$home->answers());
    }

    public function test_a_scoping_client_goes_around_it(): void
    {
        $client = ScopingHttpClient::forBaseUri(self::client(), self::$home->origin().'/v1/');
        self::assertSame(200, $client->request('GET', 'orders', ['query' => ['page' => 2]])->getStatusCode());
        self::assertSame(['/v1/orders'], self::$home->accepted());
    }

    public function test_it_takes_a_base_uri_itself(): void
    {
        $client = self::client()->withOptions(['base_uri' => self::$home->origin().'/v1/']);
        self::assertSame(200, $client->request('GET', 'orders')->getStatusCode());
        self::assertSame(200, $client->request('GET', '../v2/orders', ['query' => ['page' => 2]])->getStatusCode());
        self::assertSame(['/v1/orders', '/v2/orders'], self::$home->accepted());
    }

    public function test_a_url_whose_origin_it_cannot_see_is_refused(): void
    {
        $this->expectException(\Symfony\Contracts\HttpClient\Exception\TransportExceptionInterface::class);
        self::client(['base_uri' => self::$home->origin()])->request('GET', 'orders');
    }

    /** @return array<string, array{callable(WsseHttpClient): HttpClientInterface}> */
    public static function redirectLimits(): array
    {
        return [
            'by request' => [static fn (WsseHttpClient $client) => $client, ['max_redirects' => 1]],
            'by default' => [static fn (WsseHttpClient $client) => $client->withOptions(['max_redirects' => 1]), []],
        ];
    }

    /** @dataProvider redirectLimits */
    public function test_redirects_are_followed_as_often_as_told(callable $limited, array $options): void
    {
        $answer = $limited(self::client())->request('GET', self::$home->url('/1', ['to' => '/2?to=/3']), $options);
        self::assertSame(302, $answer->getStatusCode());
        self::assertSame(['/1', '/2'], self::$home->accepted());
        self::assertSame(1, $answer->getInfo('redirect_count'));
        $this->expectException(RedirectionException::class);
        $answer->getContent();
    }

    /** @return array<string, array{array<string, mixed>, string}> */
    public static function authorizations(): array
    {
        return [
            'auth_basic' => [['auth_basic' => ['staging', 'pw']], 'Basic c3RhZ2luZzpwdw=='],
            'auth_bearer' => [['auth_bearer' => 'of-the-gateway'], 'Bearer of-the-gateway'],
            'a header' => [['headers' => ['Authorization: Bearer of-the-gateway']], 'Bearer of-the-gateway'],
        ];
    }

    /** @dataProvider authorizations */
    public function test_an_authorization_of_the_options_stays(array $options, string $expected): void
    {
        $url = self::$home->url('/1', ['to' => '/2']);
        self::assertSame(200, self::client()->request('GET', $url, $options)->getStatusCode());
        self::assertSame(200, self::client()->withOptions($options)->request('GET', $url)->getStatusCode());
        self::assertSame(array_fill(0, 4, 'accepted'), self::$home->answers());
        self::assertSame(array_fill(0, 4, $expected), array_column(self::$home->received(), 'authorization'));
    }

    public function test_an_authorization_of_the_client_inside_stays_when_ours_is_left_out(): void
    {
        $client = new WsseHttpClient(HttpClient::create(['auth_bearer' => 'of-the-gateway']), self::signer(), authorization: false);
        self::assertSame(200, $client->request('GET', self::$home->url('/files'))->getStatusCode());
        self::assertSame('Bearer of-the-gateway', self::$home->received()[0]->authorization);
    }

    public function test_what_the_client_inside_authenticates_with_stays_at_home(): void
    {
        $inside = HttpClient::create(['auth_bearer' => 'of-home', 'headers' => ['Cookie' => 'id=of-home']]);
        $client = new WsseHttpClient($inside, self::signer(), 'https://api.example');
        $url = self::$home->url('/open/old', ['to' => self::$foreign->url('/open/new')]);
        self::assertSame(200, $client->request('GET', $url)->getStatusCode());
        self::assertSame('Bearer of-home', self::$home->received()[0]->authorization);
        self::assertSame('id=of-home', self::$home->received()[0]->cookie);
        self::assertNull(self::$foreign->received()[0]->authorization);
        self::assertNull(self::$foreign->received()[0]->cookie);
    }

    public function test_what_a_request_authenticates_with_stays_at_home(): void
    {
        $client = new WsseHttpClient(new CurlHttpClient(), self::signer(), 'https://api.example');
        $url = self::$home->url('/open/old', ['to' => self::$foreign->url('/open/new')]);
        foreach ([['auth_ntlm' => ['user', 'password']], ['auth_basic' => ['user', 'password']]] as $number => $options) {
            self::assertSame(200, $client->request('GET', $url, $options)->getStatusCode());
            self::assertNotNull(self::$home->received()[$number]->authorization);
            self::assertNull(self::$foreign->received()[$number]->authorization);
        }
    }

    public function test_a_token_among_the_defaults_is_replaced_and_goes_nowhere_else(): void
    {
        $client = self::client(['headers' => ['X-WSSE' => 'of the application']]);
        self::assertSame(200, $client->request('GET', self::$home->url('/files'))->getStatusCode());
        self::assertSame(200, $client->request('GET', self::$foreign->url('/open/files'))->getStatusCode());
        self::assertNothingOfATokenReached(self::$foreign);
    }

    public function test_headers_with_several_values_and_json_arrive(): void
    {
        $client = self::client()->withOptions(['headers' => ['X-Default' => 'one']]);
        $answer = $client->request('POST', self::$home->url('/files'), [
            'json' => ['name' => 'value'],
            'headers' => ['X-Two' => ['a', 'b'], 'Cookie: id=7'],
        ]);
        self::assertSame(200, $answer->getStatusCode());
        [$received] = self::$home->received();
        self::assertSame(['{"name":"value"}', 'id=7'], [$received->body, $received->cookie]);
        self::assertStringContainsString("X-Two: a\r\nX-Two: b\r\n", $answer->getInfo('debug'));
        self::assertStringContainsString("X-Default: one\r\n", $answer->getInfo('debug'));
    }

    public function test_answers_come_as_they_are_streamed(): void
    {
        $client = self::client([], true);
        $answers = [];
        foreach (range(1, 20) as $number) {
            $query = ['refuse' => $number % 2, 'to' => "/done/{$number}"];
            $answers[] = $client->request('GET', self::$home->url(self::fresh(), $query), ['user_data' => $number]);
        }
        $bodies = [];
        foreach ($client->stream($answers) as $answer => $chunk) {
            $bodies[$answer->getInfo('user_data')] = ($bodies[$answer->getInfo('user_data')] ?? '').$chunk->getContent();
        }
        ksort($bodies);
        self::assertSame(array_fill(1, 20, 'accepted'), $bodies);
        self::assertCount(50, self::$home->received());
    }

    public function test_a_form_with_a_file_is_sent_once(): void
    {
        $client = self::client([], true);
        $options = ['body' => ['name' => 'value', 'files' => [fopen(__FILE__, 'r')]]];
        foreach ([['refuse' => 1], ['to' => '/end', 'code' => 307]] as $query) {
            $answer = $client->request('POST', self::$home->url(self::fresh(), $query), $options);
            self::assertSame($query['code'] ?? 401, $answer->getStatusCode());
        }
        self::assertCount(2, self::$home->received());
    }

    public function test_an_answer_is_lazy_and_can_be_cancelled(): void
    {
        $answer = self::client()->request('GET', self::$home->url('/files'));
        $answer->cancel();
        self::assertTrue($answer->getInfo('canceled'));
    }

    public function test_a_body_that_is_a_stream_is_sent_once(): void
    {
        $client = self::client([], true);
        $body = static function (): \Generator {
            yield 'a body';
        };
        // `php -S` reads no chunked body, so the length is told.
        $options = ['headers' => ['Content-Length' => '6']];
        $url = self::$home->url(self::fresh(), ['refuse' => 1]);
        self::assertSame(401, $client->request('POST', $url, ['body' => $body()] + $options)->getStatusCode());
        $url = self::$home->url('/old', ['to' => '/new', 'code' => 307]);
        self::assertSame(307, $client->request('POST', $url, ['body' => $body()] + $options)->getStatusCode());
        $url = self::$home->url('/old', ['to' => '/new', 'code' => 303]);
        self::assertSame(200, $client->request('POST', $url, ['body' => $body()] + $options)->getStatusCode());
        self::assertSame(['a body', 'a body', 'a body', ''], array_column(self::$home->received(), 'body'));
    }

    public function test_errors_of_the_connection_are_errors_of_the_answer(): void
    {
        $answer = (new WsseHttpClient(new CurlHttpClient(), self::signer()))->request('GET', 'http://127.0.0.1:1/');
        $this->expectException(\Symfony\Contracts\HttpClient\Exception\TransportExceptionInterface::class);
        $answer->getStatusCode();
    }

    public function test_reset_reaches_the_client_inside(): void
    {
        $client = self::client();
        $client->reset();
        self::assertSame(200, $client->request('GET', self::$home->url('/files'))->getStatusCode());
    }
}
