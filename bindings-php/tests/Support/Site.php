<?php

declare(strict_types=1);

namespace Xwsse\Tests\Support;

/** What a hook is made with, for `sites/hook.php`. */
final class Site
{
    public const REALM = 'the api';
    public const SCRIPT = __DIR__.'/../sites/hook.php';

    /** @param array<string, string> $secrets */
    public function __construct(
        public readonly string $hook,
        public readonly array $secrets = ['alice' => 's3cr3t'],
        public readonly string $dialect = 'penneo',
        public readonly bool $optional = false,
        public readonly bool $lookUpFails = false,
        public readonly bool $storeIsFull = false,
        public readonly ?float $maxLead = 0.0,
        public readonly ?string $clock = null,
        public readonly ?string $logFile = null,
        public readonly ?string $toldFile = null,
    ) {
    }

    /** @return array<string, string> */
    public function environment(): array
    {
        return ['SITE' => base64_encode((string) json_encode(get_object_vars($this), JSON_PRESERVE_ZERO_FRACTION))];
    }

    public static function fromEnvironment(): self
    {
        return new self(...json_decode((string) base64_decode((string) getenv('SITE')), true, flags: JSON_THROW_ON_ERROR));
    }
}
