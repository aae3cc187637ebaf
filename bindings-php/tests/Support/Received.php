<?php

declare(strict_types=1);

namespace Xwsse\Tests\Support;

/** A request as it came in at a {@see Service}. */
final class Received
{
    private function __construct(
        public readonly string $method,
        public readonly string $path,
        public readonly ?string $token,
        public readonly ?string $authorization,
        public readonly ?string $cookie,
        public readonly string $body,
        public readonly string $answer,
    ) {
    }

    public static function from(string $line): self
    {
        $fields = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
        $fields['body'] = base64_decode($fields['body']);

        return new self(...$fields);
    }

    public function hasNothingOfAToken(): bool
    {
        return $this->token === null && !str_contains((string) $this->authorization, 'WSSE');
    }

    public function created(): string
    {
        return explode('"', explode('Created="', (string) $this->token)[1] ?? '')[0];
    }
}
