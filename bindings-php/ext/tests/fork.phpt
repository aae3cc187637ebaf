--TEST--
Processes that were forked sign other tokens, and each has a store of its own
--EXTENSIONS--
xwsse
pcntl
posix
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\MemoryReplayStore;
use Xwsse\Signer;
use Xwsse\Verifier;

$signer = new Signer('key', 'secret');
$verifier = new Verifier(['key' => 'secret'], new MemoryReplayStore(100_000));
$before = $signer->header();
$verifier->verify($before);
$children = [];
for ($child = 0; $child < 4; $child++) {
    [$ours, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    if (pcntl_fork() === 0) {
        $nonces = [];
        for ($i = 0; $i < 500; $i++) {
            $token = $signer->sign();
            $nonces[] = $token->nonce;
            $verifier->verify($token->header());
        }
        // What was claimed before the fork is still claimed.
        $nonces[] = outcome(fn () => $verifier->verify($before));
        fwrite($theirs, implode("\n", $nonces));
        fclose($theirs);
        posix_kill(posix_getpid(), SIGKILL); // no shutdown: the test's output is the parent's
    }
    fclose($theirs);
    $children[] = $ours;
}
$all = [];
foreach ($children as $ours) {
    $nonces = explode("\n", stream_get_contents($ours));
    echo array_pop($nonces), ' ';
    $all = [...$all, ...$nonces];
}
while (pcntl_wait($status) > 0);
echo count($all), ' nonces, ', count(array_unique($all)), " different\n";
echo $verifier->verify($signer->header())->username, "\n";
?>
--EXPECT--
replayed replayed replayed replayed 2000 nonces, 2000 different
key
