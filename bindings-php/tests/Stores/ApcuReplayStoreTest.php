<?php

declare(strict_types=1);

namespace Xwsse\Tests\Stores;

use PHPUnit\Framework\TestCase;
use Xwsse\ApcuReplayStore;
use Xwsse\ClaimOutcome;
use Xwsse\RejectedException;
use Xwsse\Signer;
use Xwsse\Tests\Support\Process;
use Xwsse\Tests\Support\Signers;
use Xwsse\Verifier;

/** The store in APCu, in one process: see also `ApcuProcessesTest`. */
final class ApcuReplayStoreTest extends TestCase
{
    private \DateTimeImmutable $now;

    protected function setUp(): void
    {
        apcu_clear_cache();
        $this->now = new \DateTimeImmutable();
    }

    /** Claims of a token that is dated further ahead than any could be that was accepted before this test. */
    private function token(string $nonce, int $millis = 0): \Xwsse\Claims
    {
        return Recorder::signed($this->now->modify('+90 seconds')->modify("+{$millis} milliseconds"), $nonce);
    }

    private static function verifier(?float $maxLead = 0.0): Verifier
    {
        return new Verifier(['alice' => 's3cr3t'], new ApcuReplayStore(maxLead: $maxLead));
    }

    private static function outcome(Verifier $verifier, string $header, ?\DateTimeInterface $now = null): string
    {
        try {
            return $verifier->verify($header, $now)->username;
        } catch (RejectedException $rejected) {
            return $rejected->reason;
        }
    }

    public function test_a_token_is_the_first_once(): void
    {
        $store = new ApcuReplayStore();
        self::assertSame(ClaimOutcome::First, $store->claim($this->token('one'), $this->now));
        self::assertSame(ClaimOutcome::SeenDigest, $store->claim($this->token('one'), $this->now));
        self::assertSame(ClaimOutcome::SeenDigest, (new ApcuReplayStore())->claim($this->token('one'), $this->now));
    }

    public function test_a_nonce_and_a_created_are_first_once(): void
    {
        $store = new ApcuReplayStore();
        self::assertSame(ClaimOutcome::First, $store->claim($this->token('one'), $this->now));
        self::assertSame(ClaimOutcome::SeenNonce, $store->claim($this->token('one', 1), $this->now));
        self::assertSame(ClaimOutcome::SeenCreated, $store->claim($this->token('two'), $this->now));
    }

    public function test_a_refused_token_leaves_no_claim_behind(): void
    {
        $store = new ApcuReplayStore();
        self::assertSame(ClaimOutcome::First, $store->claim($this->token('one'), $this->now));
        self::assertSame(ClaimOutcome::SeenCreated, $store->claim($this->token('two'), $this->now));
        // Its nonce was claimed before its Created was found to be used, and is free again.
        self::assertSame(ClaimOutcome::First, $store->claim($this->token('two', 1), $this->now));
    }

    public function test_another_prefix_is_another_store(): void
    {
        self::assertSame(ClaimOutcome::First, (new ApcuReplayStore())->claim($this->token('one'), $this->now));
        self::assertSame(ClaimOutcome::First, (new ApcuReplayStore('other'))->claim($this->token('one'), $this->now));
    }

    public function test_claims_are_kept_for_their_time_and_a_margin(): void
    {
        (new ApcuReplayStore())->claim($this->token('one'), $this->now);
        $kept = [];
        foreach (new \APCUIterator('/^xwsse:.{16}$/s', APC_ITER_TTL) as $entry) {
            $kept[] = $entry['ttl'];
        }
        self::assertSame([180, 180, 180], $kept);
    }

    public function test_the_longest_window_is_not_cut_to_nothing(): void
    {
        $dialect = 'penneo,max_age=31622400';
        $header = Signers::of('alice', dialect: $dialect)->header();
        $verifier = new Verifier(['alice' => 's3cr3t'], new ApcuReplayStore(maxLead: 0.0), $dialect);
        self::assertSame('alice', self::outcome($verifier, $header));
        self::assertSame('replayed', self::outcome($verifier, $header));
    }

