<?php

declare(strict_types=1);

// A service that verifies what it is sent, and writes it down. What it does is told by the path:
// `/…` answers 200, or 401 when the request is not accepted; `/open/…` answers all. `?to=URL&code=302` redirects
// whoever is accepted, and `?to=itself` without end. `?refuse=N` answers the first N of that URL with 401 and
// `?fail=N` with 503, though they are accepted.

require __DIR__.'/../bootstrap.php';

use Xwsse\ApcuReplayStore;
use Xwsse\RejectedException;
use Xwsse\Verifier;

// As if it had been up for a while: it does not refuse what was signed within the last seconds.
apcu_add('xwsse:start', ((int) (microtime(true) * 1e6) - 5_000_000).' of the tests', 3600);
$secrets = json_decode((string) (getenv('SECRETS') ?: '{"my-api-key":"my-api-secret"}'), true);
$verifier = new Verifier($secrets, new ApcuReplayStore(maxLead: 0.0), (string) (getenv('DIALECT') ?: 'penneo'));
$token = $_SERVER['HTTP_X_WSSE'] ?? null;
try {
    $verifier->verify($token);
    $answer = 'accepted';
} catch (RejectedException $rejected) {
    $answer = $rejected->reason;
}
$path = (string) parse_url((string) $_SERVER['REQUEST_URI'], PHP_URL_PATH);
file_put_contents((string) getenv('RECORDS'), json_encode([
    'method' => $_SERVER['REQUEST_METHOD'],
    'path' => $path,
    'token' => $token,
    'authorization' => $_SERVER['HTTP_AUTHORIZATION'] ?? null,
    'cookie' => $_SERVER['HTTP_COOKIE'] ?? null,
    'body' => base64_encode((string) file_get_contents('php://input')),
    'answer' => $answer,
])."\n", FILE_APPEND | LOCK_EX);

$met = apcu_inc('met:'.$_SERVER['REQUEST_URI'], 1, $counted, 600);
if (($answer !== 'accepted' && !str_starts_with($path, '/open')) || $met <= (int) ($_GET['refuse'] ?? 0)) {
    http_response_code(401);
} elseif ($met <= (int) ($_GET['fail'] ?? 0)) {
    http_response_code(503);
} elseif (isset($_GET['to'])) {
    $to = $_GET['to'] === 'itself' ? $_SERVER['REQUEST_URI'] : $_GET['to'];
    header("Location: {$to}", true, (int) ($_GET['code'] ?? 302));
}
echo $answer;
