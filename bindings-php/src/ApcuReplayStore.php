<?php

declare(strict_types=1);

namespace Xwsse;

/**
 * A replay store in APCu, which all worker processes under one php-fpm master (or one Apache) share.
 *
 *     $verifier = new Verifier($secrets, new ApcuReplayStore());
 *
 * Of any number of requests with one token, in any of these processes, one is accepted. Other hosts, other masters
 * and the command line have a memory of their own: they need a store that they share.
 *
 * **Memory.** A token of `penneo` takes about 530 bytes of `apc.shm_size`, for three minutes.
 * When less than an eighth of the memory is left, the store refuses with 503 (`store_full`) and recovers as claims
 * age out; it evicts nothing. But APCu drops everything, claims too, as soon as anything in the pool finds no room.
 * The store notices, and refuses with 503 (`history_gap`) what may have been accepted before. So give APCu more memory
 * than all that is kept in it.
 *
 * **History.** A restart or a reload of the pool, `apcu_clear_cache()` and such a drop lose what was accepted.
 * A token of that time is dated at most the window's `maxFuture` later. So honest requests are refused with 503 for so
 * long after a store is made for the first time since, by any request: for 60 seconds of `penneo`. `maxLead` makes that
 * shorter where clients' clocks are known to be right: `maxLead: 2.0` refuses for about two seconds, and leaves tokens
 * that were dated further ahead to chance. Never delete single keys of it.
 *
 * **Clock.** When the clock steps back by more than a minute, the store refuses until it has caught up: clear the
 * cache to begin anew.
 */
final class ApcuReplayStore implements ReplayStore
{
    /** Seconds by which a claim outlives its token, and by which the clock may step back. */
    private const MARGIN = 60;

    /** Seconds that the two keys of the store itself live, and claims at most: longer than any pool. APCu may drop keys
     * that live for ever before others, when `apc.ttl` is set. */
    private const LONG = 0x7FFF_FFFF;

    /** The part of APCu's memory that is left free. */
    private const RESERVE = 1 / 8;

    /** Slots of APCu that are rid of expired entries with each call while memory is short. */
    private const SWEEPS = 32;

    /** How often it tries to move the clock on against other processes, which do the same. */
    private const TURNS = 100;

    private readonly string $startKey;
    private readonly string $latestKey;

    /**
     * @param string     $prefix  of the keys; two applications in a pool with their own users take two
     * @param float|null $maxLead the most, in seconds, by which the clocks of clients are ahead of this one; null for
     *                            what the window allows, which is safe for any client
     *
     * @throws \LogicException when APCu is not there, is off, or is set in a way that would forget early
     */
    public function __construct(private readonly string $prefix = 'xwsse', private readonly ?float $maxLead = null)
    {
        if (!\function_exists('apcu_enabled') || !apcu_enabled()) {
            throw new \LogicException('APCu is not on; install it, and set apc.enabled=1 (apc.enable_cli=1 for a command)');
        }
        if (filter_var(\ini_get('apc.use_request_time'), FILTER_VALIDATE_BOOL)) {
            throw new \LogicException('with apc.use_request_time=1 claims of long requests expire early; set it to 0');
        }
        if ($maxLead !== null && !($maxLead >= 0)) {
            throw new \ValueError('maxLead must be a number of seconds, 0 or more');
        }
        $this->startKey = "{$prefix}:start";
        $this->latestKey = "{$prefix}:latest";
        $this->start(new \DateTimeImmutable()); // not at the first token, which would be refused for it
    }

    public function claim(Claims $claims, \DateTimeImmutable $now): ClaimOutcome
    {
        $start = $this->start($now);
        if ($start === null) {
            return ClaimOutcome::Unavailable;
        }
        $lost = (int) $start + $this->lead($claims);
        if (self::micros($claims->created) <= $lost || $this->mayBeForgotten($claims, $now)) {
            return ClaimOutcome::HistoryGap;
        }
        $outcome = $this->hasRoom() ? $this->add($claims) : $this->seen($claims) ?? ClaimOutcome::Full;

        // Had APCu dropped everything meanwhile, then an earlier claim of this token too.
        return $outcome === ClaimOutcome::First && apcu_fetch($this->startKey) !== $start
            ? ClaimOutcome::HistoryGap
            : $outcome;
    }

