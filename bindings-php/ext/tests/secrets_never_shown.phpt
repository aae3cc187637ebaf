--TEST--
No dump, copy, message or trace shows a secret, and what holds one is neither cloned nor serialized
--EXTENSIONS--
xwsse
--INI--
zend.exception_ignore_args=0
zend.exception_string_param_max_len=1000
--SKIPIF--
<?php if (PHP_VERSION_ID < 80200) die('skip before PHP 8.2 there is no SensitiveParameter');
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\Credentials;
use Xwsse\Dialect;
use Xwsse\MemoryReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

use function Xwsse\explain;

const SECRET = 'correct-horse-battery-staple';

/** Everything that printing, logging or a debugger would take from an object. */
function texts(object $value): string
{
    ob_start();
    var_dump($value);
    print_r($value);
    var_export($value);
    debug_zval_dump($value);
    foreach ($value as $property) {
        print_r($property);
    }
    print_r(get_object_vars($value));
    print_r(get_mangled_object_vars($value));
    print_r((array) $value);
    foreach ((new ReflectionObject($value))->getProperties() as $property) {
        print_r($property->isInitialized($value) ? $property->getValue($value) : null);
    }
    echo json_encode($value), $value instanceof Stringable ? $value : '';

    return ob_get_clean();
}

/** Everything that an exception and those behind it have to show. */
function told(Throwable $error): string
{
    return print_r($error, true) . $error . print_r($error->getTrace(), true) . $error->getTraceAsString();
}

$signer = new Signer('key', SECRET);
$store = new MemoryReplayStore(100);
$table = new Verifier(['key' => SECRET, 'other' => [SECRET, SECRET]], $store);
$credentials = new Credentials([SECRET], 'key');
$lookUp = new Verifier(fn () => new Credentials(SECRET), $store);
$identity = $table->verify($signer->header());
$token = $signer->sign();
$diagnosis = explain($token->header(), SECRET);
foreach ([$signer, $table, $credentials, $lookUp, $identity, $token, $diagnosis] as $object) {
    same(false, str_contains(texts($object), SECRET), $object::class);
}

// Nor does a dump show a token that somebody could use.
foreach ([$token, $diagnosis] as $object) {
    ob_start();
    var_dump($object);
    print_r($object);
    var_export($object);
    $dumped = ob_get_clean();
    same(false, str_contains($dumped, $token->passwordDigest), $object::class);
    same(false, str_contains($dumped, $token->nonce), $object::class);
}

// Errors, with the arguments in their traces.
$header = $signer->header();
$wrong = (new Signer('key', 'wrong'))->header();
$table->verify($header);
foreach ([
    fn () => new Signer('"', SECRET),
    fn () => new Signer('key', SECRET, 'nonsense'),
    fn () => new Signer('key', SECRET, []),
    fn () => new Signer('key', 'penneo', SECRET),
    fn () => new Dialect(SECRET),
    fn () => (new Dialect())->with(nonce: SECRET),
    fn () => new Verifier(['key' => [SECRET, '']], $store),
    fn () => new Verifier(['key' => [SECRET, 12]], $store),
    fn () => new Verifier(SECRET, $store),
    fn () => new Credentials([SECRET, '']),
    fn () => (new Verifier(fn () => [SECRET, 12], $store))->verify($header),
    fn () => (new Verifier(fn () => [SECRET, ''], $store))->verify($header),
    fn () => explain($header, SECRET, 'nonsense'),
    fn () => $table->verify($header),
    fn () => $table->verify($wrong),
] as $number => $call) {
    try {
        $call();
        echo "$number: nothing was thrown\n";
    } catch (Throwable $error) {
        // The name of a dialect is no secret to PHP: its own trace has the argument.
        $isDialect = in_array($number, [3, 4, 5], true);
        same(false, str_contains($isDialect ? $error->getMessage() : told($error), SECRET), "error $number");
        same(false, str_contains(told($error), 'PasswordDigest="'), "header in error $number");
    }
}

foreach ([$signer, $table, $credentials, $store, $token] as $object) {
    $name = $object::class;
    echo thrown(fn () => clone $object), "\n";
    echo thrown(fn () => serialize($object)), "\n";
    echo thrown(fn () => unserialize(sprintf('O:%d:"%s":0:{}', strlen($name), $name))), "\n";
    echo thrown(fn () => (new ReflectionClass($object))->newInstanceWithoutConstructor()), "\n";
    same(true, (new ReflectionClass($object))->isFinal(), $name);
}
foreach (['Signer::__construct' => 1, 'Verifier::__construct' => 0, 'Verifier::verify' => 0, 'Credentials::__construct' => 0] as $method => $at) {
    $parameter = (new ReflectionMethod("Xwsse\\$method"))->getParameters()[$at];
    same(SensitiveParameter::class, $parameter->getAttributes()[0]?->getName(), $method);
}
foreach ([0, 1] as $at) {
    $parameter = (new ReflectionFunction('Xwsse\explain'))->getParameters()[$at];
    same(SensitiveParameter::class, $parameter->getAttributes()[0]?->getName(), 'explain');
}
?>
--EXPECT--
Error: Trying to clone an uncloneable object of class Xwsse\Signer
Exception: Serialization of 'Xwsse\Signer' is not allowed
Exception: Unserialization of 'Xwsse\Signer' is not allowed
ReflectionException: Class Xwsse\Signer is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Trying to clone an uncloneable object of class Xwsse\Verifier
Exception: Serialization of 'Xwsse\Verifier' is not allowed
Exception: Unserialization of 'Xwsse\Verifier' is not allowed
ReflectionException: Class Xwsse\Verifier is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Trying to clone an uncloneable object of class Xwsse\Credentials
Exception: Serialization of 'Xwsse\Credentials' is not allowed
Exception: Unserialization of 'Xwsse\Credentials' is not allowed
ReflectionException: Class Xwsse\Credentials is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Trying to clone an uncloneable object of class Xwsse\MemoryReplayStore
Exception: Serialization of 'Xwsse\MemoryReplayStore' is not allowed
Exception: Unserialization of 'Xwsse\MemoryReplayStore' is not allowed
ReflectionException: Class Xwsse\MemoryReplayStore is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Trying to clone an uncloneable object of class Xwsse\UsernameToken
Exception: Serialization of 'Xwsse\UsernameToken' is not allowed
Exception: Unserialization of 'Xwsse\UsernameToken' is not allowed
ReflectionException: Class Xwsse\UsernameToken is an internal class marked as final that cannot be instantiated without invoking its constructor
