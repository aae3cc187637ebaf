<?php

declare(strict_types=1);

namespace Xwsse\Tests\Support;

/** `php -S` with several workers. */
final class PhpServer extends Server
{
    private readonly Process $process;

    /**
     * @param array<string, string> $environment
     * @param array<string, string> $settings
     */
    public function __construct(string $script, array $environment = [], array $settings = [], int $workers = 4)
    {
        $this->folder = Process::temporaryFolder();
        $command = [PHP_BINARY, '-d', 'extension='.self::extension()];
        foreach ($settings + $this->settings() as $name => $value) {
            array_push($command, '-d', "{$name}={$value}");
        }
        $environment += ['PHP_CLI_SERVER_WORKERS' => (string) $workers, 'RECORDS' => "{$this->folder}/records"];
        $this->process = new Process([...$command, '-S', '127.0.0.1:0', $script], $this->folder, $environment);
        $this->port = (int) $this->process->waitFor('{\(http://127\.0\.0\.1:(\d+)\) started}');
    }

    public function stop(): void
    {
        $this->process->stop();
        Process::remove($this->folder);
    }
}
