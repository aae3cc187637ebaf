--TEST--
A verifier has the shared outcome for every attack, header and token, in all its ways
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\ClaimOutcome;
use Xwsse\Claims;
use Xwsse\MemoryReplayStore;
use Xwsse\ReplayStore;
use Xwsse\Verifier;

/** The memory store, as one that is written in PHP. */
final class Wrapped implements ReplayStore
{
    public function __construct(private MemoryReplayStore $store)
    {
    }

    public function claim(Claims $claims, DateTimeImmutable $now): ClaimOutcome
    {
        return $this->store->claim($claims, $now);
    }
}

$count = 0;
foreach (['attacks', 'headers'] as $file) {
    foreach (cases("xwsse/$file") as $case) {
        $id = $file . ' ' . ($case['id'] ?? $case['row'] . ' ' . ($case['case'] ?? ''));
        $secrets = secrets($case);
        $lookUp = fn (string $username) => $secrets[$username] ?? null;
        foreach ([[$secrets, false], [$secrets, true], [$lookUp, false], [$lookUp, true]] as [$source, $isWrapped]) {
            $store = new MemoryReplayStore(10_000);
            $store = $isWrapped ? new Wrapped($store) : $store;
            foreach ($case['steps'] as $number => $step) {
                $verifier = new Verifier($source, $store, $step['dialect'] ?? $case['dialect']);
                $now = instant($step['now']);
                $found = outcome(fn () => $verifier->verify(values($step), $now));
                same($step['outcome'], $found, "$id, step $number");
                $count++;
            }
        }
    }
}

foreach (cases('xwsse/tokens') as $token) {
    $verifier = new Verifier([$token['username'] => $token['secret']], new MemoryReplayStore(100), $token['dialect']);
    $now = new DateTimeImmutable('@' . $token['created_unix']);
    $identity = $verifier->verify($token['header'], $now);
    $id = $token['id'];
    same($token['username'], $identity->username, $id);
    same($token['created_unix'], $identity->created->getTimestamp(), $id);
    same(intdiv($token['created_nanos'], 1000), (int) $identity->created->format('u'), $id);
    same('+00:00', $identity->created->format('P'), $id);
    same(0, $identity->secretIndex, $id);
    same(explode(',', $token['dialect'])[0], $identity->dialect, $id);
    same('replayed', outcome(fn () => $verifier->verify([$token['header']], $now)), $id);
    $count++;
}
echo $count > 500 ? 'all' : $count, " as expected\n";
?>
--EXPECT--
all as expected
