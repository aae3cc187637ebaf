<?php

declare(strict_types=1);

namespace Xwsse\Guzzle;

use GuzzleHttp\Exception\BadResponseException;
use GuzzleHttp\Promise\Create;
use GuzzleHttp\Promise\PromiseInterface;
use GuzzleHttp\RedirectMiddleware;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;
use Xwsse\ClearTextRefusedException;
use Xwsse\Client\OriginSigner;
use Xwsse\Client\RequestSigner;
use Xwsse\HeaderSigner;

/**
 * Signs what Guzzle sends.
 *
 *     $stack = HandlerStack::create();
 *     $stack->push(new WsseMiddleware(new Signer($key, $secret), origins: 'https://api.example'), 'wsse');
 *     $client = new Client(['handler' => $stack, 'base_uri' => 'https://api.example']);
 *
 * It signs for `origins`, one or several, or else for the origin of its first request. Each hop of a redirect is
 * signed afresh, and on a hop to any other origin nothing is left of a token. Over plain http it signs for
 * loopback hosts only, and throws {@see ClearTextRefusedException} for others unless `allowHttp: true`.
 *
 * Push it last: then it signs each attempt on its way out, the retries of other middleware too, and the tokens are
 * in no log or exception of theirs. Where redirects are followed inside of it, because it was unshifted, it takes
 * them over; but a retry inside of it repeats a token, which the service will refuse.
 *
 * An `Authorization` of the caller's own stays, also that of the option `auth`, and ours is left out; with
 * `authorization: false` it always is.
 *
 * `retryOn401: true` makes one more attempt, freshly signed, when a signed request is answered with 401 and its
 * body can be read again: processes that share an API key can collide on Created. `learnClock: true` makes it after it
 * has set a wrong clock by the `Date` of the 401, over https or from a loopback host. A response that is written into
 * an open stream (`sink`) is not asked for twice.
 */
final class WsseMiddleware
{
    private readonly RequestSigner $signer;

    /**
     * @param string|list<string>|null $origins
     *
     * @throws ClearTextRefusedException
     * @throws \ValueError
     */
    public function __construct(
        HeaderSigner $signer,
        string|array|null $origins = null,
        bool $allowHttp = false,
        bool $retryOn401 = false,
        bool $learnClock = false,
        bool $authorization = true,
    ) {
        $this->signer = new RequestSigner(new OriginSigner($signer, $origins, $allowHttp, $retryOn401, $learnClock, $authorization));
    }

    /**
     * @param callable(RequestInterface, array<string, mixed>): PromiseInterface $handler
     *
     * @return callable(RequestInterface, array<string, mixed>): PromiseInterface
     */
    public function __invoke(callable $handler): callable
    {
        return function (RequestInterface $request, array $options) use ($handler): PromiseInterface {
            if (empty($options['allow_redirects'])) {
                return $this->attempt($handler, $request, $options);
            }
            // Only a redirect that is followed inside of this middleware calls it.
            $stop = static fn (RequestInterface $_, ResponseInterface $response) => throw new Redirected($response);
            $redirects = \is_array($options['allow_redirects']) ? $options['allow_redirects'] : [];
            $stopping = ['allow_redirects' => ['on_redirect' => $stop] + $redirects] + $options;

            return $this->attempt($handler, $request, $stopping)->then(
                null,
                fn (mixed $reason) => $reason instanceof Redirected
                    ? $this->follow($handler, $request, ['allow_redirects' => $redirects] + $options, $reason->response)
                    : Create::rejectionFor($reason),
            );
        };
    }

    /**
     * @param array<string, mixed> $options
     *
     * @return ResponseInterface|PromiseInterface
     */
    private function follow(callable $handler, RequestInterface $request, array $options, ResponseInterface $response)
    {
        $options['allow_redirects'] += RedirectMiddleware::$defaultSettings;
        $redirects = new RedirectMiddleware(
            fn (RequestInterface $hop, array $options): PromiseInterface => $this->attempt(
                $handler,
                $hop,
                ['allow_redirects' => false] + $options,
            ),
        );

        return $redirects->checkRedirect($request, $options, $response);
    }

    /** @param array<string, mixed> $options */
    private function attempt(callable $handler, RequestInterface $request, array $options): PromiseInterface
    {
        if (\defined('CURLOPT_FOLLOWLOCATION') && !empty($options['curl'][\CURLOPT_FOLLOWLOCATION])) {
            throw new \InvalidArgumentException(
                'curl would send the token to wherever a redirect leads; use allow_redirects in place of CURLOPT_FOLLOWLOCATION',
            );
        }
        // Guzzle writes the header for Basic only; for the others curl does, later.
        $hasAuthorization = \in_array(strtolower((string) ($options['auth'][2] ?? '')), ['digest', 'ntlm'], true);
        $send = fn (): PromiseInterface => $handler($this->signer->sign($request, $hasAuthorization), $options);
        $sink = $options['sink'] ?? '';
        if (!\is_string($sink)) {
            return $send();
        }
        $again = function (ResponseInterface $response) use ($request, $send): ?PromiseInterface {
            if (!$this->signer->repeats($request, $response)) {
                return null;
            }
            $response->getBody()->close();

            return $send();
        };

        return $send()->then(
            static fn (ResponseInterface $response) => $again($response) ?? $response,
            // So a 401 comes when Guzzle's http_errors is inside of this middleware.
            static fn (mixed $reason) => ($reason instanceof BadResponseException ? $again($reason->getResponse()) : null)
                ?? Create::rejectionFor($reason),
        );
    }
}
