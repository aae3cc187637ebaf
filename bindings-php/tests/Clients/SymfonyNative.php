<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use Symfony\Component\HttpClient\NativeHttpClient;
use Symfony\Contracts\HttpClient\HttpClientInterface;

/** Over PHP's own streams, in place of curl. */
final class SymfonyNative extends SymfonyCurl
{
    protected function inner(array $options): HttpClientInterface
    {
        return new NativeHttpClient(['timeout' => 20] + $options);
    }
}
