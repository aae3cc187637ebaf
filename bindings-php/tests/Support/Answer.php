<?php

declare(strict_types=1);

namespace Xwsse\Tests\Support;

final class Answer
{
    public function __construct(public readonly string $raw)
    {
    }

    public function status(): int
    {
        return (int) (explode(' ', $this->raw, 3)[1] ?? 0);
    }

    /** @return list<string> */
    public function all(string $name): array
    {
        preg_match_all('/^'.preg_quote($name).': *([^\r]*)\r$/mi', strstr($this->raw, "\r\n\r\n", true)."\r\n", $found);

        return $found[1];
    }

    public function body(): string
    {
        $body = substr((string) strstr($this->raw, "\r\n\r\n"), 4);
        if ($this->all('Transfer-Encoding') !== ['chunked']) {
            return $body;
        }
        $whole = '';
        while (($size = (int) hexdec((string) strstr($body, "\r\n", true))) > 0) {
            $body = substr((string) strstr($body, "\r\n"), 2);
            $whole .= substr($body, 0, $size);
            $body = substr($body, $size + 2);
        }

        return $whole;
    }

    public function undated(): string
    {
        return (string) preg_replace('/\r\nDate: [^\r]*/i', '', $this->raw);
    }
}
