<?php

declare(strict_types=1);

namespace Xwsse\Server;

use Psr\Log\LoggerInterface;
use Xwsse\HeaderVerifier;
use Xwsse\RejectedException;

/**
 * Lets only signed requests through, in plain PHP.
 *
 *     $guard = new Guard(new Verifier($secrets, new ApcuReplayStore()), realm: 'orders');
 *     $identity = $guard->require(); // or it has answered 401 or 503, and ended the script
 *
 * It reads `$_SERVER`, where X-WSSE is `HTTP_X_WSSE`. PHP joins the values of two X-WSSE headers with a comma, and what
 * is joined is refused; but nginx before 1.23 passes only the last of the two to php-fpm. A header that is spelt `X_WSSE`
 * has the same name in `$_SERVER`: nginx and Apache drop it by default; `php -S` accepts it, and then it is verified as
 * an X-WSSE header is.
 *
 * Refusals are logged, with their code and remedy, to a PSR-3 logger, or else to `error_log`.
 *
 * @template TIdentity of object
 */
final class Guard
{
    /** @var Gate<TIdentity> */
    private readonly Gate $gate;

    /**
     * @param HeaderVerifier<TIdentity>                                            $verifier
     * @param string                                                               $realm      for the challenge
     * @param (\Closure(): \DateTimeInterface)|null                                $clock      another time than the
     *     system's, for tests
     * @param (\Closure(array<string, mixed>, RejectedException): mixed)|null      $onRejected is told of each refusal, with
     *     `$_SERVER`
     */
    public function __construct(
        HeaderVerifier $verifier,
        string $realm = 'api',
        ?LoggerInterface $logger = null,
        ?\Closure $clock = null,
        ?\Closure $onRejected = null,
    ) {
        $this->gate = new Gate($verifier, $realm, $logger, $clock, $onRejected);
    }

    /**
     * Who signed this request. When nobody did, it answers and ends the script.
     *
     * @return TIdentity
     */
    public function require(): object
    {
        try {
            return $this->identify();
        } catch (RejectedException $rejected) {
            $this->refuse($rejected);
            exit;
        }
    }

    /**
     * As {@see require}, but a request without the header passes, as nobody.
     *
     * @return TIdentity|null
     */
    public function requireIfSigned(): ?object
    {
        return $this->headers() === [] ? null : $this->require();
    }

    /**
     * Who signed this request, for those who answer in their own way: with {@see refuse}, or {@see Refusal::to}.
     *
     * @return TIdentity
     *
     * @throws RejectedException
     */
    public function identify(): object
    {
        return $this->gate->admit($this->headers(), $_SERVER, [
            'method' => (string) ($_SERVER['REQUEST_METHOD'] ?? ''),
            'path' => strtok((string) ($_SERVER['REQUEST_URI'] ?? ''), '?') ?: '/',
            'peer' => (string) ($_SERVER['REMOTE_ADDR'] ?? ''),
        ]);
    }

    /** Sends the answer to a rejection. */
    public function refuse(RejectedException $rejected): void
    {
        $answer = $this->gate->answer($rejected);
        http_response_code($answer->status);
        foreach ($answer->headers as $name => $value) {
            header("{$name}: {$value}");
        }
        echo $answer->body;
    }

    /** @return array<string, list<string>> */
    private function headers(): array
    {
        return $this->gate->headers(static function (string $name): array {
            $value = $_SERVER['HTTP_'.strtoupper(strtr($name, '-', '_'))] ?? null;

            return $value === null ? [] : [$value];
        });
    }
}
