--TEST--
A look-up or a store that fails is a 503 with its exception as the previous one, and accepts nothing
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\ClaimOutcome;
use Xwsse\Claims;
use Xwsse\Credentials;
use Xwsse\MemoryReplayStore;
use Xwsse\RejectedException;
use Xwsse\ReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

/** A store that does what it is told. */
final class Told implements ReplayStore
{
    public function __construct(private Closure $answer)
    {
    }

    public function claim(Claims $claims, DateTimeImmutable $now): ClaimOutcome
    {
        return ($this->answer)($claims, $now);
    }
}

$signer = new Signer('key', 'secret');
function show(callable $verify): void
{
    try {
        $verify();
        echo "accepted\n";
    } catch (RejectedException $refused) {
        $previous = $refused->getPrevious();
        $why = $previous === null ? 'nothing' : $previous::class . ' ' . $previous->getMessage();
        echo $refused->getStatus(), ' ', $refused->reason, ' because of ', $why, "\n";
    }
}

foreach ([
    fn () => throw new RuntimeException('the database is away'),
    fn () => 12,
    fn () => false,
    fn () => ['secret', 12],
    fn () => '',
    fn () => ['secret', ''],
    fn () => new stdClass(),
    fn () => undefined_function(),
    fn (string $username, string $more) => 'secret',
    fn () => new Credentials('secret', "\xff"),
    fn () => throw new RejectedException('username_unknown'),
] as $lookUp) {
    show(fn () => (new Verifier($lookUp, new MemoryReplayStore(10)))->verify($signer->header()));
}

foreach (ClaimOutcome::cases() as $outcome) {
    show(fn () => (new Verifier(['key' => 'secret'], new Told(fn () => $outcome)))->verify($signer->header()));
}
foreach ([
    fn () => throw new RuntimeException('the cache is away'),
    fn () => null,
    fn () => true,
    fn () => 'first',
    fn () => new stdClass(),
] as $answer) {
    show(fn () => (new Verifier(['key' => 'secret'], new Told($answer)))->verify($signer->header()));
}
foreach (['digest', 'nonce', 'created'] as $kind) {
    echo ClaimOutcome::seen($kind)->name, "\n";
}
echo thrown(fn () => ClaimOutcome::seen('secret')), "\n";

// Not before the digest is right, and not when the look-up took so long that the window has passed.
$asked = 0;
$counting = new Told(function () use (&$asked) {
    $asked++;

    return ClaimOutcome::First;
});
show(fn () => (new Verifier(['key' => 'wrong'], $counting))->verify($signer->header()));
show(fn () => (new Verifier([], $counting))->verify($signer->header()));
show(fn () => (new Verifier(['key' => 'secret'], $counting))->verify($signer->header(), new DateTimeImmutable('+1 hour')));
echo "asked $asked times\n";

// A store in memory that is full.
$full = new Verifier(['key' => 'secret'], new MemoryReplayStore(1));
for ($i = 0; $i < 10_000 && outcome(fn () => $full->verify($signer->header())) === 'accepted'; $i++);
show(fn () => $full->verify($signer->header()));
// One that has lost what was before.
$lost = new Verifier(['key' => 'secret'], new MemoryReplayStore(10, new DateTimeImmutable('+1 minute')));
show(fn () => $lost->verify($signer->header()));
?>
--EXPECT--
503 secrets_unavailable because of RuntimeException the database is away
503 secrets_unavailable because of TypeError a secret of the look-up must be a string or a list of strings, int given
503 secrets_unavailable because of TypeError a secret of the look-up must be a string or a list of strings, bool given
503 secrets_unavailable because of TypeError a secret of the look-up must be a string or a list of strings, int given
503 secrets_unavailable because of Xwsse\SignException a secret of the look-up is empty; give the API secret
503 secrets_unavailable because of Xwsse\SignException a secret of the look-up is empty; give the API secret
503 secrets_unavailable because of TypeError a secret of the look-up must be a string or a list of strings, stdClass given
503 secrets_unavailable because of Error Call to undefined function undefined_function()
503 secrets_unavailable because of ArgumentCountError Too few arguments to function {closure}(), 1 passed and exactly 2 expected
503 secrets_unavailable because of nothing
503 secrets_unavailable because of Xwsse\RejectedException nobody has this username or key; check it, and the environment
accepted
401 replayed because of nothing
401 nonce_reused because of nothing
401 created_reused because of nothing
503 store_full because of nothing
503 history_gap because of nothing
503 store_unavailable because of nothing
503 store_unavailable because of RuntimeException the cache is away
503 store_unavailable because of TypeError Told::claim(): Return value must be of type Xwsse\ClaimOutcome, null returned
503 store_unavailable because of TypeError Told::claim(): Return value must be of type Xwsse\ClaimOutcome, bool returned
503 store_unavailable because of TypeError Told::claim(): Return value must be of type Xwsse\ClaimOutcome, string returned
503 store_unavailable because of TypeError Told::claim(): Return value must be of type Xwsse\ClaimOutcome, stdClass returned
SeenDigest
SeenNonce
SeenCreated
ValueError: Xwsse\ClaimOutcome::seen(): Argument #1 ($kind) must be one of Claims::$kinds
401 digest_mismatch because of nothing
401 username_unknown because of nothing
401 created_stale because of nothing
asked 0 times
503 store_full because of nothing
503 history_gap because of nothing
