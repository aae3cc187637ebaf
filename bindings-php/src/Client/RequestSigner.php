<?php

declare(strict_types=1);

namespace Xwsse\Client;

use Psr\Http\Message\RequestInterface;

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

    /** The request with a fresh token for an origin of its own, and with nothing that is left of one for any other. */
    public function sign(RequestInterface $request): RequestInterface
    {
        $fresh = $this->signer->headersFor((string) $request->getUri());
        $request = $request->withoutHeader('X-WSSE');
        if ($this->signer->isOurs($request->getHeaderLine('Authorization'))) {
            $request = $request->withoutHeader('Authorization');
        }
        foreach ($fresh as $name => $value) {
            $request = $request->withHeader($name, $value);
        }

        return $request;
    }

    /** Whether it was signed and its body is there from its start, which it is put back to. */
    public function canSignAgain(RequestInterface $request): bool
    {
        if (!$this->signer->covers((string) $request->getUri())) {
            return false;
        }
        $body = $request->getBody();
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
