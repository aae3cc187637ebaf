<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use GuzzleHttp\Client;
use GuzzleHttp\Exception\BadResponseException;
use GuzzleHttp\HandlerStack;
use GuzzleHttp\Promise\PromiseInterface;
use GuzzleHttp\Promise\Utils;
use Psr\Http\Message\ResponseInterface;
use Xwsse\Guzzle\WsseMiddleware;
use Xwsse\Signer;

class GuzzlePushed extends Driver
{
    private readonly Client $client;
    private readonly WsseMiddleware $hook;

    public function __construct(Signer $signer, array $hook = [], array $client = [])
    {
        $this->hook = new WsseMiddleware($signer, ...$hook);
        $stack = HandlerStack::create();
        $this->place($stack, $this->hook);
        $this->client = new Client(['handler' => $stack, 'timeout' => 20] + $client);
    }

    protected function place(HandlerStack $stack, WsseMiddleware $hook): void
    {
        $stack->push($hook);
    }

    public function sendAtOnce(Request ...$wanted): array
    {
        return array_values(Utils::unwrap(array_map(fn (Request $request): PromiseInterface => $this->client->requestAsync(
            $request->method,
            $request->url,
            ['body' => $request->body, 'headers' => $request->headers],
        )->then(
            static fn (ResponseInterface $response): int => $response->getStatusCode(),
            static fn (\Throwable $reason): int => $reason instanceof BadResponseException
                ? $reason->getResponse()->getStatusCode()
                : throw $reason,
        ), $wanted)));
    }

    public function hook(): object
    {
        return $this->hook;
    }
}
