--TEST--
A table of secrets is looked up without memory of PHP, whose limit would be met amid libxwsse
--EXTENSIONS--
xwsse
--FILE--
<?php
use Xwsse\MemoryReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

$secrets = array_fill(0, 100_000, 'old');
$secrets[] = 'secret';
$verifier = new Verifier(['key' => $secrets], new MemoryReplayStore(10));
unset($secrets);
$header = (new Signer('key', 'secret'))->header();
// Room for all that PHP does here, but not for as much as the list again.
ini_set('memory_limit', (string) (memory_get_usage(true) + 500_000));
echo $verifier->verify($header)->secretIndex, "\n";
?>
--EXPECT--
100000
