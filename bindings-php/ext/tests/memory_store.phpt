--TEST--
A store in memory is bounded, recovers, and is one for all verifiers that share it
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\MemoryReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

$store = new MemoryReplayStore(1000);
same(true, $store->capacity >= 1000, 'capacity');
same(true, (new MemoryReplayStore())->capacity >= 1_048_576, 'the default');
$table = new Verifier(['key' => 'secret'], $store);
$lookUp = new Verifier(fn () => 'secret', $store);
$signer = new Signer('key', 'secret');
$start = new DateTimeImmutable('2026-03-14T10:00:00Z');
$header = fn (string $nonce, DateTimeImmutable $time) => $signer->signWith($time, $nonce)->header();

same('accepted', outcome(fn () => $table->verify($header('a', $start), $start)), 'first');
same('replayed', outcome(fn () => $lookUp->verify($header('a', $start), $start)), 'second');
same('nonce_reused', outcome(fn () => $lookUp->verify($header('a', $start->modify('+1 second')), $start)), 'nonce');
same('created_reused', outcome(fn () => $table->verify($header('b', $start), $start)), 'Created');
same(3, $store->live($start), 'live');
same(0, $store->live($start->modify('+1 hour')), 'aged out');
same(0, $store->live(), 'now');

// It refuses when it is full, and has room again when claims have aged out.
for ($i = 1; $i < 2000; $i++) {
    $time = $start->modify("+$i milliseconds");
    $outcome = outcome(fn () => $table->verify($header("nonce $i", $time), $start));
    if ($outcome !== 'accepted') {
        break;
    }
}
same('store_full', $outcome, 'full');
same(true, $i >= 333, 'as many as fit for certain');
$later = $start->modify('+5 minutes');
same('accepted', outcome(fn () => $table->verify($header('later', $later), $later)), 'recovered');
// A clock that is set back brings nothing back.
same(true, in_array(outcome(fn () => $table->verify($header('a', $start), $start)), ['history_gap', 'replayed'], true), 'set back');

foreach ([
    fn () => new MemoryReplayStore(0),
    fn () => new MemoryReplayStore(-1),
    fn () => new MemoryReplayStore(PHP_INT_MAX),
    fn () => new MemoryReplayStore('many'),
    fn () => new MemoryReplayStore(10, 'now'),
    fn () => new MemoryReplayStore(10, new DateTimeImmutable('@' . PHP_INT_MAX)),
    fn () => $store->__construct(10),
    fn () => $store->capacity = 1,
    fn () => $store->claim(1, 2),
] as $call) {
    echo thrown($call), "\n";
}
?>
--EXPECT--
ValueError: the capacity is not 1 to 1073741824 claims; choose one in this range; a claim takes 20 bytes
ValueError: the capacity is not 1 to 1073741824 claims; choose one in this range; a claim takes 20 bytes
ValueError: the capacity is not 1 to 1073741824 claims; choose one in this range; a claim takes 20 bytes
TypeError: Xwsse\MemoryReplayStore::__construct(): Argument #1 ($capacity) must be of type int, string given
TypeError: Xwsse\MemoryReplayStore::__construct(): Argument #2 ($historyFrom) must be of type ?DateTimeInterface, string given
ValueError: The time is beyond the calendar
Error: The constructor cannot be called twice
Error: Cannot modify readonly property Xwsse\MemoryReplayStore::$capacity
TypeError: Xwsse\MemoryReplayStore::claim(): Argument #1 ($claims) must be of type Xwsse\Claims, int given
