<?php

declare(strict_types=1);

namespace Xwsse\Tests\Stores;

use PHPUnit\Framework\TestCase;
use Xwsse\ApcuReplayStore;
use Xwsse\ClaimOutcome;
use Xwsse\Claims;
use Xwsse\Signer;
use Xwsse\Tests\Support\Answer;
use Xwsse\Tests\Support\Nginx;
use Xwsse\Tests\Support\Process;
use Xwsse\Tests\Support\Signers;
use Xwsse\Tests\Support\Site;
use Xwsse\Tests\Support\Wire;

/** The store in APCu, shared by the worker processes of php-fpm behind nginx. */
final class ApcuProcessesTest extends TestCase
{
    private ?Nginx $server = null;

    protected function tearDown(): void
    {
        $this->server?->stop();
    }

    /** @param array<string, string> $settings */
    private function fill(array $settings = []): void
    {
        $this->server = new Nginx(\dirname(__DIR__).'/sites/fill.php', [], $settings);
    }

    private function ask(string ...$headers): string
    {
        return Wire::ask($this->server->port, array_values($headers))->body();
    }

    private function expunges(string ...$headers): int
    {
        return (int) Wire::ask($this->server->port, array_values($headers), 'GET', '/expunges')->body();
    }

    /** @return list<string> */
    private static function bodies(Answer ...$answers): array
    {
        return array_map(static fn (Answer $answer) => $answer->body(), array_values($answers));
    }

    public function test_of_50_at_once_with_one_token_one_is_accepted_every_time(): void
    {
        $this->server = new Nginx(Site::SCRIPT, (new Site('plain'))->environment());
        $signer = Signers::of('alice');
        self::assertSame(200, Wire::ask($this->server->port, ['X-WSSE: '.$signer->header()])->status());
        for ($round = 0; $round < 40; ++$round) {
            $token = 'X-WSSE: '.$signer->header();
            $bodies = self::bodies(...Wire::askAtOnce($this->server->port, array_fill(0, 50, [$token])));
            self::assertSame(['alice' => 1, "401 Unauthorized\n" => 49], array_replace(['alice' => 0], array_count_values($bodies)));
        }
    }

    public function test_of_two_processes_that_make_the_same_claims_one_is_the_first_every_time(): void
    {
        apcu_clear_cache();
        $now = new \DateTimeImmutable();
        $signer = Signers::of('alice');
        // One claim a token: so there is nothing but that one step to keep them apart.
        $claims = array_map(static fn () => Recorder::claimsOf($signer->header(), null, 'penneo,unique=none'), range(1, 2_000));
        $race = static function () use ($claims, $now): string {
            $store = new ApcuReplayStore(maxLead: 0.0);
            $won = '';
            foreach ($claims as $number => $token) {
                // So that neither has a start; but where one has no processor, the other gives way.
                apcu_inc("ready:{$number}");
                for ($turns = 0; apcu_fetch("ready:{$number}") < 2; ++$turns) {
                    $turns < 2_000 ?: usleep(1);
                }
                $won .= $store->claim($token, $now) === ClaimOutcome::First ? '1' : '0';
            }

            return $won;
        };
        [$one, $other] = self::inProcesses(2, $race);
        self::assertSame(str_repeat('1', \count($claims)), $one | $other);
        self::assertSame(str_repeat('0', \count($claims)), $one & $other);
        self::assertStringContainsString('1', $one);
        self::assertStringContainsString('1', $other);
    }

    /**
     * @param callable(): string $work
     *
     * @return list<string> what each process gave
     */
    private static function inProcesses(int $count, callable $work): array
    {
        $pipes = [];
        for ($number = 0; $number < $count; ++$number) {
            $pipes[$number] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
            if (pcntl_fork() === 0) {
                fwrite($pipes[$number][1], $work());
                posix_kill(posix_getpid(), SIGKILL); // nothing of the tests is to run on here
            }
            fclose($pipes[$number][1]);
        }
        $given = array_map(static fn (array $pipe): string => (string) stream_get_contents($pipe[0]), $pipes);
        while (pcntl_wait($status) > 0) {
        }

        return $given;
    }

    public function test_of_tokens_at_once_that_share_a_created_one_is_accepted_every_time(): void
    {
        $this->server = new Nginx(Site::SCRIPT, (new Site('plain'))->environment());
        $signer = Signers::of('alice');
        for ($round = 0; $round < 20; ++$round) {
            $created = new \DateTimeImmutable('+30 seconds');
            $requests = array_map(
                static fn (int $number) => ['X-WSSE: '.$signer->signWith($created, "{$round} {$number}")->header()],
                range(1, 50),
            );
            $bodies = self::bodies(...Wire::askAtOnce($this->server->port, $requests));
            self::assertSame(1, array_count_values($bodies)['alice'] ?? 0);
        }
    }

