--TEST--
A verifier takes one, all or no values of the header, and secrets in every form
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\Credentials;
use Xwsse\Dialect;
use Xwsse\Identity;
use Xwsse\MemoryReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

$store = new MemoryReplayStore(10_000);
$signer = new Signer('key', 'secret');
$verifier = new Verifier(['key' => 'secret'], $store);
same($store, $verifier->store, 'store');
same('penneo', (string) $verifier->dialect, 'dialect');

same(Identity::class, $verifier->verify($signer->header())::class, 'a string');
same(Identity::class, $verifier->verify([$signer->header()])::class, 'a list');
same(Identity::class, $verifier->verify(['x' => $signer->header()])::class, 'an array');
$header = $signer->header();
$reference = &$header;
same(Identity::class, $verifier->verify([&$reference])::class, 'a reference');
same('header_missing', outcome(fn () => $verifier->verify(null)), 'null');
same('header_missing', outcome(fn () => $verifier->verify([])), 'an empty list');
same('header_malformed', outcome(fn () => $verifier->verify([$signer->header(), $signer->header()])), 'two');
same('header_malformed', outcome(fn () => $verifier->verify($signer->header() . ', ' . $signer->header())), 'joined');
same('header_malformed', outcome(fn () => $verifier->verify(array_fill(0, 1000, 'a'))), 'a thousand');
same('header_too_large', outcome(fn () => $verifier->verify(str_repeat('a', 1 << 20))), 'a megabyte');

// By the system's clock, or by another one.
same('created_stale', outcome(fn () => $verifier->verify($signer->header(), new DateTimeImmutable('+2 minutes'))), 'late');
same('created_in_future', outcome(fn () => $verifier->verify($signer->header(), new DateTime('-2 minutes'))), 'early');

// The headers of a request, as a server hook reads them.
same(true, $verifier instanceof Xwsse\HeaderVerifier, 'what a server hook takes');
same(['x-wsse'], $verifier->headerNames(), 'names');
same('key', $verifier->verifyHeaders(['x-wsse' => [$signer->header()], 'host' => ['a']])->username, 'headers');
same('header_missing', outcome(fn () => $verifier->verifyHeaders([])), 'no header');
same('header_missing', outcome(fn () => $verifier->verifyHeaders(['x-wsse' => []])), 'no value');
same('header_malformed', outcome(fn () => $verifier->verifyHeaders(['x-wsse' => [$signer->header(), $signer->header()]])), 'two');
same('created_stale', outcome(fn () => $verifier->verifyHeaders(['x-wsse' => [$signer->header()]], new DateTime('+2 minutes'))), 'late');

// Secrets: a table.
$several = new Verifier(['other' => ['x'], 'key' => ['next', 'secret'], '1234' => 'number', 'none' => []], $store, 'penneo,unique=nonce');
same(1, $several->verify($signer->header())->secretIndex, 'the second');
same(0, $several->verify((new Signer('key', 'next'))->header())->secretIndex, 'the first');
same('1234', $several->verify((new Signer('1234', 'number'))->header())->username, 'PHP makes an integer of this key');
same('username_unknown', outcome(fn () => $several->verify((new Signer('none', 's'))->header())), 'no secret');
same('username_unknown', outcome(fn () => $several->verify((new Signer('01234', 'number'))->header())), 'not the same');
same('digest_mismatch', outcome(fn () => $several->verify((new Signer('key', 'wrong'))->header())), 'wrong');
$twelve = array_map(fn ($i) => "secret $i", range(0, 11));
same(11, (new Verifier(['key' => $twelve], new MemoryReplayStore(10)))->verify((new Signer('key', 'secret 11'))->header())->secretIndex, 'many');
same(11, (new Verifier(fn () => $twelve, new MemoryReplayStore(10)))->verify((new Signer('key', 'secret 11'))->header())->secretIndex, 'many');

// It is copied: what changes afterwards is another matter.
$secret = 'secret';
$list = ['old'];
$table = ['key' => &$secret, 'list' => &$list];
$copied = new Verifier($table, $store);
$secret = $list[0] = 'changed';
same('key', $copied->verify($signer->header())->username, 'copied');
same('list', $copied->verify((new Signer('list', 'old'))->header())->username, 'copied');

// Secrets: a look-up.
final class Keys
{
    public function bound(): Verifier
    {
        return new Verifier([$this, 'find'], new MemoryReplayStore(100));
    }

    private function find(string $username): ?string
    {
        return $username === 'key' ? 'secret' : null;
    }

    public function __invoke(string $username): string
    {
        return 'secret';
    }

    public static function all(string $username): array
    {
        return ['x', 'secret'];
    }

    public function __call(string $name, array $arguments): string
    {
        return "{$name}et";
    }
}
function find(string $username): string
{
    return 'secret';
}
foreach ([
    fn (string $username) => $username === 'key' ? 'secret' : null,
    'find',
    new Keys(),
    'Keys::all',
    ['Keys', 'all'],
    [new Keys(), 'secr'],
    find(...),
    fn () => new Credentials('secret'),
    fn () => new Credentials(['x', 'secret']),
] as $number => $lookUp) {
    $found = new Verifier($lookUp, new MemoryReplayStore(100));
    same('key', $found->verify($signer->header())->username, "look-up $number");
    same('key', $found->verify($signer->header())->username, "look-up $number, again");
}
$bound = (new Keys())->bound();
same('key', $bound->verify($signer->header())->username, 'a private method');
same('username_unknown', outcome(fn () => $bound->verify((new Signer('nobody', 's'))->header())), 'nobody');

