<?php

declare(strict_types=1);

namespace Xwsse\Tests\Support;

/** A program that runs beside the tests, with whatever it starts: they end together. */
final class Process
{
    /** @var resource|null */
    private $process;

    /**
     * @param list<string>          $command
     * @param array<string, string> $environment
     */
    public function __construct(array $command, private readonly string $folder, array $environment = [])
    {
        $output = ['file', "{$folder}/output", 'a'];
        $process = proc_open(['setsid', ...$command], [['file', '/dev/null', 'r'], $output, $output], $pipes, $folder, $environment + getenv());
        if ($process === false) {
            throw new \RuntimeException("{$command[0]} does not start");
        }
        $this->process = $process;
    }

    /** Waits until the output, or another file, has what the pattern finds, and gives its first group. */
    public function waitFor(string $pattern, string $file = 'output'): string
    {
        return self::within(20, function () use ($pattern, $file): ?string {
            $text = is_file("{$this->folder}/{$file}") ? (string) file_get_contents("{$this->folder}/{$file}") : '';
            if (preg_match($pattern, $text, $found) === 1) {
                return $found[1] ?? $found[0];
            }
            if ($this->process === null || !proc_get_status($this->process)['running']) {
                throw new \RuntimeException("it ended: {$text}");
            }

            return null;
        });
    }

    /** To the program alone, which is told by its process id. */
    public function signal(int $signal): void
    {
        if ($this->process !== null) {
            proc_terminate($this->process, $signal);
        }
    }

    public function stop(): void
    {
        if ($this->process === null) {
            return;
        }
        // `php -S` and others do not take their workers along, so the whole group is told.
        posix_kill(-proc_get_status($this->process)['pid'], SIGTERM);
        proc_close($this->process);
        $this->process = null;
    }

    public function __destruct()
    {
        $this->stop();
    }

    /**
     * Asks again and again until the answer is not null, or the time is over.
     *
     * @template T
     *
     * @param callable(): (T|null) $ask
     *
     * @return T
     */
    public static function within(float $seconds, callable $ask): mixed
    {
        for ($end = microtime(true) + $seconds; microtime(true) < $end; usleep(2_000)) {
            $answer = $ask();
            if ($answer !== null) {
                return $answer;
            }
        }
        throw new \RuntimeException("not within {$seconds} s");
    }

    public static function temporaryFolder(): string
    {
        $folder = sys_get_temp_dir().'/xwsse-'.bin2hex(random_bytes(6));
        mkdir($folder, 0o700);

        return $folder;
    }

    public static function remove(string $folder): void
    {
        foreach (glob("{$folder}/*") ?: [] as $path) {
            is_dir($path) ? self::remove($path) : unlink($path);
        }
        rmdir($folder);
    }
}