    public function test_when_apcu_is_full_requests_are_refused_and_no_token_is_accepted_twice(): void
    {
        $this->fill(['apc.shm_size' => '1M']);
        $signer = Signers::ahead(new Signer('alice', 's3cr3t', 'penneo,created=nanos'));
        $accepted = [];
        for ($full = false; !$full;) {
            $tokens = array_map(static fn () => 'X-WSSE: '.$signer->header(), range(1, 50));
            $bodies = self::bodies(...Wire::askAtOnce($this->server->port, array_map(static fn ($token) => [$token], $tokens)));
            foreach ($bodies as $number => $body) {
                self::assertContains($body, ['alice', 'store_full', 'history_gap']); // the last for the very first ones
                $body !== 'alice' ?: $accepted[] = $tokens[$number];
            }
            $full = \in_array('store_full', $bodies, true);
        }
        self::assertGreaterThan(500, \count($accepted));
        foreach (array_chunk($accepted, 100) as $again) {
            $bodies = self::bodies(...Wire::askAtOnce($this->server->port, array_map(static fn ($token) => [$token], $again)));
            self::assertSame(['replayed'], array_values(array_unique($bodies)));
        }
        self::assertSame(0, $this->expunges());
    }

    public function test_when_others_make_apcu_drop_everything_no_token_is_accepted_twice(): void
    {
        $this->fill(['apc.shm_size' => '1M']);
        $signer = Signers::ahead(new Signer('alice', 's3cr3t', 'penneo,created=nanos'));
        $this->ask('X-WSSE: '.$signer->header());
        $accepted = [];
        $before = $this->expunges();
        while ($this->expunges('Fill: 1') === $before) {
            $token = 'X-WSSE: '.$signer->header();
            $this->ask($token) !== 'alice' ?: $accepted[] = $token;
        }
        self::assertGreaterThan(10, \count($accepted));
        foreach ($accepted as $token) {
            // By the safe setting: none of them may be dated later than what is refused now.
            self::assertSame('history_gap', $this->ask($token, 'Max-Lead: 60'));
        }
    }

    public function test_while_apcu_drops_everything_again_and_again_no_token_is_accepted_twice(): void
    {
        $this->fill(['apc.shm_size' => '1M']);
        // As far ahead as the store is told, so that it accepts again at once, and a token from before never.
        $signer = Signers::ahead(new Signer('alice', 's3cr3t', 'penneo,created=nanos'));
        $times = $answers = [];
        for ($end = microtime(true) + 5; microtime(true) < $end;) {
            $tokens = array_map(static fn () => 'X-WSSE: '.$signer->header(), range(1, 6));
            $requests = [];
            foreach ([...$tokens, ...$tokens, ...$tokens, ...array_slice(array_keys($times), -6)] as $number => $token) {
                $requests[] = [$token, 'Max-Lead: 30', ...($number % 3 === 1 ? ['Fill: 1'] : [])];
            }
            foreach (self::bodies(...Wire::askAtOnce($this->server->port, $requests)) as $number => $body) {
                $times[$requests[$number][0]] = ($times[$requests[$number][0]] ?? 0) + ($body === 'alice' ? 1 : 0);
                $answers[$body] = true;
            }
        }
        self::assertSame([0, 1], self::different(array_values($times)));
        self::assertGreaterThan(0, $this->expunges());
        ksort($answers);
        self::assertSame(['alice', 'history_gap', 'replayed', 'store_full'], array_keys($answers));
    }

    public function test_a_reload_of_the_pool_loses_the_history_and_the_store_knows(): void
    {
        $this->fill();
        $signer = Signers::ahead(new Signer('alice', 's3cr3t', 'penneo,created=nanos'));
        $token = Process::within(20, function () use ($signer): ?string {
            $token = 'X-WSSE: '.$signer->header();

            return $this->ask($token) === 'alice' ? $token : null;
        });
        self::assertSame('replayed', $this->ask($token));
        $this->server->reload();
        self::assertSame('history_gap', $this->ask($token, 'Max-Lead: 60'));
        self::assertSame('history_gap', $this->ask($token, 'Max-Lead: 60'));
    }

    public function test_nginx_drops_the_other_spelling_of_the_header(): void
    {
        $this->fill();
        self::assertSame('header_missing', $this->ask('X_WSSE: '.Signers::of('alice')->header()));
    }

    public function test_two_headers_reach_php_as_the_readme_says(): void
    {
        $this->server = new Nginx(Site::SCRIPT, (new Site('plain', optional: false))->environment());
        $good = 'X-WSSE: '.Signers::of('alice')->header();
        $bad = 'X-WSSE: '.Signers::of('alice', 'wrong')->header();
        $statuses = [Wire::ask($this->server->port, [$good, $bad])->status(), Wire::ask($this->server->port, [$bad, $good])->status()];
        $joins = version_compare(self::nginxVersion(), '1.23.0', '>=');
        self::assertSame($joins ? [401, 401] : [401, 200], $statuses);
    }

    private static function nginxVersion(): string
    {
        preg_match('{nginx/([\d.]+)}', (string) shell_exec('/usr/sbin/nginx -v 2>&1'), $found);

        return $found[1];
    }

    /**
     * @param list<int> $numbers
     *
     * @return list<int>
     */
    private static function different(array $numbers): array
    {
        $different = array_values(array_unique($numbers));
        sort($different);

        return $different;
    }
}
