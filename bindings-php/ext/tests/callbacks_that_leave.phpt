--TEST--
exit(), a fiber and another verifier in a look-up or a store do what they do elsewhere
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\ClaimOutcome;
use Xwsse\Claims;
use Xwsse\MemoryReplayStore;
use Xwsse\ReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

$signer = new Signer('key', 'secret');

// Both may wait: others run meanwhile.
final class Waiting implements ReplayStore
{
    public function __construct(private MemoryReplayStore $store)
    {
    }

    public function claim(Claims $claims, DateTimeImmutable $now): ClaimOutcome
    {
        Fiber::suspend('store');

        return $this->store->claim($claims, $now);
    }
}
$verifier = new Verifier(fn () => Fiber::suspend('look-up'), new Waiting(new MemoryReplayStore(100)));
$header = $signer->header();
$fibers = [];
for ($i = 0; $i < 3; $i++) {
    $fibers[] = $fiber = new Fiber(fn () => outcome(fn () => $verifier->verify($header)));
    echo $fiber->start(), ' ';
}
foreach ($fibers as $fiber) {
    echo $fiber->resume('secret'), ' ';
}
foreach ($fibers as $fiber) {
    $fiber->resume();
    echo $fiber->getReturn(), ' ';
}
echo "\n";

// One that is given up while it waits.
$fiber = new Fiber(fn () => $verifier->verify($header));
$fiber->start();
unset($fiber);
gc_collect_cycles();
echo "given up\n";

// A verifier within a look-up.
$inner = new Verifier(['key' => 'secret'], new MemoryReplayStore(10));
$outer = new Verifier(fn () => $inner->verify($signer->header())->username === 'key' ? 'secret' : null, new MemoryReplayStore(10));
echo $outer->verify($signer->header())->username, "\n";

// A look-up that lets go of its verifier, whom nobody else holds.
$gone = new Verifier(function () use (&$gone) {
    $gone = null;

    return 'secret';
}, new MemoryReplayStore(10));
echo array_map([&$gone, 'verify'], [$signer->header()])[0]->username, "\n";

$leaving = new Verifier(function () {
    echo "leaving\n";
    exit(0);
}, new MemoryReplayStore(10));
register_shutdown_function(fn () => print("shut down\n"));
$leaving->verify($signer->header());
echo "not reached\n";
?>
--EXPECT--
look-up look-up look-up store store store accepted replayed replayed 
given up
key
key
leaving
shut down
