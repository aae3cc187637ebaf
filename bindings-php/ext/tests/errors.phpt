--TEST--
Exceptions have a reason, a number and a class, and may be made and extended
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\Dialect;
use Xwsse\DialectException;
use Xwsse\MemoryReplayStore;
use Xwsse\RejectedException;
use Xwsse\SignException;
use Xwsse\Verifier;
use Xwsse\WsseException;

final class OfTheLibrary extends WsseException
{
    public function __construct()
    {
        parent::__construct('clear_text_refused', 'it is plain http', 'use https', 7, new Exception('cause'));
    }
}
$error = new OfTheLibrary();
echo $error->reason, ' ', $error->getMessage(), ' ', $error->getCode(), ' ', $error->getPrevious()->getMessage(), "\n";
echo thrown(fn () => new WsseException('reason')), "\n";

try {
    (new Verifier([], new MemoryReplayStore(1)))->verify(null);
} catch (RejectedException $refused) {
    echo $refused->getCode(), ' ', $refused->getMessage(), ' in line ', $refused->getLine(), "\n";
    same($refused->getMessage(), (new RejectedException('header_missing'))->getMessage(), 'the same');
}
$signError = new SignException('created_exhausted', $error);
echo $signError->getCode(), ' ', $signError->reason, ' ', $signError->getPrevious()::class, "\n";
foreach (['penneo,max_nonce=1000', 'Penneo', "atom\xff", ''] as $text) {
    try {
        new Dialect($text);
    } catch (DialectException $wrong) {
        echo $wrong->getCode(), ' ', $wrong->reason, ' ', $wrong->position, ' ', $wrong->problem, "\n";
        same("$wrong->problem; $wrong->remedy", $wrong->getMessage(), $text);
    }
}
try {
    (new Dialect('penneo'))->with(maxNonce: 0);
} catch (DialectException $wrong) {
    same('write 1 to 256', $wrong->remedy, 'what is allowed');
}
foreach ([
    fn () => new SignException('replayed'),
    fn () => new RejectedException(''),
    fn () => $refused->__construct('replayed'),
    fn () => $error->reason = 'x',
    fn () => $refused->problem = 'x',
    fn () => (new Verifier([], new MemoryReplayStore(1)))->challenge("\xff"),
    fn () => new RejectedException('replayed', 'not an exception'),
    fn () => new DialectException('penno'),
] as $call) {
    echo thrown($call), "\n";
}
$verifier = new Verifier([], new MemoryReplayStore(1));
same('WSSE realm="an api", profile="UsernameToken"', $verifier->challenge("an \"api\"\r\n"), 'realm');
same('WSSE realm="", profile="UsernameToken"', $verifier->challenge(''), 'empty');
same(2048 + strlen('WSSE realm="", profile="UsernameToken"'), strlen($verifier->challenge(str_repeat('r', 2048))), 'long');
?>
--EXPECT--
clear_text_refused it is plain http; use https 7 cause
ArgumentCountError: Xwsse\WsseException::__construct() expects at least 3 arguments, 1 given
1 the request has no authentication header; sign each request, and send the header that this service reads in line 24
105 created_exhausted OfTheLibrary
108 dialect_invalid 17 "1000" is not a value of max_nonce
108 dialect_invalid 0 there is no preset "Penneo"
108 dialect_invalid 0 a text is not UTF-8
108 dialect_invalid 0 there is no preset of this name
ValueError: Xwsse\SignException::__construct(): Argument #1 ($reason) must be the code of a sign error
ValueError: Xwsse\RejectedException::__construct(): Argument #1 ($reason) must be the code of a rejection
Error: The constructor cannot be called twice
Error: Cannot modify readonly property Xwsse\WsseException::$reason
Error: Cannot modify readonly property Xwsse\WsseException::$problem
ValueError: Xwsse\Verifier::challenge(): Argument #1 ($realm) must be UTF-8
TypeError: Xwsse\RejectedException::__construct(): Argument #2 ($previous) must be of type ?Throwable, string given
Error: Call to private Xwsse\DialectException::__construct() from global scope
