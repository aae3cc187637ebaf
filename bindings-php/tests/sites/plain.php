<?php

declare(strict_types=1);

use Xwsse\Server\Guard;

$guard = new Guard($verifier, ...$options);
$identity = $site->optional ? $guard->requireIfSigned() : $guard->require();
header('Content-Type: text/plain');
echo $identity?->username ?? 'nobody';
