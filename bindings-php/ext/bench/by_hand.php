<?php

/**
 * X-WSSE written by hand, as programs have it: the service's sample, the usual way and a tuned one.
 *
 * All but the sample do the work of `penneo`: a raw nonce, SHA-1, milliseconds, a window of 60 s, each digest, nonce
 * and Created once. None is as strict as the extension is.
 */

declare(strict_types=1);

/** As services show it on one page of their documentation: whole seconds, and a nonce of what is at hand. */
function sign_as_the_sample(string $username, string $secret): string
{
    $nonce = md5(uniqid((string) mt_rand(), true));
    $created = gmdate('Y-m-d\TH:i:s\Z');
    $digest = base64_encode(sha1($nonce . $created . $secret, true));

    return sprintf(
        'UsernameToken Username="%s", PasswordDigest="%s", Nonce="%s", Created="%s"',
        $username,
        $digest,
        base64_encode($nonce),
        $created,
    );
}

function sign_usual(string $username, string $secret): string
{
    $nonce = random_bytes(16);
    $created = (new DateTimeImmutable('now', new DateTimeZone('UTC')))->format('Y-m-d\TH:i:s.v\Z');
    $digest = base64_encode(sha1($nonce . $created . $secret, true));

    return sprintf(
        'UsernameToken Username="%s", PasswordDigest="%s", Nonce="%s", Created="%s"',
        $username,
        $digest,
        base64_encode($nonce),
        $created,
    );
}

/** Keeps what does not change, and the text of the running second. */
final class TunedSigner
{
    private string $start;
    private int $second = 0;
    private string $text = '';

    public function __construct(string $username, private string $secret)
    {
        $this->start = "UsernameToken Username=\"$username\", PasswordDigest=\"";
    }

    public function sign(): string
    {
        $now = microtime(true);
        $second = (int) $now;
        if ($second !== $this->second) {
            $this->second = $second;
            $this->text = gmdate('Y-m-d\TH:i:s.', $second);
        }
        $millis = (int) (($now - $second) * 1000);
        $created = $this->text . ($millis < 100 ? ($millis < 10 ? '00' : '0') : '') . $millis . 'Z';
        $nonce = random_bytes(16);
        $digest = base64_encode(sha1($nonce . $created . $this->secret, true));

        return $this->start . $digest . '", Nonce="' . base64_encode($nonce) . "\", Created=\"$created\"";
    }
}

final class UsualVerifier
{
    /** @var array<string, DateTimeImmutable> */
    private array $seen = [];

    /** @param array<string, string> $secrets */
    public function __construct(private array $secrets)
    {
    }

    public function verify(string $header): string
    {
        preg_match_all('/(\w+)="([^"]*)"/', $header, $found);
        $values = array_combine($found[1], $found[2]);
        ['Username' => $username, 'Nonce' => $nonce, 'Created' => $created] = $values;
        $instant = new DateTimeImmutable($created);
        $now = new DateTimeImmutable();
        if (abs($now->getTimestamp() - $instant->getTimestamp()) > 60) {
            throw new RuntimeException('stale');
        }
        $text = base64_decode($nonce, true) . $created . $this->secrets[$username];
        $digest = base64_encode(sha1($text, true));
        if (!hash_equals($digest, $values['PasswordDigest'])) {
            throw new RuntimeException('digest');
        }
        $keys = ["$username digest $digest", "$username nonce $nonce", "$username created $created"];
        foreach ($keys as $key) {
            if (isset($this->seen[$key])) {
                throw new RuntimeException('replayed');
            }
        }
        foreach ($keys as $key) {
            $this->seen[$key] = $instant;
        }

        return $username;
    }
}

/** One expression, the running seconds kept, and one array. */
final class TunedVerifier
{
    private const HEADER = '~^UsernameToken Username="([^"\\\\]+)", PasswordDigest="([A-Za-z0-9+/]{27}=)", '
        . 'Nonce="([A-Za-z0-9+/=]{4,64})", Created="((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d{3}Z)"$~D';

    /** @var array<string, int> */
    private array $seconds = [];
    /** @var array<string, int> */
    private array $seen = [];

    /** @param array<string, string> $secrets */
    public function __construct(private array $secrets)
    {
    }

    public function verify(string $header): string
    {
        if (preg_match(self::HEADER, $header, $match) !== 1) {
            throw new RuntimeException('malformed');
        }
        [, $username, $digest, $nonce, $created, $text] = $match;
        $second = $this->seconds[$text] ??= strtotime($text . 'Z');
        $age = time() - $second;
        if ($age > 60 || $age < -60) {
            throw new RuntimeException('stale');
        }
        $made = base64_encode(sha1(base64_decode($nonce, true) . $created . $this->secrets[$username], true));
        if (!hash_equals($made, $digest)) {
            throw new RuntimeException('digest');
        }
        $byDigest = "$username d$digest";
        $byNonce = "$username n$nonce";
        $byCreated = "$username c$created";
        if (isset($this->seen[$byDigest]) || isset($this->seen[$byNonce]) || isset($this->seen[$byCreated])) {
            throw new RuntimeException('replayed');
        }
        $this->seen[$byDigest] = $this->seen[$byNonce] = $this->seen[$byCreated] = $second + 60;

        return $username;
    }
}
