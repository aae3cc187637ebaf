<?php

declare(strict_types=1);

// The same application behind each server hook: it answers with the name of whom it sees. What the hook is made with
// is in the environment variable SITE.

require __DIR__.'/../bootstrap.php';

use Xwsse\ApcuReplayStore;
use Xwsse\ClaimOutcome;
use Xwsse\Claims;
use Xwsse\RejectedException;
use Xwsse\ReplayStore;
use Xwsse\Tests\Support\Site;
use Xwsse\Verifier;

$site = Site::fromEnvironment();
$secrets = $site->lookUpFails
    ? static fn (string $username): string => throw new RuntimeException('no key server')
    : $site->secrets;
$store = $site->storeIsFull
    ? new class implements ReplayStore {
        public function claim(Claims $claims, DateTimeImmutable $now): ClaimOutcome
        {
            return ClaimOutcome::Full;
        }
    }
    : new ApcuReplayStore(maxLead: $site->maxLead);
$verifier = new Verifier($secrets, $store, $site->dialect);
$options = [
    'realm' => Site::REALM,
    'logger' => $site->logFile === null ? null : new Symfony\Component\HttpKernel\Log\Logger('debug', $site->logFile),
    'clock' => $site->clock === null ? null : static fn () => new DateTimeImmutable($site->clock),
    'onRejected' => $site->toldFile === null ? null : static fn (mixed $request, RejectedException $rejected) => file_put_contents(
        $site->toldFile,
        (is_array($request) ? $request['REQUEST_METHOD'] : $request->getMethod())." {$rejected->reason}\n",
        FILE_APPEND,
    ),
];

require __DIR__."/{$site->hook}.php";
