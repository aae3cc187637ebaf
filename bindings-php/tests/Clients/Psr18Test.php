<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use GuzzleHttp\Client;
use GuzzleHttp\Psr7\NoSeekStream;
use GuzzleHttp\Psr7\Request as Message;
use GuzzleHttp\Psr7\Utils;
use Nyholm\Psr7\Factory\Psr17Factory;
use Symfony\Component\HttpClient\HttpClient;
use Symfony\Component\HttpClient\Psr18Client;
use Xwsse\Psr18\WsseClient;

/** What is peculiar to PSR-18. */
final class Psr18Test extends ClientCase
{
    public function test_a_redirect_is_an_answer(): void
    {
        $client = new WsseClient(new Client(), self::signer());
        $answer = $client->sendRequest(new Message('GET', self::$home->url('/old', ['to' => self::$foreign->url('/')])));
        self::assertSame(302, $answer->getStatusCode());
        self::assertSame([], self::$foreign->received());
    }

    public function test_a_client_that_would_follow_redirects_with_the_token_is_refused(): void
    {
        $factory = new Psr17Factory();
        $this->expectException(\ValueError::class);
        $this->expectExceptionMessage('WsseHttpClient');
        new WsseClient(new Psr18Client(HttpClient::create(), $factory, $factory), self::signer());
    }

    public function test_the_message_of_the_caller_stays_unsigned(): void
    {
        $message = new Message('GET', self::$home->url('/files'));
        (new WsseClient(new Client(), self::signer()))->sendRequest($message);
        self::assertFalse($message->hasHeader('X-WSSE'));
    }

    public function test_a_body_that_cannot_be_read_again_is_not_sent_again(): void
    {
        $body = new NoSeekStream(Utils::streamFor('a body'));
        $message = new Message('POST', self::$home->url(self::fresh(), ['refuse' => 1]), ['Content-Length' => '6'], $body);
        $client = new WsseClient(new Client(), self::signer(), retryOn401: true);
        self::assertSame(401, $client->sendRequest($message)->getStatusCode());
        self::assertCount(1, self::$home->received());
    }
}
