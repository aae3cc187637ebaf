--TEST--
A store of one's own is asked for the claims of the shared vectors
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\ClaimOutcome;
use Xwsse\Claims;
use Xwsse\Dialect;
use Xwsse\ReplayStore;
use Xwsse\Verifier;

final class Keeps implements ReplayStore
{
    public ?Claims $claims = null;
    public ?DateTimeImmutable $now = null;

    public function claim(Claims $claims, DateTimeImmutable $now): ClaimOutcome
    {
        [$this->claims, $this->now] = [$claims, $now];

        return ClaimOutcome::First;
    }
}

$count = 0;
foreach (cases('xwsse/tokens') as $case) {
    $id = $case['id'];
    $store = new Keeps();
    $now = new DateTimeImmutable('@' . $case['created_unix']);
    (new Verifier([$case['username'] => $case['secret']], $store, $case['dialect']))->verify($case['header'], $now);
    $claims = $store->claims;
    same(array_column($case['claims'], 'id_hex'), array_map('bin2hex', $claims->ids), $id);
    same(array_column($case['claims'], 'kind'), $claims->kinds, $id);
    same(count($case['claims']), count($claims), $id);
    same(instant($case['keep_until'])->format('c u'), $claims->keepUntil->format('c u'), $id);
    same($case['claimant_hex'], bin2hex($claims->claimant), $id);
    same(instant($case['opens'], isCut: true)->format('c u'), $claims->opens->format('c u'), $id);
    same((new Dialect($case['dialect']))->maxFuture, $claims->lead, $id);
    same($case['created_unix'], $claims->created->getTimestamp(), $id);
    same($now->format('c u'), $store->now->format('c u'), $id);
    $dialect = new Dialect($case['dialect']);
    same((int) ceil($dialect->maxAge + $dialect->maxFuture), $claims->keepFor, $id);
    $count++;
}
echo $count >= 20 ? 'all' : $count, " as expected\n";
?>
--EXPECT--
all as expected
