<?php

declare(strict_types=1);

namespace Xwsse\Server;

use Psr\Log\LoggerInterface;
use Psr\Log\LogLevel;
use Xwsse\Identity;
use Xwsse\RejectedException;
use Xwsse\Verifier;

/**
 * What every server hook does alike: ask the verifier, and log the code.
 *
 * @internal
 */
final class Gate
{
    /**
     * @param string                                 $realm for the challenge
     * @param LoggerInterface|null                   $logger PHP's `error_log` unless given
     * @param (\Closure(): \DateTimeInterface)|null  $clock  another time than the system's, for tests
     */
    public function __construct(
        public readonly Verifier $verifier,
        public readonly string $realm,
        private readonly ?LoggerInterface $logger = null,
        private readonly ?\Closure $clock = null,
    ) {
    }

    /**
     * @param string|list<string>|null $values all that the request has for the header
     *
     * @throws RejectedException whose code it has logged
     */
    public function admit(#[\SensitiveParameter] string|array|null $values): Identity
    {
        try {
            return $this->verifier->verify($values, $this->clock === null ? null : ($this->clock)());
        } catch (RejectedException $rejected) {
            $this->log($rejected);

            throw $rejected;
        }
    }

    public function answer(RejectedException $rejected): Refusal
    {
        return Refusal::to($rejected, $this->realm);
    }

    /**
     * Logs the code, and what a look-up or a store threw; never the header, which is a credential until its window
     * closes.
     */
    private function log(RejectedException $rejected): void
    {
        $cause = $rejected->getPrevious();
        if ($this->logger === null) {
            $because = $cause === null ? '' : ': '.$cause::class.': '.$cause->getMessage();
            error_log("xwsse refused: {$rejected->reason}{$because}");

            return;
        }
        $level = $rejected->getStatus() === 401 ? LogLevel::INFO : LogLevel::WARNING;
        $context = ['xwsse_code' => $rejected->reason] + ($cause === null ? [] : ['exception' => $cause]);
        $this->logger->log($level, "xwsse refused: {$rejected->reason}", $context);
    }
}
