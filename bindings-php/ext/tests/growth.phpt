--TEST--
Memory does not grow with use
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\ClaimOutcome;
use Xwsse\Claims;
use Xwsse\Credentials;
use Xwsse\Dialect;
use Xwsse\MemoryReplayStore;
use Xwsse\RejectedException;
use Xwsse\ReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

use function Xwsse\explain;

final class Takes implements ReplayStore
{
    public function claim(Claims $claims, DateTimeImmutable $now): ClaimOutcome
    {
        return $claims->keepUntil > $now ? ClaimOutcome::First : ClaimOutcome::Unavailable;
    }
}

function cycle(): void
{
    $dialect = (new Dialect('atom,max_nonce=100'))->with(accept: 'offset', maxAge: 30.5);
    $signer = new Signer('key', 'secret', $dialect);
    $header = $signer->headers()['X-WSSE'];
    $token = $signer->sign();
    $token->apiKeys();
    $store = new MemoryReplayStore(1);
    $table = new Verifier(['key' => ['x', 'secret']], $store, $dialect);
    (clone $table->verify($header))->created;
    (new Verifier(fn () => new Credentials(['x', 'y', 'z', 'a', 'b', 'secret'], 'key'), new Takes(), $dialect))->verify([$header]);
    foreach ([
        fn () => $table->verify($header),
        fn () => $table->verify(['a', 'b']),
        fn () => $table->verify([1]),
        fn () => new Signer('key', ''),
        fn () => new Dialect('nonsense'),
        fn () => unserialize('O:13:"Xwsse\Dialect":0:{}'),
        fn () => new Verifier(['key' => ['secret', '']], $store),
        fn () => new RejectedException('nonsense'),
        fn () => (new Verifier(fn () => throw new Exception(), $store))->verify($header),
        fn () => (new Verifier(fn () => ['secret', 1], $store, $dialect))->verify($header),
        fn () => (new Verifier(fn () => 'wrong', $store, $dialect))->verify($header),
    ] as $call) {
        thrown($call);
    }
    json_encode(explain($header . '"', 'secret', $dialect));
    // A circle: a look-up that holds the verifier.
    $holder = new stdClass();
    $holder->verifier = new Verifier(fn () => $holder->secret, $store, $dialect);
    unserialize(serialize($dialect));
}

/** Bytes of this process that are in memory: PHP's and those of libxwsse. */
function resident(): int
{
    return (int) explode(' ', file_get_contents('/proc/self/statm'))[1] * 4096;
}

/** Circles wait for PHP's own collection, with all that they hold. */
function cycles(int $count): void
{
    for ($i = 0; $i < $count; $i++) {
        cycle();
        if ($i % 100 === 99) {
            gc_collect_cycles();
        }
    }
}

cycles(1000);
[$ofPhp, $ofAll] = [memory_get_usage(), resident()];
cycles(10_000);
$steady = fn (int $grown, int $allowed) => $grown < $allowed ? 'steady' : "grown by $grown bytes";
printf("PHP: %s, the process: %s\n", $steady(memory_get_usage() - $ofPhp, 1024), $steady(resident() - $ofAll, 1 << 19));
?>
--EXPECT--
PHP: steady, the process: steady
