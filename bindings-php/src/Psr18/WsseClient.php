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
use Xwsse\HeaderSigner;

/**
 * Signs each request that a PSR-18 client sends.
 *
 *     $client = new WsseClient($psr18, new Signer($key, $secret), origins: 'https://api.example');
 *
 * It signs for `origins`, one or several, or else for the origin of its first request; anything else that
 * passes through it is sent without any token. Over plain http it signs for loopback hosts only, and throws
 * {@see ClearTextRefusedException} for others unless `allowHttp: true`.
 *
 * An `Authorization` of the caller's own stays, and ours is left out; with `authorization: false` it always is.
 *
 * `retryOn401: true` makes one more attempt, freshly signed, when a signed request is answered with 401 and its
 * body can be read again: processes that share an API key can collide on Created. `learnClock: true` makes it after it
 * has set a wrong clock by the `Date` of the 401, over https or from a loopback host.
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
        HeaderSigner $signer,
        string|array|null $origins = null,
        bool $allowHttp = false,
        bool $retryOn401 = false,
        bool $learnClock = false,
        bool $authorization = true,
    ) {
        if ($client instanceof Psr18Client || $client instanceof HttplugClient) {
            throw new \ValueError(
                $client::class.' follows redirects by itself and would take the token along; '
                .'give it a Xwsse\Symfony\WsseHttpClient instead',
            );
        }
        $this->signer = new RequestSigner(new OriginSigner($signer, $origins, $allowHttp, $retryOn401, $learnClock, $authorization));
    }

    public function sendRequest(RequestInterface $request): ResponseInterface
    {
        $response = $this->client->sendRequest($this->signer->sign($request));
        if ($this->signer->repeats($request, $response)) {
            $response->getBody()->close();
            $response = $this->client->sendRequest($this->signer->sign($request));
        }

        return $response;
    }
}
