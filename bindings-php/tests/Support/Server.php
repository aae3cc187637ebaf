<?php

declare(strict_types=1);

namespace Xwsse\Tests\Support;

/** A real server on loopback that runs a script. */
abstract class Server
{
    public int $port;
    protected string $folder;

    public function origin(): string
    {
        return "http://127.0.0.1:{$this->port}";
    }

    /** @param array<string, scalar> $query */
    public function url(string $path, array $query = []): string
    {
        return $this->origin().$path.($query === [] ? '' : '?'.http_build_query($query));
    }

    /** What was logged through `error_log`, without the times. */
    public function log(): string
    {
        $file = "{$this->folder}/errors";

        return is_file($file) ? (string) preg_replace('/^\[[^]]*] /m', '', (string) file_get_contents($file)) : '';
    }

    abstract public function stop(): void;

    /**
     * The settings of every PHP that is started here.
     *
     * @return array<string, string>
     */
    protected function settings(): array
    {
        return [
            'apc.enable_cli' => '1',
            'apc.shm_size' => '8M',
            'error_log' => "{$this->folder}/errors",
            'error_reporting' => '-1',
            'display_errors' => '0',
            'log_errors' => '1',
            'html_errors' => '0',
        ];
    }

    /** The extension as this PHP has it, when it was given by `-d extension=…`. */
    protected static function extension(): string
    {
        return (string) getenv('XWSSE_EXTENSION');
    }
}