    public function test_after_the_cache_was_cleared_nothing_from_before_is_accepted(): void
    {
        // As far ahead as the window allows: such a token could come again the longest.
        $header = Signers::ahead(new Signer('alice', 's3cr3t'), 59_900)->header();
        self::assertSame('alice', self::outcome(self::verifier(), $header));
        apcu_clear_cache();
        $verifier = self::verifier(null);
        self::assertSame('history_gap', self::outcome($verifier, $header));
        self::assertSame('history_gap', self::outcome($verifier, Signers::of('alice')->header()));
    }

    public function test_a_token_that_is_dated_within_the_lead_is_refused_and_one_beyond_it_accepted(): void
    {
        $store = new ApcuReplayStore(maxLead: 10.0);
        $claim = static fn (ApcuReplayStore $store, \DateTimeImmutable $start, string $lead, string $nonce): ClaimOutcome
            => $store->claim(Recorder::signed($start->modify($lead), $nonce), $start);
        $start = self::startOf('xwsse');
        self::assertSame(ClaimOutcome::HistoryGap, $claim($store, $start, '+10 seconds', 'one'));
        self::assertSame(ClaimOutcome::First, $claim($store, $start, '+10001 milliseconds', 'two'));
        // By default it is what the window allows.
        $strict = new ApcuReplayStore('strict');
        $start = self::startOf('strict');
        self::assertSame(ClaimOutcome::HistoryGap, $claim($strict, $start, '+60 seconds', 'three'));
        self::assertSame(ClaimOutcome::First, $claim($strict, $start, '+60001 milliseconds', 'four'));
    }

    public function test_history_begins_when_a_store_is_made_and_not_at_the_first_token(): void
    {
        $before = new \DateTimeImmutable();
        new ApcuReplayStore(); // as the first request after a start makes one, signed or not
        $start = self::startOf('xwsse');
        self::assertGreaterThanOrEqual($before, $start);
        (new ApcuReplayStore())->claim($this->token('one'), $this->now);
        self::assertEquals($start, self::startOf('xwsse'));
    }

    private static function startOf(string $prefix): \DateTimeImmutable
    {
        [$micros] = explode(' ', (string) apcu_fetch("{$prefix}:start"));

        return \DateTimeImmutable::createFromFormat('U u', substr($micros, 0, -6).' '.substr($micros, -6)) ?: throw new \LogicException();
    }

    public function test_when_the_cache_is_lost_in_the_midst_of_a_claim_it_is_not_the_first(): void
    {
        $clearing = new class('now') extends \DateTimeImmutable {
            public function getTimestamp(): int
            {
                apcu_clear_cache();

                return parent::getTimestamp();
            }
        };
        self::assertSame(ClaimOutcome::HistoryGap, (new ApcuReplayStore(maxLead: 0.0))->claim($this->token('one'), $clearing));
    }

    public function test_when_others_fill_the_memory_it_refuses_and_then_knows_what_was_lost(): void
    {
        $verifier = self::verifier();
        $header = Signers::of('alice')->header();
        self::assertSame('alice', self::outcome($verifier, $header));
        $answers = [];
        $block = str_repeat('x', 100_000);
        for ($i = 0; apcu_cache_info(true)['expunges'] < 1; ++$i) {
            $answers[] = self::outcome($verifier, $header);
            $answers[] = self::outcome($verifier, Signers::of('alice')->header());
            apcu_store("another:{$i}", $block);
        }
        self::assertContains('store_full', $answers);
        self::assertSame(['alice', 'replayed', 'store_full'], self::sorted($answers));
        // Now APCu has dropped everything, and this token could be accepted again.
        self::assertSame('history_gap', self::outcome(self::verifier(null), $header));
    }

    public function test_when_its_own_claims_fill_the_memory_it_refuses_and_accepts_none_twice(): void
    {
        $verifier = self::verifier();
        $signer = Signers::ahead(new Signer('alice', 's3cr3t', 'penneo,created=nanos'));
        $accepted = [];
        do {
            $header = $signer->header();
            $answer = self::outcome($verifier, $header);
            $answer !== 'alice' ?: $accepted[] = $header;
        } while ($answer === 'alice');
        self::assertSame('store_full', $answer);
        self::assertGreaterThan(1_000, \count($accepted));
        $again = array_map(static fn (string $header) => self::outcome($verifier, $header), $accepted);
        self::assertSame(['replayed'], self::sorted($again));
        self::assertSame(0.0, apcu_cache_info(true)['expunges']);
        self::assertGreaterThan(1 / 9, apcu_sma_info(true)['avail_mem'] / apcu_sma_info(true)['seg_size']);
    }

