<?php

declare(strict_types=1);

namespace Xwsse\Symfony;

use Symfony\Component\HttpClient\Response\StreamableInterface;
use Xwsse\Client\Origin;
use Xwsse\Client\OriginSigner;

/**
 * One request on its way along redirects: what is to be sent next, and where.
 *
 * @internal
 */
final class Hop
{
    private readonly ?Origin $start;
    private readonly int $maxRedirects;
    private int $redirects = 0;
    private bool $retried = false;

    /**
     * @param array<string, list<string>> $headers by the name in lower case, each value after its name
     * @param array<string, mixed>        $options of Symfony, without headers
     */
    public function __construct(
        public string $method,
        public string $url,
        private array $headers,
        private array $options,
        private readonly OriginSigner $signer,
    ) {
        foreach ($signer->names() as $name) {
            $this->headers[strtolower($name)] = []; // as nothing that the client inside adds either
        }
        $this->start = Origin::of($url);
        $this->maxRedirects = (int) ($options['max_redirects'] ?? 20);
    }

    /**
     * The options to send with, signed afresh for an origin of its own. A header without values is one that the
     * client must not add from its own defaults either.
     *
     * @return array<string, mixed>
     */
    public function signedOptions(): array
    {
        $headers = $this->headers;
        if ($this->signer->isOurs(substr($headers['authorization'][0] ?? '', \strlen('Authorization: ')))) {
            $headers['authorization'] = [];
        }
        $fresh = $this->signer->headersFor($this->url, $this->hasAuthorization($headers));
        foreach ($fresh as $name => $value) {
            $headers[strtolower($name)] = ["{$name}: {$value}"];
        }

        return ['headers' => self::plain($headers), 'max_redirects' => 0] + $this->options;
    }

    /** @param array<string, list<string>> $headers */
    private function hasAuthorization(array $headers): bool
    {
        return ($headers['authorization'] ?? []) !== []
            || isset($this->options['auth_basic'])
            || isset($this->options['auth_bearer'])
            || isset($this->options['auth_ntlm']);
    }

    /** Whether one more attempt is made after this 401; it is the only one for this hop. */
    public function retries(?string $date): bool
    {
        if ($this->retried || !$this->hasBodyAgain() || !$this->signer->mayRepeat($this->url, $date)) {
            return false;
        }

        return $this->retried = true;
    }

    /** Goes on to where a redirect leads; false when it is not followed. */
    public function follow(int $status, ?string $target): bool
    {
        if ((string) $target === '' || $status < 300 || $status >= 400 || $this->redirects >= $this->maxRedirects) {
            return false;
        }
        // As browsers and curl do it.
        $becomesGet = $status === 303 || (\in_array($status, [301, 302], true) && $this->method === 'POST');
        if ($becomesGet) {
            $this->dropBody();
        } elseif (!$this->hasBodyAgain()) {
            return false;
        }
        $this->url = $target;
        if (Origin::of($target) === null || Origin::of($target) != $this->start) {
            $this->leaveHome();
        }
        ++$this->redirects;
        $this->retried = false;

        return true;
    }

    public function redirects(): int
    {
        return $this->redirects;
    }

    private function dropBody(): void
    {
        $this->method = $this->method === 'HEAD' ? 'HEAD' : 'GET';
        unset($this->options['body'], $this->options['json']);
        unset($this->headers['content-length'], $this->headers['content-type'], $this->headers['transfer-encoding']);
    }

    /** What was meant for the first origin alone goes nowhere else, and does not come back. */
    private function leaveHome(): void
    {
        unset($this->headers['host']);
        $this->headers['authorization'] = $this->headers['cookie'] = [];
        $this->options['auth_basic'] = $this->options['auth_bearer'] = null;
        unset($this->options['auth_ntlm']); // clients other than curl's know no such option, not even as null
    }

    private function hasBodyAgain(): bool
    {
        $body = $this->options['body'] ?? '';
        $holdsStream = false;
        if (\is_array($body)) {
            // A file to upload, which Symfony reads from where it stands and does not rewind.
            array_walk_recursive($body, static function (mixed $part) use (&$holdsStream): void {
                $holdsStream = $holdsStream || \is_resource($part) || $part instanceof StreamableInterface;
            });
        }

        return \is_string($body) || (\is_array($body) && !$holdsStream);
    }

    /**
     * @param array<string, list<string>> $headers
     *
     * @return array<string, list<string>> without the names before the values
     */
    private static function plain(array $headers): array
    {
        $plain = [];
        foreach ($headers as $name => $values) {
            $written = $values === [] ? $name : strstr($values[0], ':', true);
            $plain[$written] = array_map(static fn (string $value): string => substr($value, \strlen($name) + 2), $values);
        }

        return $plain;
    }
}
