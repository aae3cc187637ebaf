<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

final class Request
{
    /** @param array<string, string> $headers */
    public function __construct(
        public readonly string $method,
        public readonly string $url,
        public readonly ?string $body = null,
        public readonly array $headers = [],
    ) {
    }
}
