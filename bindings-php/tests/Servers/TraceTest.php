<?php

declare(strict_types=1);

namespace Xwsse\Tests\Servers;

use PHPUnit\Framework\TestCase;
use Psr\Log\AbstractLogger;
use Xwsse\MemoryReplayStore;
use Xwsse\RejectedException;
use Xwsse\Server\Guard;
use Xwsse\Tests\Support\Signers;
use Xwsse\Verifier;

/** The token of a request that was answered with 503 is good for another try, of anybody who reads it. */
final class TraceTest extends TestCase
{
    public function test_no_trace_that_is_logged_or_thrown_shows_the_header(): void
    {
        $ignored = ini_set('zend.exception_ignore_args', '0');
        $logger = new class extends AbstractLogger {
            public array $context = [];

            public function log($level, $message, array $context = []): void
            {
                $this->context = $context;
            }
        };
        $token = Signers::of('alice')->sign();
        $_SERVER['HTTP_X_WSSE'] = $token->header();
        $verifier = new Verifier(static fn (): never => throw new \RuntimeException('no key server'), new MemoryReplayStore(1));
        try {
            (new Guard($verifier, logger: $logger))->identify();
            self::fail('it was let in');
        } catch (RejectedException $rejected) {
            self::assertSame('secrets_unavailable', $rejected->reason);
        } finally {
            unset($_SERVER['HTTP_X_WSSE']);
            ini_set('zend.exception_ignore_args', (string) $ignored);
        }
        foreach ([$rejected, $logger->context['exception']] as $exception) {
            $arguments = array_merge(...array_column($exception->getTrace(), 'args'));
            self::assertNotSame([], $arguments);
            self::assertStringNotContainsString($token->header(), stripslashes(print_r($arguments, true)));
        }
    }
}
