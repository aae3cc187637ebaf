--TEST--
A fatal error in a look-up ends the request, and nothing else
--EXTENSIONS--
xwsse
--INI--
memory_limit=32M
display_errors=1
html_errors=0
--FILE--
<?php
use Xwsse\MemoryReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

$signer = new Signer('key', 'secret');
$verifier = new Verifier(fn () => str_repeat('a', 1 << 30), new MemoryReplayStore(10));
$verifier->verify($signer->header());
echo "not reached\n";
?>
--EXPECTF--
Fatal error: Allowed memory size of %d bytes exhausted%s