    /**
     * The instant since which nothing was lost, in microseconds, and a mark by which no two starts are equal. The key
     * vanishes when the claims do. Null when it cannot be stored.
     *
     * APCu's own `start_time` would be earlier, but in 5.1.22 it is wrong once the cache was cleared.
     */
    private function start(\DateTimeImmutable $now): ?string
    {
        $start = apcu_fetch($this->startKey);
        if ($start === false) {
            // A process that waited long since `$now` must not begin before what others have accepted.
            $instant = self::micros(max($now, new \DateTimeImmutable()));
            apcu_add($this->startKey, $instant.' '.bin2hex(random_bytes(8)), self::LONG);
            $start = apcu_fetch($this->startKey);
        }

        return \is_string($start) ? $start : null;
    }

    /** How far ahead of the start a token may be dated that was accepted before it, in microseconds. */
    private function lead(Claims $claims): int
    {
        $lead = min($claims->lead, $this->maxLead ?? \INF);

        return (int) ceil($lead * 1e6);
    }

    /** Whether the clock has ever been so far that APCu may have let go of an earlier claim of this token. */
    private function mayBeForgotten(Claims $claims, \DateTimeImmutable $now): bool
    {
        $second = $now->getTimestamp();
        $latest = apcu_fetch($this->latestKey);
        if ($latest === false) {
            apcu_add($this->latestKey, $second, self::LONG);
            $latest = apcu_fetch($this->latestKey);
        }
        for ($turn = 0; $turn < self::TURNS && \is_int($latest) && $latest < $second; ++$turn) {
            apcu_cas($this->latestKey, $latest, $second);
            $latest = apcu_fetch($this->latestKey);
        }

        return !\is_int($latest) || $latest < $second || $claims->keepUntil->getTimestamp() + self::MARGIN < $latest;
    }

    /**
     * Adds the claims one by one, each in an atomic step of APCu, and takes them back when one is not the first. Of
     * several tokens with a claim in common at most one adds that; what another one sees before it is taken back
     * makes for a refusal, never for an acceptance.
     */
    private function add(Claims $claims): ClaimOutcome
    {
        $added = [];
        $seconds = min($claims->keepFor + self::MARGIN, self::LONG);
        foreach ($claims->ids as $place => $id) {
            $key = $this->key($id);
            if (!apcu_add($key, 1, $seconds)) {
                $outcome = apcu_exists($key) ? ClaimOutcome::seen($claims->kinds[$place]) : ClaimOutcome::Full;
                array_map('apcu_delete', $added);

                return $outcome;
            }
            $added[] = $key;
        }

        return ClaimOutcome::First;
    }

    private function seen(Claims $claims): ?ClaimOutcome
    {
        foreach ($claims->ids as $place => $id) {
            if (apcu_exists($this->key($id))) {
                return ClaimOutcome::seen($claims->kinds[$place]);
            }
        }

        return null;
    }

    private function key(string $id): string
    {
        return "{$this->prefix}:{$id}";
    }

    private function hasRoom(): bool
    {
        $memory = apcu_sma_info(true);
        if ($memory === false) {
            return false;
        }
        $reserve = $memory['num_seg'] * $memory['seg_size'] * self::RESERVE;
        if ($memory['avail_mem'] < 2 * $reserve) {
            $this->sweep();
        }

        return $memory['avail_mem'] >= $reserve;
    }

    /**
     * APCu keeps expired entries until something else comes into their slot. So, when memory is short, something
     * does: in a few slots by chance, and goes again.
     */
    private function sweep(): void
    {
        for ($i = 0; $i < self::SWEEPS; ++$i) {
            $key = "{$this->prefix}:sweep:".random_int(0, PHP_INT_MAX);
            apcu_add($key, 1, 1);
            apcu_delete($key);
        }
    }

    private static function micros(\DateTimeImmutable $instant): int
    {
        return $instant->getTimestamp() * 1_000_000 + (int) $instant->format('u');
    }
}
