<?php

declare(strict_types=1);

namespace Xwsse\Tests\Servers;

use PHPUnit\Framework\TestCase;
use Xwsse\RejectedException;
use Xwsse\Signer;
use Xwsse\Tests\Support\Answer;
use Xwsse\Tests\Support\PhpServer;
use Xwsse\Tests\Support\Signers;
use Xwsse\Tests\Support\Site;
use Xwsse\Tests\Support\Wire;

/** What every server hook does alike, behind `php -S` with several workers. */
final class EveryHookTest extends TestCase
{
    private const CHALLENGE = 'WSSE realm="'.Site::REALM.'", profile="UsernameToken"';

    private ?PhpServer $server = null;

    protected function tearDown(): void
    {
        $this->server?->stop();
    }

    /** @return array<string, array{string}> */
    public static function hooks(): array
    {
        return ['plain PHP' => ['plain'], 'PSR-15' => ['psr15'], 'Symfony' => ['symfony']];
    }

    private function serve(Site $site): PhpServer
    {
        return $this->server = new PhpServer(Site::SCRIPT, $site->environment(), ['zend.assertions' => '1']);
    }

    private static function line(string $value): string
    {
        return "X-WSSE: {$value}";
    }

    private static function sign(string $username = 'alice', string $secret = 's3cr3t', string $dialect = 'penneo'): string
    {
        return self::line(Signers::of($username, $secret, $dialect)->header());
    }

    private function ask(string ...$headers): Answer
    {
        return Wire::ask($this->server->port, array_values($headers));
    }

    /** @dataProvider hooks */
    public function test_a_token_is_accepted_once_and_the_application_sees_who_it_is(string $hook): void
    {
        $this->serve(new Site($hook));
        $token = self::sign();
        $first = $this->ask($token);
        self::assertSame([200, 'alice'], [$first->status(), $first->body()]);
        self::assertSame([], $first->all('WWW-Authenticate'));
        self::assertSame(401, $this->ask($token)->status());
        self::assertSame(200, Wire::ask($this->server->port, [self::sign()], 'POST')->status());
    }

    /** @dataProvider hooks */
    public function test_every_401_is_the_same_to_the_byte(string $hook): void
    {
        $server = $this->serve(new Site($hook));
        $used = self::sign();
        self::assertSame(200, $this->ask($used)->status());
        $good = Signers::of('alice')->header();
        $stale = Signers::ahead(new Signer('alice', 's3cr3t'), -300_000)->header();
        $early = Signers::ahead(new Signer('alice', 's3cr3t'), 300_000)->header();
        $refused = [
            'header_missing' => [],
            'header_malformed' => [self::line(strtr($good, '"', "'"))],
            'header_too_large' => [self::line($good.', Extra="'.str_repeat('a', 5000).'"')],
            'parameter_missing' => [self::line(substr($good, 0, strrpos($good, ',')))],
            'parameter_unknown' => [self::line($good.', Extra="1"')],
            'created_stale' => [self::line($stale)],
            'created_in_future' => [self::line($early)],
            'username_unknown' => [self::sign('mallory')],
            'digest_mismatch' => [self::sign('alice', 'wrong')],
            'replayed' => [$used],
        ];
        $answers = array_map(fn (array $headers) => $this->ask(...$headers)->undated(), $refused);
        self::assertCount(1, array_unique($answers));
        self::assertStringStartsWith('HTTP/1.1 401 Unauthorized', $answers['replayed']);
        self::assertStringEndsWith("\r\n\r\n401 Unauthorized\n", $answers['replayed']);
        // Where there is no header, Symfony's access control asks for the challenge.
        $expected = \array_slice(array_keys($refused), $hook === 'symfony' ? 1 : 0);
        $log = array_map(static function (string $code): string {
            $rejected = new RejectedException($code);

            return "xwsse refused: {$code}: {$rejected->problem}; {$rejected->remedy}";
        }, $expected);
        self::assertSame($log, explode("\n", trim($server->log())));
    }

    /** @dataProvider hooks */
    public function test_the_challenge_is_exact(string $hook): void
    {
        $this->serve(new Site($hook));
        $answer = $this->ask();
        self::assertSame(401, $answer->status());
        self::assertSame([self::CHALLENGE], $answer->all('WWW-Authenticate'));
        self::assertSame([], $answer->all('Retry-After'));
        $head = Wire::ask($this->server->port, [], 'HEAD');
        self::assertSame([401, ''], [$head->status(), $head->body()]);
    }

    /** @dataProvider hooks */
    public function test_two_headers_are_refused_and_nothing_is_used_up(string $hook): void
    {
        $this->serve(new Site($hook));
        $good = self::sign();
        $bad = self::sign('alice', 'wrong');
        foreach ([[$good, $good], [$good, $bad], [$bad, $good], ['X-WSSE: ', $good], [$good, self::sign()]] as $headers) {
            self::assertSame(401, $this->ask(...$headers)->status());
        }
        self::assertSame(200, $this->ask($good)->status());
    }

