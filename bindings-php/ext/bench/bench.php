<?php

/**
 * What signing and verifying cost in PHP, beside the same by hand. Minima of many rounds; only ratios of one run count.
 * It needs a release build of the extension: scripts/bench-php.sh.
 */

declare(strict_types=1);

use Xwsse\MemoryReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

require __DIR__ . '/by_hand.php';

const SECRET = '0123456789abcdef0123456789abcdef';
const ROUNDS = 300;
const CALLS = 200;

/**
 * Nanoseconds of one call in the best round. Each round has a username of its own, so that its Created begins afresh.
 *
 * @param callable(string): array{callable, list<list<mixed>>} $prepare the call, and the arguments of each
 */
function fastest(callable $prepare): float
{
    $best = INF;
    for ($round = 0; $round < ROUNDS; $round++) {
        [$call, $arguments] = $prepare(sprintf('user%04d', $round));
        $start = hrtime(true);
        foreach ($arguments as $argument) {
            $call(...$argument);
        }
        $best = min($best, (hrtime(true) - $start) / count($arguments));
    }

    return $best;
}

/** @return list<array{string}> */
function headers_of(string $username): array
{
    $signer = new Signer($username, SECRET);

    return array_map(fn () => [$signer->header()], range(1, CALLS));
}

/** @return array<string, float> */
function signing(): array
{
    $none = array_fill(0, CALLS, []);

    return [
        'xwsse header()' => fastest(fn ($name) => [(new Signer($name, SECRET))->header(...), $none]),
        'xwsse headers()' => fastest(fn ($name) => [(new Signer($name, SECRET))->headers(...), $none]),
        'xwsse sign()' => fastest(fn ($name) => [(new Signer($name, SECRET))->sign(...), $none]),
        "the service's sample" => fastest(fn ($name) => [sign_as_the_sample(...), array_fill(0, CALLS, [$name, SECRET])]),
        'by hand, usual' => fastest(fn ($name) => [sign_usual(...), array_fill(0, CALLS, [$name, SECRET])]),
        'by hand, tuned' => fastest(fn ($name) => [(new TunedSigner($name, SECRET))->sign(...), $none]),
    ];
}

/** @return array<string, float> */
function verifying(): array
{
    $table = [];
    for ($round = 0; $round < ROUNDS; $round++) {
        $table[sprintf('user%04d', $round)] = SECRET;
    }
    $atOnce = new Verifier($table, new MemoryReplayStore());
    $inSteps = new Verifier(fn (string $username) => $table[$username] ?? null, new MemoryReplayStore());
    $usual = new UsualVerifier($table);
    $tuned = new TunedVerifier($table);

    return [
        'xwsse verify()' => fastest(fn ($name) => [$atOnce->verify(...), headers_of($name)]),
        'xwsse, secrets by function' => fastest(fn ($name) => [$inSteps->verify(...), headers_of($name)]),
        'by hand, usual' => fastest(fn ($name) => [$usual->verify(...), headers_of($name)]),
        'by hand, tuned' => fastest(fn ($name) => [$tuned->verify(...), headers_of($name)]),
    ];
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

printf("xwsse %s, PHP %s; best of %d × %d calls\n", phpversion('xwsse'), PHP_VERSION, ROUNDS, CALLS);
// What the loop itself costs is no part of any row.
$loop = fastest(fn () => [fn () => null, array_fill(0, CALLS, [])]);
$net = fn (array $rows) => array_map(fn (float $nanos) => $nanos - $loop, $rows);
show('sign', $net(signing()), ["the service's sample" => 2]);
show('verify', $net(verifying()), ['by hand, usual' => 18, 'by hand, tuned' => 2.5]);
