--TEST--
A signer makes the tokens of the shared vectors
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\Signer;
use Xwsse\SignException;

$count = 0;
foreach (cases('xwsse/tokens') as $case) {
    $id = $case['id'];
    $created = (new DateTimeImmutable('@' . $case['created_unix']))
        ->modify(sprintf('+%d microseconds', intdiv($case['created_nanos'], 1000)));
    try {
        $token = (new Signer($case['username'], $case['secret'], $case['dialect']))
            ->signWith($created, hex2bin($case['nonce_bytes_hex']));
    } catch (SignException $error) {
        same('username_unusable', $error->reason, $id);
        same(1, preg_match('/[^ !#-\[\]-~]/', $case['username']), $id);
        continue;
    }
    if ($token->created !== $case['created']) {
        continue; // Another spelling of Created than a signer prints: a token for verifying only.
    }
    same($case['header'], $token->header(), $id);
    same($case['header'], (string) $token, $id);
    same($case['digest'], $token->passwordDigest, $id);
    same($case['nonce'], $token->nonce, $id);
    same($case['username'], $token->username, $id);
    same($case['header'], $token->headers()['X-WSSE'], $id);
    same(
        ['key' => $case['username'], 'nonce' => $case['nonce'], 'created_at' => $case['created'], 'digest' => $case['digest']],
        $token->apiKeys(),
        $id,
    );
    $count++;
}
echo $count >= 20 ? 'all' : $count, " as expected\n";
?>
--EXPECT--
all as expected
