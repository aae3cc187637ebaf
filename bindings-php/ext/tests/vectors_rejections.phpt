--TEST--
Every rejection of the shared table has its number and status, and the message is problem and remedy
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\RejectedException;
use Xwsse\WsseException;

foreach (cases('shared/rejections') as $case) {
    $code = $case['code'];
    $previous = new Exception('why');
    $rejected = new RejectedException($code, $previous);
    same($code, $rejected->reason, $code);
    same($case['number'], $rejected->getCode(), $code);
    same($case['status'], $rejected->getStatus(), $code);
    same($previous, $rejected->getPrevious(), $code);
    same("$rejected->problem; $rejected->remedy", $rejected->getMessage(), $code);
    same(false, $rejected->problem === '' || $rejected->remedy === '', $code);
    same(true, $rejected instanceof WsseException, $code);
}
echo thrown(fn () => new RejectedException('no_such_code')), "\n";
echo thrown(fn () => new RejectedException('secret_empty')), "\n";
echo thrown(fn () => new RejectedException("replayed\0")), "\n";
?>
--EXPECT--
ValueError: Xwsse\RejectedException::__construct(): Argument #1 ($reason) must be the code of a rejection
ValueError: Xwsse\RejectedException::__construct(): Argument #1 ($reason) must be the code of a rejection
ValueError: Xwsse\RejectedException::__construct(): Argument #1 ($reason) must be the code of a rejection
