<?php

declare(strict_types=1);

namespace Xwsse\Tests\Support;

/** A service on loopback that verifies what it is sent, and remembers it: see `sites/service.php`. */
final class Service
{
    public const USERNAME = 'my-api-key';
    public const SECRET = 'my-api-secret';

    private readonly PhpServer $server;
    private readonly string $records;

    /** @param array<string, string> $environment */
    public function __construct(array $environment = [])
    {
        $this->records = (string) tempnam(sys_get_temp_dir(), 'xwsse-records-');
        $this->server = new PhpServer(__DIR__.'/../sites/service.php', ['RECORDS' => $this->records] + $environment);
    }

    public function origin(): string
    {
        return $this->server->origin();
    }

    /** @param array<string, scalar> $query */
    public function url(string $path, array $query = []): string
    {
        return $this->server->url($path, $query);
    }

    /** @return list<Received> */
    public function received(): array
    {
        $lines = file($this->records, FILE_IGNORE_NEW_LINES) ?: [];

        return array_map(static fn (string $line) => Received::from($line), $lines);
    }

    /** @return list<string> */
    public function answers(): array
    {
        return array_column($this->received(), 'answer');
    }

    /** @return list<string> the paths that were accepted */
    public function accepted(): array
    {
        return array_values(array_column(
            array_filter($this->received(), static fn (Received $request) => $request->answer === 'accepted'),
            'path',
        ));
    }

    /** Forgets what it has received, though not what it has accepted. */
    public function forget(): void
    {
        file_put_contents($this->records, '');
    }

    public function stop(): void
    {
        $this->server->stop();
        unlink($this->records);
    }
}