    /** @dataProvider hooks */
    public function test_503_when_the_look_up_fails(string $hook): void
    {
        $server = $this->serve(new Site($hook, lookUpFails: true));
        self::assertSame(401, $this->ask()->status());
        $answer = $this->ask(self::sign());
        self::assertSame(503, $answer->status());
        self::assertSame(['1'], $answer->all('Retry-After'));
        self::assertSame([], $answer->all('WWW-Authenticate'));
        self::assertStringNotContainsString('key server', $answer->raw);
        self::assertStringContainsString("; check where they are kept (RuntimeException: no key server)\n", $server->log());
    }

    /** @dataProvider hooks */
    public function test_503_when_the_store_is_full(string $hook): void
    {
        $server = $this->serve(new Site($hook, storeIsFull: true));
        $answer = $this->ask(self::sign());
        self::assertSame([503, ['1'], "503 Service Unavailable\n"], [$answer->status(), $answer->all('Retry-After'), $answer->body()]);
        self::assertStringStartsWith('xwsse refused: store_full: the replay store is full', $server->log());
    }

    /** @dataProvider hooks */
    public function test_the_log_has_the_code_and_nothing_of_the_header(string $hook): void
    {
        $file = (string) tempnam(sys_get_temp_dir(), 'xwsse-log-');
        foreach ([null, $file] as $logFile) {
            $server = $this->serve(new Site($hook, logFile: $logFile));
            $token = self::sign('alice', 'wrong');
            self::assertSame(401, $this->ask($token)->status());
            $logged = $logFile === null ? $server->log() : (string) file_get_contents($logFile);
            self::assertStringContainsString('xwsse refused: digest_mismatch', $logged);
            self::assertSame($logFile === null, str_contains($server->log(), 'digest_mismatch'));
            preg_match_all('/"([^"]*)"/', $token, $values);
            self::assertCount(4, $values[1]);
            foreach ($values[1] as $value) {
                self::assertStringNotContainsString($value, $logged);
            }
            $server->stop();
            $this->server = null;
        }
        self::assertStringContainsString('[info] xwsse refused: digest_mismatch', (string) file_get_contents($file));
        unlink($file);
    }

    /** @dataProvider hooks */
    public function test_on_rejected_is_told_of_each_refusal_with_its_request(string $hook): void
    {
        $file = (string) tempnam(sys_get_temp_dir(), 'xwsse-told-');
        $this->serve(new Site($hook, toldFile: $file));
        self::assertSame(401, $this->ask(self::sign('alice', 'wrong'))->status());
        self::assertSame(200, $this->ask(self::sign())->status());
        self::assertSame(401, Wire::ask($this->server->port, [self::sign('mallory')], 'POST')->status());
        self::assertSame("GET digest_mismatch\nPOST username_unknown\n", file_get_contents($file));
        unlink($file);
    }

    /** @dataProvider hooks */
    public function test_a_failure_is_logged_as_a_warning(string $hook): void
    {
        $file = (string) tempnam(sys_get_temp_dir(), 'xwsse-log-');
        $this->serve(new Site($hook, lookUpFails: true, logFile: $file));
        self::assertSame(503, $this->ask(self::sign())->status());
        self::assertStringContainsString('[warning] xwsse refused: secrets_unavailable', (string) file_get_contents($file));
        unlink($file);
    }

    /** @dataProvider hooks */
    public function test_of_50_at_once_with_one_token_one_is_accepted(string $hook): void
    {
        $this->serve(new Site($hook));
        $token = self::sign();
        $statuses = array_map(static fn (Answer $answer) => $answer->status(), Wire::askAtOnce($this->server->port, array_fill(0, 50, [$token])));
        sort($statuses);
        self::assertSame([200, ...array_fill(0, 49, 401)], $statuses);
    }

    /** @dataProvider hooks */
    public function test_optional_lets_nobody_through_and_no_false_token(string $hook): void
    {
        $this->serve(new Site($hook, optional: true));
        self::assertSame('nobody', $this->ask()->body());
        self::assertSame('alice', $this->ask(self::sign())->body());
        $refused = $this->ask(self::sign('alice', 'wrong'));
        self::assertSame([401, [self::CHALLENGE]], [$refused->status(), $refused->all('WWW-Authenticate')]);
        self::assertSame(401, $this->ask('X-WSSE: ')->status());
        self::assertSame('nobody', $this->ask('Remote-User: mallory', 'Wsse: mallory')->body());
    }

    /** @dataProvider hooks */
    public function test_the_verifier_and_the_clock_are_those_that_are_given(string $hook): void
    {
        $then = new \DateTimeImmutable('2026-01-15T12:30:00Z');
        $this->serve(new Site($hook, dialect: 'atom,unknown=ignore', maxLead: 0.0, clock: '2026-01-15T12:30:00Z'));
        self::assertSame(401, $this->ask(self::sign())->status());
        // The store began at the time of the system, so what is refused for its history was accepted by the clock.
        $token = (new Signer('alice', 's3cr3t', 'atom'))->signWith($then, 'nonce')->header().', Extra="1"';
        self::assertSame(503, $this->ask(self::line($token))->status());
        self::assertStringContainsString('refused: history_gap', $this->server->log());
    }
}
