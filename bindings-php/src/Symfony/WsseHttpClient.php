<?php

declare(strict_types=1);

namespace Xwsse\Symfony;

use Symfony\Component\HttpClient\AsyncDecoratorTrait;
use Symfony\Component\HttpClient\HttpClientTrait;
use Symfony\Component\HttpClient\Response\AsyncContext;
use Symfony\Component\HttpClient\Response\AsyncResponse;
use Symfony\Contracts\HttpClient\ChunkInterface;
use Symfony\Contracts\HttpClient\HttpClientInterface;
use Symfony\Contracts\HttpClient\ResponseInterface;
use Symfony\Contracts\Service\ResetInterface;
use Xwsse\ClearTextRefusedException;
use Xwsse\Client\OriginSigner;
use Xwsse\HeaderSigner;

/**
 * Signs what a Symfony HttpClient sends.
 *
 *     $client = new WsseHttpClient(HttpClient::create(), new Signer($key, $secret), origins: 'https://api.example');
 *
 * It signs for `origins`, one or several, or else for the origin of its first request. Over plain http it signs for
 * loopback hosts only, and throws {@see ClearTextRefusedException} for others unless `allowHttp: true`.
 *
 * It follows redirects itself, as many as the option `max_redirects` says (20): each hop is signed afresh, and on a
 * hop to any other origin nothing is left of a token, nor of another Authorization, or of a Cookie. A redirect that
 * would need a body again which is or holds a stream, an iterator or a closure is not followed. Responses stay lazy
 * and can be streamed together, as those of any other client.
 *
 * An `Authorization` of the caller's own stays, also that of `auth_basic` and the like, and ours is left out; with
 * `authorization: false` it always is.
 *
 * `retryOn401: true` makes one more attempt, freshly signed, when a signed request is answered with 401 and its
 * body is a string, or an array without files: processes that share an API key can collide on Created. `learnClock: true`
 * makes it after it has set a wrong clock by the `Date` of the 401, over https or from a loopback host.
 *
 * Put it around the client that sends, and other decorators around this one: `RetryableHttpClient`, so that each
 * attempt is signed; `ScopingHttpClient`, or give `base_uri` to this one, so that it sees whole URLs. Of defaults
 * that the client inside has, it does not know `base_uri`, `max_redirects` and `buffer`: give them by
 * {@see withOptions} to this one.
 */
final class WsseHttpClient implements HttpClientInterface, ResetInterface
{
    use AsyncDecoratorTrait;
    use HttpClientTrait;

    private readonly OriginSigner $signer;

    /** @var array<string, mixed> */
    private array $defaultOptions = [];

    /**
     * @param string|list<string>|null $origins
     *
     * @throws ClearTextRefusedException
     * @throws \ValueError
     */
    public function __construct(
        HttpClientInterface $client,
        HeaderSigner $signer,
        string|array|null $origins = null,
        bool $allowHttp = false,
        bool $retryOn401 = false,
        bool $learnClock = false,
        bool $authorization = true,
    ) {
        $this->client = $client;
        $this->signer = new OriginSigner($signer, $origins, $allowHttp, $retryOn401, $learnClock, $authorization);
    }

    /** @param array<string, mixed> $options */
    public function request(string $method, string $url, array $options = []): ResponseInterface
    {
        $options = self::mergeDefaultOptions($options, $this->defaultOptions, true);
        $base = $options['base_uri'] ?? null;
        $parsed = self::parseUrl($url, $options['query'] ?? []);
        $url = implode('', self::resolveUrl($parsed, \is_string($base) ? self::parseUrl($base) : $base));
        $headers = $options['normalized_headers'];
        unset($options['base_uri'], $options['query'], $options['headers'], $options['normalized_headers']);

        $hop = new Hop($method, $url, $headers, $options, $this->signer);

        return new AsyncResponse(
            $this->client,
            $method,
            $url,
            $hop->signedOptions(),
            fn (ChunkInterface $chunk, AsyncContext $context): \Generator => $this->pass($chunk, $context, $hop),
        );
    }

    /** @param array<string, mixed> $options */
    public function withOptions(array $options): static
    {
        $clone = clone $this;
        $clone->defaultOptions = self::mergeDefaultOptions($options, $this->defaultOptions, true);
        unset($clone->defaultOptions['normalized_headers']);

        return $clone;
    }

    /** @return \Generator<int, ChunkInterface> */
    private function pass(ChunkInterface $chunk, AsyncContext $context, Hop $hop): \Generator
    {
        if ($chunk->getError() !== null || $chunk->isTimeout() || !$chunk->isFirst()) {
            yield $chunk;

            return;
        }
        $status = $context->getStatusCode();
        $again = $status === 401
            ? $hop->retries($context->getHeaders()['date'][0] ?? null)
            : $hop->follow($status, $context->getInfo('redirect_url'));
        if (!$again) {
            $context->passthru();
            yield $chunk;

            return;
        }
        $context->getResponse()->cancel();
        $context->setInfo('redirect_count', $hop->redirects());
        $context->replaceRequest($hop->method, $hop->url, $hop->signedOptions());
    }
}
