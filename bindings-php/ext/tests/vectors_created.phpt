--TEST--
A Created is taken or refused as the shared vectors say, and is the instant that they say
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\MemoryReplayStore;
use Xwsse\Verifier;

$count = 0;
foreach (cases('xwsse/created') as $case) {
    $text = $case['text'];
    // A header cannot hold all of them, and an empty one counts as missing: no matter of Created.
    if ($text === '' || preg_match('/["\\\\\x00-\x1f\x7f]/', $text) === 1) {
        continue;
    }
    $digest = base64_encode(sha1('nonce' . $text . 'secret', true));
    $header = sprintf(
        'UsernameToken Username="key", PasswordDigest="%s", Nonce="%s", Created="%s"',
        $digest,
        base64_encode('nonce'),
        $text,
    );
    $verifier = new Verifier(['key' => 'secret'], new MemoryReplayStore(10), 'penneo,accept=' . $case['accept']);
    $now = new DateTimeImmutable('@' . ($case['unix'] ?? 0));
    if ($case['valid']) {
        $created = $verifier->verify($header, $now)->created;
        same($case['unix'], $created->getTimestamp(), $text);
        same(intdiv($case['nanos'], 1000), (int) $created->format('u'), $text);
    } else {
        same('created_invalid', outcome(fn () => $verifier->verify($header, $now)), $text);
    }
    $count++;
}
echo $count > 300 ? 'all' : $count, " as expected\n";
?>
--EXPECT--
all as expected
