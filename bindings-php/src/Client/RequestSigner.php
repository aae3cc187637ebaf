<?php

declare(strict_types=1);

namespace Xwsse\Client;

use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\StreamInterface;

/**
 * Signs PSR-7 requests.
 *
 * @internal
 */
final class RequestSigner
{
    public function __construct(private readonly OriginSigner $signer)
    {
    }

    /**
     * The request with a fresh token for an origin of its own, and with nothing that is left of one for any other.
     *
     * @param bool $hasAuthorization whether the client adds an `Authorization` of the caller's
     */
    public function sign(RequestInterface $request, bool $hasAuthorization = false): RequestInterface
    {
        foreach ($this->signer->names() as $name) {
            $request = $request->withoutHeader($name);
        }
        if ($this->signer->isOurs($request->getHeaderLine('Authorization'))) {
            $request = $request->withoutHeader('Authorization');
        }
        $hasAuthorization = $hasAuthorization || $request->hasHeader('Authorization');
        foreach ($this->signer->headersFor((string) $request->getUri(), $hasAuthorization) as $name => $value) {
            $request = $request->withHeader($name, $value);
        }

        return $request;
    }

    /** Whether a request that was answered so is to be sent once more. Its body is put back to its start for that. */
    public function repeats(RequestInterface $request, ResponseInterface $response): bool
    {
        return $response->getStatusCode() === 401
            && $this->signer->mayRepeat((string) $request->getUri(), $response->getHeaderLine('Date'))
            && self::rewind($request->getBody());
    }

    private static function rewind(StreamInterface $body): bool
    {
        if ($body->getSize() === 0) {
            return true;
        }
        try {
            $body->rewind();
        } catch (\RuntimeException) {
            return false;
        }

        return true;
    }
}
