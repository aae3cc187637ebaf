--TEST--
Dialect and Identity are values; what is made lazily is there however it is looked at
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\ClaimOutcome;
use Xwsse\Claims;
use Xwsse\Dialect;
use Xwsse\Identity;
use Xwsse\MemoryReplayStore;
use Xwsse\ReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

$time = new DateTimeImmutable('2026-03-14T10:00:00.678+00:00');
$header = (new Signer('key', 'secret'))->signWith($time, 'nonce')->header();
$fresh = fn () => (new Verifier(['key' => 'secret'], new MemoryReplayStore(10)))->verify($header, $time);
$made = new Identity('key', $time->setTimezone(new DateTimeZone('+00:00')));

// Each way to look meets an identity that nobody has looked at.
same('2026-03-14 10:00:00.678000', $fresh()->created->format('Y-m-d H:i:s.u'), 'read');
same(true, isset($fresh()->created), 'isset');
same(false, isset($fresh()->created->nothing), 'nested isset');
same(['username', 'created', 'secretIndex', 'dialect'], array_keys(get_object_vars($fresh())), 'get_object_vars');
same(['username', 'created', 'secretIndex', 'dialect'], array_keys((array) $fresh()), 'cast');
same(true, $fresh() == $fresh(), 'compare');
same(true, $fresh() == $made, 'compare with one that was made');
same(true, $made == $fresh(), 'compare with one that was made');
same(false, $fresh() == new Identity('key', $time->modify('+1 second')), 'another time');
same(false, $fresh() == new Identity('other', $made->created), 'another name');
same(false, $fresh() == new stdClass(), 'another class');
same('678', (clone $fresh())->created->format('v'), 'clone');
same(true, unserialize(serialize($fresh())) == $made, 'serialize');
same('678', json_decode(json_encode($fresh()), true)['created']['date'] === '2026-03-14 10:00:00.678000' ? '678' : '', 'json');
same(true, str_contains(print_r($fresh(), true), '2026-03-14 10:00:00.678000'), 'print_r');
same(true, str_contains(var_export($fresh(), true), '2026-03-14 10:00:00.678000'), 'var_export');
$seen = [];
foreach ($fresh() as $name => $value) {
    $seen[] = $name;
}
same(['username', 'created', 'secretIndex', 'dialect'], $seen, 'foreach');
same(true, (new ReflectionProperty(Identity::class, 'created'))->getValue($fresh()) == $made->created, 'reflection');
same(true, (fn () => $this->created)->call(new class($fresh()) {
    public function __construct(private Identity $identity)
    {
    }

    public function __get(string $name): mixed
    {
        return $this->identity->$name;
    }
}) == $made->created, 'by a variable name');
$kept = $fresh();
$reference = &$kept->created; // to a copy, as of any read-only property that is an object
$reference = null;
same(true, $kept == $made, 'by reference');
$reader = fn (Identity $identity) => $identity->created; // with its place cached
same($reader($kept), $reader($kept), 'twice the same object');
gc_collect_cycles();
foreach ([
    function () use ($fresh) { $fresh()->created = new DateTimeImmutable(); },
    function () use ($fresh) { unset($fresh()->created); },
    function () use ($fresh) { $fresh()->more = 1; },
    function () use ($made, $time) { $made->__construct('other', $time); },
    fn () => new Identity(),
    fn () => new Identity('key', 'now'),
] as $call) {
    echo thrown($call), "\n";
}

// Claims that a store keeps for itself.
final class Keeps implements ReplayStore
{
    /** @var list<Claims> */
    public array $claims = [];

    public function claim(Claims $claims, DateTimeImmutable $now): ClaimOutcome
    {
        $this->claims[] = $claims;

        return ClaimOutcome::First;
    }
}
$store = new Keeps();
(new Verifier(['key' => 'secret'], $store))->verify($header, $time);
(new Verifier(fn () => 'secret', $store))->verify($header, $time);
[$claims, $same] = $store->claims;
same(true, $claims == $same, 'claims of the same token');
same('10:01:00.678000', $same->keepUntil->format('H:i:s.u'), 'keepUntil');
same([16, 16, 16], array_map('strlen', $claims->ids), 'ids');
same(ClaimOutcome::First, (new MemoryReplayStore(10))->claim($claims, $time), 'claimed afterwards');
unset($store, $same);
same(3, count($claims), 'they live on');
echo thrown(fn () => clone $claims), "\n";
echo thrown(fn () => serialize($claims)), "\n";
echo thrown(fn () => new Claims()), "\n";