// Names that are spelt in several ways are claimed under one.
$anyCase = new Verifier(
    fn (string $username) => strtolower($username) === 'alice' ? new Credentials('secret', 'alice') : null,
    new MemoryReplayStore(100),
);
$time = new DateTimeImmutable();
$lower = (new Signer('alice', 'secret'))->signWith($time, 'nonce')->header();
$upper = (new Signer('ALICE', 'secret'))->signWith($time, 'nonce')->header();
same('alice', $anyCase->verify($upper)->username, 'canonical');
same('replayed', outcome(fn () => $anyCase->verify($lower)), 'the same token');

// Unknown parameters.
$more = fn () => $signer->header() . ', Organization="acme"';
same('parameter_unknown', outcome(fn () => $verifier->verify($more())), 'refused');
same('accepted', outcome(fn () => (new Verifier(['key' => 'secret'], $store, 'penneo,unknown=ignore'))->verify($more())), 'table');
same('accepted', outcome(fn () => (new Verifier('find', $store, 'penneo,unknown=ignore'))->verify($more())), 'look-up');

// Values that cannot be used.
foreach ([
    fn () => new Verifier(['key' => ''], $store),
    fn () => new Verifier(['key' => ['secret', '']], $store),
    fn () => new Verifier(['key' => 12], $store),
    fn () => new Verifier(['key' => ['secret', null]], $store),
    fn () => new Verifier(['1234' => false, 'key' => 'secret'], $store),
    fn () => new Verifier(['secret'], $store),
    fn () => new Verifier(['first', 'second'], $store),
    fn () => new Verifier([false => 'secret'], $store),
    fn () => new Verifier(['' => 'secret'], $store),
    fn () => new Verifier([], $store, 'penneo', true),
    fn () => new Verifier([], $store, ignoreUnknown: true),
    fn () => $verifier->verifyHeaders(['x-wsse' => 'a']),
    fn () => $verifier->verifyHeaders(['x-wsse' => [12]]),
    fn () => new Verifier('no_such_function', $store),
    fn () => new Verifier(null, $store),
    fn () => new Verifier([], new stdClass()),
    fn () => new Verifier([], $store, 'nonsense'),
    fn () => new Verifier([], $store, 12.5),
    fn () => $verifier->verify(12),
    fn () => $verifier->verify(['a', 12]),
    fn () => $verifier->verify(new stdClass()),
    fn () => $verifier->verify('a', '2026-01-01'),
    fn () => $verifier->verify('a', new class extends DateTimeImmutable { public function __construct() {} }),
    fn () => $verifier->__construct([], $store),
    fn () => $verifier->dialect = new Dialect(),
    fn () => new Credentials(''),
    fn () => new Credentials([12]),
    fn () => new Credentials('secret', ''),
] as $call) {
    echo thrown($call), "\n";
}
?>
--EXPECT--
Xwsse\SignException: secret_empty
Xwsse\SignException: secret_empty
TypeError: the secret of "key" must be a string or a list of strings, int given
TypeError: the secret of "key" must be a string or a list of strings, null given
TypeError: the secret of "1234" must be a string or a list of strings, bool given
ValueError: Xwsse\Verifier::__construct(): Argument #1 ($secrets) is a list, so nobody has these secrets; write 'username' => 'secret'
ValueError: Xwsse\Verifier::__construct(): Argument #1 ($secrets) is a list, so nobody has these secrets; write 'username' => 'secret'
ValueError: Xwsse\Verifier::__construct(): Argument #1 ($secrets) is a list, so nobody has these secrets; write 'username' => 'secret'
ValueError: Xwsse\Verifier::__construct(): Argument #1 ($secrets) has secrets of an empty username, which no header can have
ArgumentCountError: Xwsse\Verifier::__construct() expects at most 3 arguments, 4 given
Error: Unknown named parameter $ignoreUnknown
TypeError: Xwsse\Verifier::verifyHeaders(): Argument #1 ($headers) must have a list of strings for each name, string given
TypeError: Xwsse\Verifier::verifyHeaders(): Argument #1 ($headers) must be a list of strings, int given in it
TypeError: Xwsse\Verifier::__construct(): Argument #1 ($secrets) must be of type array|callable, string given
TypeError: Xwsse\Verifier::__construct(): Argument #1 ($secrets) must be of type array|callable, null given
TypeError: Xwsse\Verifier::__construct(): Argument #2 ($store) must be of type Xwsse\ReplayStore, stdClass given
Xwsse\DialectException: dialect_invalid
Xwsse\DialectException: dialect_invalid
Xwsse\RejectedException: header_malformed
TypeError: Xwsse\Verifier::verify(): Argument #1 ($values) must be a list of strings, int given in it
TypeError: Xwsse\Verifier::verify(): Argument #1 ($values) must be of type array|string|null, stdClass given
TypeError: Xwsse\Verifier::verify(): Argument #2 ($now) must be of type ?DateTimeInterface, string given
Error: The DateTime object has not been correctly initialized by its constructor
Error: The constructor cannot be called twice
Error: Cannot modify readonly property Xwsse\Verifier::$dialect
Xwsse\SignException: secret_empty
TypeError: a secret of the Credentials must be a string or a list of strings, int given
ValueError: Xwsse\Credentials::__construct(): Argument #2 ($username) cannot be empty
