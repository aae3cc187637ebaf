<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use GuzzleHttp\Client;
use GuzzleHttp\Psr7;
use Xwsse\Psr18\WsseClient;
use Xwsse\Signer;

/** It has no redirects. */
final class Psr18 extends Driver
{
    private readonly WsseClient $client;

    public function __construct(Signer $signer, array $hook = [], array $client = [])
    {
        $this->client = new WsseClient(new Client(['timeout' => 20] + $client), $signer, ...$hook);
    }

    public function sendAtOnce(Request ...$wanted): array
    {
        return array_map(fn (Request $request): int => $this->client->sendRequest(
            new Psr7\Request($request->method, $request->url, $request->headers, $request->body),
        )->getStatusCode(), array_values($wanted));
    }

    public function hook(): object
    {
        return $this->client;
    }
}
