<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use Symfony\Component\HttpClient\CurlHttpClient;
use Symfony\Contracts\HttpClient\HttpClientInterface;
use Symfony\Contracts\HttpClient\ResponseInterface;
use Xwsse\Signer;
use Xwsse\Symfony\WsseHttpClient;

class SymfonyCurl extends Driver
{
    private readonly WsseHttpClient $client;

    public function __construct(Signer $signer, array $hook = [], array $client = [])
    {
        $this->client = new WsseHttpClient($this->inner($client), $signer, ...$hook);
    }

    /** @param array<string, mixed> $options */
    protected function inner(array $options): HttpClientInterface
    {
        return new CurlHttpClient(['timeout' => 20] + $options);
    }

    public function sendAtOnce(Request ...$wanted): array
    {
        $responses = array_map(fn (Request $request): ResponseInterface => $this->client->request(
            $request->method,
            $request->url,
            ['headers' => $request->headers] + ($request->body === null ? [] : ['body' => $request->body]),
        ), array_values($wanted));
        foreach ($this->client->stream($responses) as $response => $chunk) {
            if ($chunk->isFirst()) {
                $response->getStatusCode();
            }
        }

        return array_map(static fn (ResponseInterface $response): int => $response->getStatusCode(), $responses);
    }

    public function hook(): object
    {
        return $this->client;
    }
}