    public function test_it_recovers_when_what_fills_the_memory_has_aged_out(): void
    {
        $verifier = self::verifier();
        for ($i = 0; apcu_sma_info(true)['avail_mem'] > apcu_sma_info(true)['seg_size'] / 10; ++$i) {
            apcu_store("aging:{$i}", str_repeat('x', 200), 1);
        }
        $signer = Signers::of('alice');
        self::assertSame('store_full', self::outcome($verifier, $signer->header()));
        $recovered = Process::within(20, static fn () => self::outcome($verifier, $signer->header()) === 'alice' ?: null);
        self::assertTrue($recovered);
        self::assertSame(0.0, apcu_cache_info(true)['expunges']);
    }

    public function test_when_the_clock_steps_back_nothing_is_accepted_that_may_be_forgotten(): void
    {
        $verifier = self::verifier();
        $later = $this->now->modify('+10 minutes');
        $signer = Signers::of('alice');
        self::assertSame('alice', self::outcome($verifier, $signer->header()));
        self::assertSame('alice', self::outcome($verifier, $signer->signWith($later, 'later')->header(), $later));
        self::assertSame('history_gap', self::outcome($verifier, $signer->header()));
        self::assertSame('replayed', self::outcome($verifier, $signer->signWith($later, 'later')->header(), $later));
    }

    public function test_a_small_step_back_disturbs_nobody(): void
    {
        $verifier = self::verifier();
        $later = $this->now->modify('+50 seconds');
        $signer = Signers::of('alice');
        self::assertSame('alice', self::outcome($verifier, $signer->header()));
        self::assertSame('alice', self::outcome($verifier, $signer->signWith($later, 'later')->header(), $later));
        self::assertSame('alice', self::outcome($verifier, $signer->header()));
    }

    public function test_settings_that_would_forget_are_refused(): void
    {
        $stores = '$s = new Xwsse\ApcuReplayStore();';
        foreach (['apc.enable_cli=0' => 'APCu is not on', 'apc.use_request_time=1' => 'apc.use_request_time'] as $setting => $words) {
            self::assertStringContainsString($words, self::php($stores, 'apc.enable_cli=1', $setting));
        }
        self::assertSame('', self::php($stores, 'apc.enable_cli=1', 'apc.ttl=1'));
        foreach ([-1.0, NAN] as $lead) {
            try {
                new ApcuReplayStore(maxLead: $lead);
                self::fail('it was taken');
            } catch (\ValueError $error) {
                self::assertStringContainsString('maxLead', $error->getMessage());
            }
        }
    }

    public function test_a_claim_outlives_what_apcu_drops_by_its_own_ttl(): void
    {
        $program = <<<'PHP'
            $header = Xwsse\Tests\Support\Signers::of('alice')->header();
            $verifier = new Xwsse\Verifier(['alice' => 's3cr3t'], new Xwsse\ApcuReplayStore(maxLead: 0.0));
            echo $verifier->verify($header)->username, ' ';
            apcu_add('another', 1);
            for ($i = 0; apcu_exists('another'); ++$i) { // an entry that comes into its slot takes its place
                apcu_add("passing {$i}", 1);
                apcu_delete("passing {$i}");
            }
            try {
                $verifier->verify($header);
            } catch (Xwsse\RejectedException $rejected) {
                echo $rejected->reason;
            }
            PHP;
        self::assertSame('alice replayed', self::php($program, 'apc.enable_cli=1', 'apc.ttl=1'));
    }

    /** What a program prints, also when it ends in an exception. */
    private static function php(string $program, string ...$settings): string
    {
        $command = [PHP_BINARY, '-d', 'extension='.getenv('XWSSE_EXTENSION'), '-d', 'display_errors=1', '-d', 'log_errors=0'];
        foreach ($settings as $setting) {
            array_push($command, '-d', $setting);
        }
        $process = proc_open([...$command, '-r', 'require "'.__DIR__.'/../bootstrap.php";'.$program], [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);

        return stream_get_contents($pipes[1]).stream_get_contents($pipes[2]);
    }

    /**
     * @param list<string> $answers
     *
     * @return list<string>
     */
    private static function sorted(array $answers): array
    {
        $different = array_values(array_unique($answers));
        sort($different);

        return $different;
    }
}
