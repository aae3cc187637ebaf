--TEST--
A signer makes fresh tokens, strictly later ones, and refuses what cannot be used
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\Dialect;
use Xwsse\Signer;

$signer = new Signer('my-api-key', 'my-api-secret');
$headers = $signer->headers();
echo implode(', ', array_keys($headers)), "\n", $headers['Authorization'], "\n";
$pattern = '~^UsernameToken Username="my-api-key", PasswordDigest="([^"]{28})", Nonce="([^"]{24})", '
    . 'Created="(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"$~D';
$nonces = $createds = [];
for ($i = 0; $i < 1000; $i++) {
    same(1, preg_match($pattern, $signer->header(), $found), 'form');
    [, $digest, $nonce, $created] = $found;
    // Made anew from its parts by PHP itself.
    same(base64_encode(sha1(base64_decode($nonce, true) . $created . 'my-api-secret', true)), $digest, 'digest');
    $nonces[] = $nonce;
    $createds[] = $created;
}
same(1000, count(array_unique($nonces)), 'nonces');
same(1000, count(array_unique($createds)), 'createds');
$sorted = $createds;
sort($sorted);
same($sorted, $createds, 'order');

$token = $signer->sign();
same($token->header(), $token->headers()['X-WSSE'], 'headers');
same($headers['Authorization'], $token->headers()['Authorization'], 'Authorization');
same(true, $signer instanceof Xwsse\HeaderSigner, 'what a client hook takes');
same(['X-WSSE'], $signer->headerNames(), 'names');
same($headers['Authorization'], $signer->authorization(), 'authorization');
same(['Authorization: ' . $headers['Authorization'], 'X-WSSE: ' . $token->header()], $token->headerLines(), 'lines');
same(1, preg_match($pattern, substr($signer->headerLines()[1], strlen('X-WSSE: '))), 'a fresh line');
same('WSSE realm="SDP",profile="UsernameToken",type="Appkey"', (new Signer('k', 's', 'huawei'))->headers()['Authorization'], 'huawei');

same('my-api-key', $signer->username, 'username');
same('penneo', (string) $signer->dialect, 'dialect');
$dialect = new Dialect('emarsys');
same($dialect, (new Signer('k', 's', $dialect))->dialect, 'the same object');
same('penneo,created=micros', (string) (new Signer('k', 's', dialect: 'penneo,created=micros'))->dialect, 'by name');

$time = new DateTimeImmutable('2026-01-02T03:04:05.678901+02:00');
$signer = new Signer('key', "\0\xff binary");
$token = $signer->signWith($time, "\0\x01nonce");
same('2026-01-02T01:04:05.678Z', $token->created, 'with an offset');
same(base64_encode(sha1("\0\x01nonce" . $token->created . "\0\xff binary", true)), $token->passwordDigest, 'bytes');
same($token->created, $signer->signWith(DateTime::createFromImmutable($time), 'x')->created, 'DateTime');

// The clock.
same(0, $signer->clockOffsetMillis(), 'offset');
same(1500, $signer->setClockOffsetMillis(1500), 'offset');
same(86_400_000, $signer->setClockOffsetMillis(PHP_INT_MAX), 'clamped');
same(-86_400_000, $signer->setClockOffsetMillis(PHP_INT_MIN), 'clamped');
$signer->setClockOffsetMillis(0);
$learnt = $signer->learnClockOffset(gmdate('D, d M Y H:i:s', time() + 420) . ' GMT');
same(true, abs($learnt - 420_000) <= 2_000, 'learnt');
same($learnt, $signer->clockOffsetMillis(), 'learnt');

foreach ([
    fn () => new Signer('', 'secret'),
    fn () => new Signer('k"', 'secret'),
    fn () => new Signer(str_repeat('k', 257), 'secret'),
    fn () => new Signer("k\xff", 'secret'),
    fn () => new Signer('key', ''),
    fn () => new Signer('key', 'secret', 'penno'),
    fn () => new Signer('key', 'secret', "\xff"),
    fn () => $signer->signWith($time, ''),
    fn () => $signer->signWith($time, str_repeat('n', 200)),
    fn () => $signer->signWith(new DateTimeImmutable('@-99999999999999'), 'n'),
    fn () => $signer->signWith(new DateTimeImmutable('@' . PHP_INT_MAX), 'n'),
    fn () => $signer->learnClockOffset('yesterday'),
    fn () => $signer->learnClockOffset("\xff"),
    fn () => $signer->__construct('key', 'another'),
    fn () => $signer->username = 'x',
    fn () => $signer->other = 'x',
] as $call) {
    echo thrown($call), "\n";
}
try {
    new Signer('key', '');
} catch (Xwsse\SignException $error) {
    echo $error->getCode(), ' ', $error->getMessage(), "\n";
}
?>
--EXPECT--
Authorization, X-WSSE
WSSE profile="UsernameToken"
Xwsse\SignException: username_unusable
Xwsse\SignException: username_unusable
Xwsse\SignException: username_unusable
Xwsse\SignException: username_unusable
Xwsse\SignException: secret_empty
Xwsse\DialectException: dialect_invalid
Xwsse\DialectException: dialect_invalid
Xwsse\SignException: nonce_unusable
Xwsse\SignException: nonce_unusable
Xwsse\SignException: created_out_of_range
Xwsse\SignException: created_out_of_range
Xwsse\SignException: date_invalid
Xwsse\SignException: date_invalid
Error: The constructor cannot be called twice
Error: Cannot modify readonly property Xwsse\Signer::$username
Error: Cannot create dynamic property Xwsse\Signer::$other
102 the secret is empty; give the API secret
