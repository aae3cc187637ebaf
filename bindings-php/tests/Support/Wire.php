<?php

declare(strict_types=1);

namespace Xwsse\Tests\Support;

/** HTTP as it goes over the wire: what is sent, line for line, and what comes back. */
final class Wire
{
    /**
     * One request on a connection of its own.
     *
     * @param list<string> $headers whole lines
     */
    public static function ask(int $port, array $headers = [], string $method = 'GET', string $path = '/'): Answer
    {
        return self::askAtOnce($port, [$headers], $method, $path)[0];
    }

    /**
     * Many requests at once: all are written before the first answer is read.
     *
     * @param list<list<string>> $requests the headers of each
     *
     * @return list<Answer>
     */
    public static function askAtOnce(int $port, array $requests, string $method = 'GET', string $path = '/'): array
    {
        $connections = [];
        foreach ($requests as $_) {
            $connections[] = stream_socket_client("tcp://127.0.0.1:{$port}", timeout: 20)
                ?: throw new \RuntimeException('no connection');
        }
        foreach ($requests as $number => $headers) {
            $lines = ["{$method} {$path} HTTP/1.1", "Host: 127.0.0.1:{$port}", 'Connection: close', ...$headers, '', ''];
            fwrite($connections[$number], implode("\r\n", $lines));
        }

        return array_map(static function ($connection): Answer {
            stream_set_timeout($connection, 20);
            $raw = (string) stream_get_contents($connection);
            fclose($connection);

            return new Answer($raw);
        }, $connections);
    }
}
