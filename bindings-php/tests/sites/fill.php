<?php

declare(strict_types=1);

// Verifies with the store's own safe settings, and lets a test look into APCu, fill it and clear it.

require __DIR__.'/../bootstrap.php';

use Xwsse\ApcuReplayStore;
use Xwsse\RejectedException;
use Xwsse\Verifier;

$path = parse_url((string) $_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (isset($_SERVER['HTTP_FILL'])) { // as an application does that keeps much in APCu
    apcu_store('another:'.bin2hex(random_bytes(6)), random_bytes(20_000));
}
if ($path === '/expunges') {
    exit((string) (int) apcu_cache_info(true)['expunges']);
}
$store = new ApcuReplayStore(maxLead: (float) ($_SERVER['HTTP_MAX_LEAD'] ?? 0));
$verifier = new Verifier(['alice' => 's3cr3t'], $store, 'penneo,created=nanos');
try {
    exit($verifier->verify($_SERVER['HTTP_X_WSSE'] ?? null)->username);
} catch (RejectedException $rejected) {
    http_response_code($rejected->getStatus());
    exit($rejected->reason);
}
