<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use Nyholm\Psr7\Factory\Psr17Factory;
use Symfony\Component\HttpClient\HttpClient;
use Symfony\Component\HttpClient\Psr18Client;
use Xwsse\Signer;
use Xwsse\Symfony\WsseHttpClient;

/** Symfony's PSR-18 client, which follows redirects, with the hook inside. */
final class Psr18OverSymfony extends Driver
{
    private readonly Psr18Client $client;
    private readonly WsseHttpClient $hook;

    public function __construct(Signer $signer, array $hook = [], array $client = [])
    {
        $factory = new Psr17Factory();
        $this->hook = new WsseHttpClient(HttpClient::create(['timeout' => 20] + $client), $signer, ...$hook);
        $this->client = new Psr18Client($this->hook, $factory, $factory);
    }

    public function sendAtOnce(Request ...$wanted): array
    {
        return array_map(function (Request $request): int {
            $message = $this->client->createRequest($request->method, $request->url);
            foreach ($request->headers as $name => $value) {
                $message = $message->withHeader($name, $value);
            }
            if ($request->body !== null) {
                $message = $message->withBody($this->client->createStream($request->body));
            }

            return $this->client->sendRequest($message)->getStatusCode();
        }, array_values($wanted));
    }

    public function hook(): object
    {
        return $this->hook;
    }
}
