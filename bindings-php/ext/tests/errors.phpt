--TEST--
Exceptions have a reason, a number and a class, and may be made and extended
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\MemoryReplayStore;
use Xwsse\RejectedException;
use Xwsse\SignException;
use Xwsse\Verifier;
use Xwsse\WsseException;

final class OfTheLibrary extends WsseException
{
    public function __construct()
    {
        parent::__construct('clear_text_refused', 'clear_text_refused: use https', 7, new Exception('behind'));
    }
}
$error = new OfTheLibrary();
echo $error->reason, ' ', $error->getMessage(), ' ', $error->getCode(), ' ', $error->getPrevious()->getMessage(), "\n";
echo (new WsseException('reason'))->getMessage() === '' ? 'no message' : 'a message', "\n";

try {
    (new Verifier([], new MemoryReplayStore(1)))->verify(null);
} catch (RejectedException $refused) {
    echo $refused->getCode(), ' ', $refused->getMessage(), ' in line ', $refused->getLine(), "\n";
    same($refused->getMessage(), (new RejectedException('header_missing'))->getMessage(), 'the same');
}
$signError = new SignException('created_exhausted', $error);
echo $signError->getCode(), ' ', $signError->reason, ' ', $signError->getPrevious()::class, "\n";
foreach ([
    fn () => new SignException('replayed'),
    fn () => new RejectedException(''),
    fn () => $refused->__construct('replayed'),
    fn () => $error->reason = 'x',
    fn () => $refused->challenge("\xff"),
    fn () => new RejectedException('replayed', 'not an exception'),
] as $call) {
    echo thrown($call), "\n";
}
same('WSSE realm="", profile="UsernameToken"', $refused->challenge(''), 'empty');
same(2048 + strlen('WSSE realm="", profile="UsernameToken"'), strlen($refused->challenge(str_repeat('r', 2048))), 'long');
?>
--EXPECT--
clear_text_refused clear_text_refused: use https 7 behind
no message
1 header_missing: there is no X-WSSE header; send one with the request in line 22
105 created_exhausted OfTheLibrary
ValueError: Xwsse\SignException::__construct(): Argument #1 ($reason) must be the code of a sign error
ValueError: Xwsse\RejectedException::__construct(): Argument #1 ($reason) must be the code of a rejection
Error: The constructor cannot be called twice
Error: Cannot modify readonly property Xwsse\WsseException::$reason
ValueError: Xwsse\RejectedException::challenge(): Argument #1 ($realm) must be UTF-8
TypeError: Xwsse\RejectedException::__construct(): Argument #2 ($previous) must be of type ?Throwable, string given
