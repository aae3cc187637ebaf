<?php

// The peer that speaks through the PHP extension and its library: see README.md.

declare(strict_types=1);

use GuzzleHttp\Client;
use GuzzleHttp\HandlerStack;
use Xwsse\Dialect;
use Xwsse\Guzzle\WsseMiddleware;
use Xwsse\MemoryReplayStore;
use Xwsse\RejectedException;
use Xwsse\SignException;
use Xwsse\Signer;
use Xwsse\Verifier;

require 'GuzzleHttp/autoload.php';
spl_autoload_register(static function (string $class): void {
    $file = __DIR__.'/../../bindings-php/src/'.strtr(substr($class, strlen('Xwsse\\')), '\\', '/').'.php';
    if (str_starts_with($class, 'Xwsse\\') && is_file($file)) {
        require $file;
    }
});

const PRESETS = ['penneo', 'atom', 'emarsys', 'symfony', 'huawei', 'pywsse'];
const SIGNING = ['username_unusable', 'secret_empty', 'nonce_unusable', 'created_out_of_range', 'created_exhausted',
    'randomness_unavailable', 'date_invalid', 'dialect_invalid'];

function say(string $line): void
{
    fwrite(STDOUT, "$line\n");
}

/** @return iterable<string> */
function lines(): iterable
{
    while (($line = fgets(STDIN)) !== false) {
        yield rtrim($line, "\n");
    }
}

/** A server that lives as long as its store does, as under Swoole or RoadRunner. */
function serve(string $username, string $secret): void
{
    $verifiers = [];
    foreach (PRESETS as $preset) {
        $verifiers["/$preset"] = new Verifier([$username => $secret], new MemoryReplayStore(), $preset);
    }
    $listener = stream_socket_server('tcp://127.0.0.1:0');
    say((string) parse_url('tcp://'.stream_socket_get_name($listener, false), PHP_URL_PORT));
    while (true) {
        $ready = [$listener, STDIN];
        $none = null;
        stream_select($ready, $none, $none, null);
        if (in_array(STDIN, $ready, true)) {
            return;
        }
        $connection = stream_socket_accept($listener);
        [, $path] = explode(' ', (string) fgets($connection));
        $values = [];
        while (($line = rtrim((string) fgets($connection), "\r\n")) !== '') {
            [$name, $value] = explode(':', $line, 2);
            if (strcasecmp($name, 'X-WSSE') === 0) {
                $values[] = trim($value, " \t");
            }
        }
        fwrite($connection, answer($verifiers[$path], $values));
        fclose($connection);
    }
}

/** @param list<string> $values */
function answer(Verifier $verifier, array $values): string
{
    try {
        $verifier->verify($values);

        return response('200 OK', [], $values[0]);
    } catch (RejectedException $rejected) {
        $challenge = $rejected->getStatus() === 401 ? $verifier->challenge('interop') : null;
        $headers = $challenge === null ? ['Retry-After: 1'] : ["WWW-Authenticate: $challenge"];

        return response("{$rejected->getStatus()} Refused", [...$headers, "X-Code: {$rejected->reason}"], '');
    }
}

/** @param list<string> $headers */
function response(string $status, array $headers, string $body): string
{
    $length = strlen($body);
    $lines = ["HTTP/1.1 $status", ...$headers, "Content-Length: $length", 'Connection: close', '', ''];

    return implode("\r\n", $lines).$body;
}

function send(string $username, string $secret): void
{
    foreach (lines() as $line) {
        [$url, $dialect] = explode(' ', $line);
        $stack = HandlerStack::create();
        $stack->push(new WsseMiddleware(new Signer($username, $secret, $dialect)));
        $response = (new Client(['handler' => $stack, 'http_errors' => false, 'timeout' => 20]))->get($url);
        say("{$response->getStatusCode()} {$response->getBody()}");
    }
}

function verify(): void
{
    $store = new MemoryReplayStore(4000);
    foreach (lines() as $line) {
        if ($line === 'new') {
            $store = new MemoryReplayStore(4000);
            say('ok');
            continue;
        }
        [$dialect, $now, $secrets, $values] = explode("\t", $line);
        $verifier = new Verifier(read_secrets($secrets), $store, $dialect);
        $values = array_map(
            static fn (string $value): string => hex2bin(substr($value, 1)),
            $values === '' ? [] : explode(',', $values),
        );
        try {
            $verifier->verify($values, new DateTimeImmutable($now));
            say('accepted');
        } catch (RejectedException $rejected) {
            say($rejected->reason);
        }
    }
}

/** @return array<string, list<string>> */
function read_secrets(string $text): array
{
    $all = [];
    foreach ($text === '' ? [] : explode(';', $text) as $user) {
        [$name, $secrets] = explode('=', $user);
        $all[hex2bin($name)] = array_map(hex2bin(...), array_values(array_filter(explode(',', $secrets))));
    }
    unset($all['']); // which a verifier refuses to take

    return $all;
}

function explain(): void
{
    foreach (lines() as $line) {
        [$pasted, $secret, $dialect, $now] = explode("\t", $line);
        $secret = $secret === '-' ? null : hex2bin($secret);
        say(bin2hex((string) Xwsse\explain(hex2bin($pasted), $secret, $dialect, new DateTimeImmutable($now))));
    }
}

/** An exception of an unknown code cannot be made, so the codes are tried. */
function table(): void
{
    $cases = json_decode(file_get_contents(__DIR__.'/../vectors/shared/rejections.json'), true)['cases'];
    foreach (array_column($cases, 'code') as $code) {
        $rejected = new RejectedException($code);
        say("rejection {$rejected->getCode()} $rejected->reason {$rejected->getStatus()}");
    }
    foreach (SIGNING as $code) {
        $error = new SignException($code);
        say("signing {$error->getCode()} $error->reason");
    }
    foreach (PRESETS as $preset) {
        say('preset '.new Dialect($preset));
    }
}

$credentials = [getenv('XWSSE_USERNAME'), getenv('XWSSE_SECRET')];
match ($argv[1] ?? '') {
    'serve' => serve(...$credentials),
    'send' => send(...$credentials),
    'verify' => verify(),
    'explain' => explain(),
    'table' => table(),
};
