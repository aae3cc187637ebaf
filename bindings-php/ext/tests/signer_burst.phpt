--TEST--
A burst that would run too far ahead of the clock fails rather than be refused
--EXTENSIONS--
xwsse
--FILE--
<?php
$signer = new Xwsse\Signer('key', 'secret', 'penneo,max_future=1');
try {
    for ($i = 0; $i < 1_000_000; $i++) {
        $signer->header();
    }
    echo "no end\n";
} catch (Xwsse\SignException $error) {
    echo $error->reason, ' ', $error->getCode(), ' ', $i >= 250 ? 'after a burst' : $i, "\n";
}
?>
--EXPECT--
created_exhausted 105 after a burst