// Dialects.
$dialect = new Dialect('penneo,max_nonce=128');
same(true, $dialect == (new Dialect())->with(maxNonce: 128), 'equal');
same(false, $dialect == new Dialect(), 'different');
same(true, (clone $dialect) == $dialect, 'clone');
same('penneo,max_nonce=128', (string) clone $dialect, 'clone');
same('penneo,max_age=0.25', (string) (new Dialect())->with(maxAge: 0.25), 'fraction');
same(0.25, (new Dialect('penneo,max_age=0.25'))->maxAge, 'fraction');
same('penneo', (string) $dialect->with(maxNonce: 64), 'back to the preset');
same('refuse', $dialect->unknown, 'unknown');
same('penneo,unknown=ignore', (string) (new Dialect())->with(unknown: 'ignore'), 'unknown');
same('penneo,max_nonce=128', (string) $dialect->with(), 'nothing changed');
foreach ([
    fn () => $dialect->with(nonce: 'raw,max_nonce=1'),
    fn () => $dialect->with(unknown: 'refuse,max_nonce=1'),
    fn () => $dialect->with(maxNonce: 0),
    fn () => $dialect->with(maxNonce: -1),
    fn () => $dialect->with(maxAge: -1),
    fn () => $dialect->with(maxAge: NAN),
    fn () => $dialect->with(maxAge: INF),
    fn () => $dialect->with(maxAge: PHP_INT_MAX),
    fn () => $dialect->with(hash: "sha1\0"),
    fn () => $dialect->with(maximum: 1),
    fn () => $dialect->__construct('atom'),
    fn () => $dialect->maxNonce = 1,
    fn () => unserialize('O:13:"Xwsse\Dialect":1:{i:0;s:5:"penno";}'),
    fn () => unserialize('O:13:"Xwsse\Dialect":0:{}'),
    fn () => unserialize('O:13:"Xwsse\Dialect":1:{i:0;i:12;}'),
    fn () => $dialect->__unserialize(['penneo']),
] as $call) {
    echo thrown($call), "\n";
}
same('penneo,max_nonce=128', (string) unserialize(serialize($dialect)), 'serialize');
?>
--EXPECT--
Error: Cannot modify readonly property Xwsse\Identity::$created
Error: Cannot unset readonly property Xwsse\Identity::$created
Error: Cannot create dynamic property Xwsse\Identity::$more
Error: The constructor cannot be called twice
ArgumentCountError: Xwsse\Identity::__construct() expects at least 2 arguments, 0 given
TypeError: Xwsse\Identity::__construct(): Argument #2 ($created) must be of type DateTimeImmutable, string given
Error: Trying to clone an uncloneable object of class Xwsse\Claims
Exception: Serialization of 'Xwsse\Claims' is not allowed
Error: Call to private Xwsse\Claims::__construct() from global scope
ValueError: Xwsse\Dialect::with(): Argument #1 ($nonce) must not contain a comma, which would begin another change
ValueError: Xwsse\Dialect::with(): Argument #11 ($unknown) must not contain a comma, which would begin another change
Xwsse\DialectException: dialect_invalid
Xwsse\DialectException: dialect_invalid
Xwsse\DialectException: dialect_invalid
Xwsse\DialectException: dialect_invalid
Xwsse\DialectException: dialect_invalid
Xwsse\DialectException: dialect_invalid
Xwsse\DialectException: dialect_invalid
Error: Unknown named parameter $maximum
Error: The constructor cannot be called twice
Error: Cannot modify readonly property Xwsse\Dialect::$maxNonce
Xwsse\DialectException: dialect_invalid
Xwsse\DialectException: dialect_invalid
Xwsse\DialectException: dialect_invalid
Error: The constructor cannot be called twice
