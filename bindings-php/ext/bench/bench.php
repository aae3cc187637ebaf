<?php

/**
 * What signing and verifying cost in PHP, beside the same by hand. Minima of many rounds that take turns, so that what
 * else the machine does hits all alike; only ratios of one run count. It needs a release build of the extension:
 * scripts/bench/php.sh.
 */

declare(strict_types=1);

use Xwsse\MemoryReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

require __DIR__ . '/by_hand.php';

const SECRET = '0123456789abcdef0123456789abcdef';
define('TURNS', getenv('XWSSE_BENCH_QUICK') === false ? 10 : 1);
const ROUNDS = 20;
/** In a short round an array does not have to grow, and the best would be one of those. */
const CALLS = 500;
/** Tokens that each verifier lets in before its time is taken: 30,000 claims are live, as in Rust's and C's benches. */
const LIVE = 10000;
const EARLIER = 'earlier1';

/**
 * Nanoseconds of one call of each in its best round, without what the loop itself costs. Each round has a username of
 * its own, so that its Created begins afresh; each turn has contenders of its own.
 *
 * @param callable(): array<string, callable(string): array{callable, list<list<mixed>>}> $enter gives the contenders;
 *     each gives the call for a username, and the arguments of each call
 * @return array<string, float>
 */
function race(callable $enter): array
{
    $best = [];
    for ($turn = 0; $turn < TURNS; $turn++) {
        $contenders = $enter() + ['loop' => fn () => [fn () => null, array_fill(0, CALLS, [])]];
        for ($round = 0; $round < ROUNDS; $round++) {
            foreach ($contenders as $name => $prepare) {
                [$call, $arguments] = $prepare(sprintf('user%04d', $round));
                $start = hrtime(true);
                foreach ($arguments as $argument) {
                    $call(...$argument);
                }
                $best[$name] = min($best[$name] ?? INF, (hrtime(true) - $start) / count($arguments));
            }
        }
    }
    $loop = $best['loop'];
    unset($best['loop']);

    return array_map(fn (float $nanos) => $nanos - $loop, $best);
}

/** @return list<array{string}> */
function headers_of(string $username, int $count = CALLS): array
{
    $signer = new Signer($username, SECRET);

    return array_map(fn () => [$signer->header()], range(1, $count));
}

/** @return array<string, callable(string): array{callable, list<list<mixed>>}> */
function signers(): array
{
    $none = array_fill(0, CALLS, []);

    return [
        'xwsse header()' => fn ($name) => [(new Signer($name, SECRET))->header(...), $none],
        'xwsse headers()' => fn ($name) => [(new Signer($name, SECRET))->headers(...), $none],
        'xwsse sign()' => fn ($name) => [(new Signer($name, SECRET))->sign(...), $none],
        "the service's sample" => fn ($name) => [sign_as_the_sample(...), array_fill(0, CALLS, [$name, SECRET])],
        'by hand, usual' => fn ($name) => [sign_usual(...), array_fill(0, CALLS, [$name, SECRET])],
        'by hand, tuned' => fn ($name) => [(new TunedSigner($name, SECRET))->sign(...), $none],
    ];
}

/** @return array<string, callable(string): array{callable, list<list<mixed>>}> */
function verifiers(): array
{
    $table = [EARLIER => SECRET];
    for ($round = 0; $round < ROUNDS; $round++) {
        $table[sprintf('user%04d', $round)] = SECRET;
    }
    $store = fn () => new MemoryReplayStore(3 * (LIVE + ROUNDS * CALLS));
    $verifiers = [
        'xwsse verify()' => new Verifier($table, $store()),
        'xwsse, secrets by function' => new Verifier(fn (string $username) => $table[$username] ?? null, $store()),
        'by hand, usual' => new UsualVerifier($table),
        'by hand, tuned' => new TunedVerifier($table),
    ];
    foreach ($verifiers as $verifier) {
        foreach (headers_of(EARLIER, LIVE) as [$header]) {
            $verifier->verify($header);
        }
    }

    return array_map(fn ($verifier) => fn ($name) => [$verifier->verify(...), headers_of($name)], $verifiers);
}

/**
 * @param array<string, float> $rows
 * @param array<string, float> $targets
 */
function show(string $title, array $rows, array $targets): void
{
    printf("\n%-28s %8s %12s %9s\n", $title, 'ns', 'times xwsse', 'to reach');
    $ofOurs = reset($rows);
    foreach ($rows as $name => $nanos) {
        printf("%-28s %8.0f %12.1f %9s\n", $name, $nanos, $nanos / $ofOurs, $targets[$name] ?? '');
    }
}

/**
 * Rows for benches/report.py, which makes one table of every language's: the first of ours, and the rivals.
 *
 * @param array<string, float> $rows
 * @param array<string, float> $targets
 */
function report(string $operation, array $rows, array $targets): void
{
    $path = getenv('XWSSE_BENCH_TSV');
    if ($path === false) {
        return;
    }
    $rivals = array_filter($rows, fn (string $name) => !str_starts_with($name, 'xwsse'), ARRAY_FILTER_USE_KEY);
    foreach (['xwsse' => reset($rows), ...$rivals] as $name => $nanos) {
        $target = isset($targets[$name]) ? "≥ $targets[$name]" : '';
        file_put_contents($path, sprintf("PHP\t%s\t%s\t%.1f\t%s\n", $operation, $name, $nanos, $target), FILE_APPEND);
    }
}

printf("xwsse %s, PHP %s; best of %d × %d calls\n", phpversion('xwsse'), PHP_VERSION, TURNS * ROUNDS, CALLS);
foreach (
    [
        'sign' => [signers(...), ["the service's sample" => 2]],
        'verify' => [verifiers(...), ['by hand, tuned' => 2.5, 'by hand, usual' => 18]],
    ] as $operation => [$enter, $targets]
) {
    $rows = race($enter);
    show($operation, $rows, $targets);
    report($operation, $rows, $targets);
}
