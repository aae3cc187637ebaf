<?php

declare(strict_types=1);

namespace Xwsse\Psr18;

use Psr\Http\Client\ClientInterface;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;
use Symfony\Component\HttpClient\HttplugClient;
use Symfony\Component\HttpClient\Psr18Client;
use Xwsse\ClearTextRefusedException;
use Xwsse\Client\OriginSigner;
use Xwsse\Client\RequestSigner;
use Xwsse\Signer;

/**
 * Signs each request that a PSR-18 client sends.
 *
 *     $client = new WsseClient($psr18, new Signer($key, $secret), origins: 'https://api.example');
 *
 * It signs for `origins`, one or several, or else for the origin of its first request; what else passes through
 * it is sent without any `X-WSSE`. Over plain http it signs for loopback hosts only, and throws
 * {@see ClearTextRefusedException} for others unless `allowHttp: true`.
 *
 * `retryOn401: true` makes one more attempt, freshly signed, when a signed request is answered with 401 and its
 * body can be read again: processes that share an API key can collide on Created.
 *
 * PSR-18 has no redirects: you get the answer, and send the next hop as a request of its own. The client inside
 * must not follow redirects by itself, or it takes the token along. Guzzle's `sendRequest` does not; Symfony's
 * `Psr18Client` does, so it is refused here: put {@see \Xwsse\Symfony\WsseHttpClient} inside that one. Decorators
 * that repeat requests belong around this one, not inside.
 */
final class WsseClient implements ClientInterface
{
    private readonly RequestSigner $signer;

    /**
     * @param string|list<string>|null $origins
     *
     * @throws ClearTextRefusedException
     * @throws \ValueError
     */
    public function __construct(
        private readonly ClientInterface $client,
        Signer $signer,
        string|array|null $origins = null,
        bool $allowHttp = false,
        private readonly bool $retryOn401 = false,
    ) {
        if ($client instanceof Psr18Client || $client instanceof HttplugClient) {
            throw new \ValueError(
                $client::class.' follows redirects by itself and would take the token along; '
                .'give it a Xwsse\Symfony\WsseHttpClient instead',
            );
        }
        $this->signer = new RequestSigner(new OriginSigner($signer, $origins, $allowHttp));
    }

    public function sendRequest(RequestInterface $request): ResponseInterface
    {
        $response = $this->client->sendRequest($this->signer->sign($request));
        if ($this->retryOn401 && $response->getStatusCode() === 401 && $this->signer->canSignAgain($request)) {
            $response->getBody()->close();
            $response = $this->client->sendRequest($this->signer->sign($request));
        }

        return $response;
    }
}
