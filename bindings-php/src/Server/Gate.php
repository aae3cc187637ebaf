<?php

declare(strict_types=1);

namespace Xwsse\Server;

use Psr\Log\LoggerInterface;
use Psr\Log\LogLevel;
use Xwsse\HeaderVerifier;
use Xwsse\RejectedException;

/**
 * What every server hook does alike: ask the verifier, and say why it refused.
 *
 * @internal
 *
 * @template TIdentity of object
 */
final class Gate
{
    private readonly string $challenge;

    /**
     * @param HeaderVerifier<TIdentity>                           $verifier
     * @param string                                              $realm      for the challenge
     * @param LoggerInterface|null                                $logger     PHP's `error_log` by default
     * @param (\Closure(): \DateTimeInterface)|null               $clock      another time than the system's, for tests
     * @param (\Closure(mixed, RejectedException): mixed)|null    $onRejected is told of each refusal, with its request
     *
     * @throws \ValueError when the realm is not UTF-8
     */
    public function __construct(
        public readonly HeaderVerifier $verifier,
        string $realm,
        private readonly ?LoggerInterface $logger = null,
        private readonly ?\Closure $clock = null,
        private readonly ?\Closure $onRejected = null,
    ) {
        $this->challenge = $verifier->challenge($realm);
    }

    /**
     * The headers of a request that the verifier reads, by their names; empty when there is none of them.
     *
     * @param callable(string): list<string> $values of a header
     *
     * @return array<string, list<string>>
     */
    public function headers(callable $values): array
    {
        $names = $this->verifier->headerNames();

        return array_filter(array_combine($names, array_map($values, $names)));
    }

    /**
     * @param array<string, list<string>> $headers as {@see headers} returns them
     * @param mixed                       $request for `onRejected`
     * @param array<string, string>       $about   the request, for the log
     *
     * @return TIdentity
     *
     * @throws RejectedException which it has logged
     */
    public function admit(
        #[\SensitiveParameter] array $headers,
        #[\SensitiveParameter] mixed $request,
        array $about,
    ): object
    {
        try {
            return $this->verifier->verifyHeaders($headers, $this->clock === null ? null : ($this->clock)());
        } catch (RejectedException $rejected) {
            $this->log($rejected, $about);
            if ($this->onRejected !== null) {
                ($this->onRejected)($request, $rejected);
            }

            throw $rejected;
        }
    }

    public function answer(RejectedException $rejected): Refusal
    {
        return Refusal::to($rejected, $this->challenge);
    }

    /** The answer to a request without a token. */
    public function challenge(): Refusal
    {
        return Refusal::unauthorized($this->challenge);
    }

    /**
     * Logs the reason with its remedy, and what a look-up or a store threw; never the header, which is a credential until
     * its window closes.
     *
     * @param array<string, string> $about
     */
    private function log(RejectedException $rejected, array $about): void
    {
        $line = "xwsse refused: {$rejected->reason}: {$rejected->getMessage()}";
        $cause = $rejected->getPrevious();
        if ($this->logger === null) {
            error_log($cause === null ? $line : $line.' ('.$cause::class.': '.$cause->getMessage().')');

            return;
        }
        $level = $rejected->getStatus() === 401 ? LogLevel::INFO : LogLevel::WARNING;
        $context = ['xwsse_code' => $rejected->reason, 'xwsse_remedy' => $rejected->remedy] + $about;
        $this->logger->log($level, $line, $cause === null ? $context : $context + ['exception' => $cause]);
    }
}
