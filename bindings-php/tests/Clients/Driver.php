<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use Xwsse\Signer;

/** A client with its hook, driven in the same way as any other. All that it sends, it sends on one client. */
abstract class Driver
{
    /**
     * @param array<string, mixed> $hook   named arguments of the hook
     * @param array<string, mixed> $client what the client is made with, beside the hook
     */
    abstract public function __construct(Signer $signer, array $hook = [], array $client = []);

    /** @return list<int> the statuses of the answers, each waited for before the next request */
    public function send(Request ...$wanted): array
    {
        return array_map(fn (Request $request) => $this->sendAtOnce($request)[0], array_values($wanted));
    }

    /** @return list<int> */
    abstract public function sendAtOnce(Request ...$wanted): array;

    /** @param array<string, string> $headers */
    public function get(string $url, array $headers = []): int
    {
        return $this->send(new Request('GET', $url, null, $headers))[0];
    }

    public function post(string $url, string $body): int
    {
        return $this->send(new Request('POST', $url, $body))[0];
    }

    /** The hook itself. */
    abstract public function hook(): object;
}
