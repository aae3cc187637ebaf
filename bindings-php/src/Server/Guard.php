<?php

declare(strict_types=1);

namespace Xwsse\Server;

use Psr\Log\LoggerInterface;
use Xwsse\Identity;
use Xwsse\RejectedException;
use Xwsse\Verifier;

/**
 * Lets only signed requests through, in plain PHP.
 *
 *     $guard = new Guard(new Verifier($secrets, new ApcuReplayStore()), realm: 'orders');
 *     $identity = $guard->require(); // or it has answered 401 or 503, and the script is at its end
 *
 * It reads `$_SERVER['HTTP_X_WSSE']`. PHP joins the values of two X-WSSE headers with a comma, and what is joined is
 * refused; but nginx before 1.23 hands php-fpm only one of the two. A header that is spelt `X_WSSE` has the same name
 * in `$_SERVER`: nginx drops it unless told, and so does Apache; `php -S` takes it, and then it is verified as an
 * X-WSSE header is.
 *
 * Refusals are logged by their code to a PSR-3 logger, or else to `error_log`.
 */
final class Guard
{
    private readonly Gate $gate;

    /**
     * @param string                                $realm for the challenge
     * @param (\Closure(): \DateTimeInterface)|null $clock another time than the system's, for tests
     */
    public function __construct(
        Verifier $verifier,
        string $realm = 'api',
        ?LoggerInterface $logger = null,
        ?\Closure $clock = null,
    ) {
        $this->gate = new Gate($verifier, $realm, $logger, $clock);
    }

    /** Who signed this request. When nobody did, it answers and ends the script. */
    public function require(): Identity
    {
        try {
            return $this->identify();
        } catch (RejectedException $rejected) {
            $this->refuse($rejected);
            exit;
        }
    }

    /** As {@see require}, but a request without the header is let through, as nobody. */
    public function requireIfSigned(): ?Identity
    {
        return isset($_SERVER['HTTP_X_WSSE']) ? $this->require() : null;
    }

    /**
     * Who signed this request, for those who answer in their own way: with {@see refuse}, or {@see Refusal::to}.
     *
     * @throws RejectedException
     */
    public function identify(): Identity
    {
        return $this->gate->admit($_SERVER['HTTP_X_WSSE'] ?? null);
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
}
