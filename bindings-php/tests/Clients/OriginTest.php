<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use PHPUnit\Framework\TestCase;
use Xwsse\Client\Origin;

/** What an origin is, and that no two parsers find two of them in one URL. */
final class OriginTest extends TestCase
{
    /** @return list<array{string, string}> */
    public static function origins(): array
    {
        return [
            ['https://api.example', 'https://api.example'],
            ['HTTPS://API.Example:443/v1?q#f', 'https://api.example'],
            ['https://api.example:', 'https://api.example'],
            ['https://api.example:0443/', 'https://api.example'],
            ['https://api.example:8443', 'https://api.example:8443'],
            ['http://api.example:80', 'http://api.example'],
            ['http://api.example:443', 'http://api.example:443'],
            ['https://user:pa%20ss@api.example/', 'https://api.example'],
            ['https://[2001:DB8:0::1]:443/', 'https://[2001:db8::1]'],
            ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
            ['https://api_1.example?x=https://other.example', 'https://api_1.example'],
            ['https://api.example#@other.example/', 'https://api.example'],
        ];
    }

    /** @dataProvider origins */
    public function test_an_origin_is_normalised(string $url, string $origin): void
    {
        self::assertSame($origin, (string) Origin::of($url));
        self::assertEquals(Origin::of($origin), Origin::of($url));
    }

    /** @return list<array{string}> */
    public static function doubtful(): array
    {
        return array_map(static fn (string $url) => [$url], [
            '', '/v1', '//api.example', 'api.example:443', 'ftp://api.example', 'https:/api.example',
            'https:///api.example', 'https://', 'https://:443', 'https://@/', ' https://api.example',
            'https://api.example\\@other.example/', 'https://other.example\\.api.example/',
            'https://api.example@x@other.example/', 'https://api.example%2f.other.example/',
            "https://api.exa\tmple/", "https://api.example\n.other.example/", "https://api.example\n",
            'https://api.example:99999', 'https://api.example:4 43', 'https://api.example:٤٤٣/',
            'https://bücher.example/', 'https://api。example/', 'https://[::1/', 'https://[::1%25eth0]/',
            'https://[v1.x]/', 'https://[1:2:3]/', "https://api.example\0.other.example/",
        ]);
    }

    /** @dataProvider doubtful */
    public function test_what_could_be_read_in_two_ways_has_none(string $url): void
    {
        self::assertNull(Origin::of($url));
    }

    /** @return list<array{string, bool}> */
    public static function hosts(): array
    {
        return [
            ['localhost', true], ['LOCALHOST', true], ['127.0.0.1', true], ['127.255.0.9', true], ['[::1]', true],
            ['[0:0::1]', true], ['localhost.', false], ['localhost.example', false], ['127.0.0.1.example', false],
            ['127.1', false], ['0177.0.0.1', false], ['2130706433', false], ['0.0.0.0', false], ['[::]', false],
            ['[::ffff:127.0.0.1]', false], ['10.0.0.1', false], ['127.0.0.01', false],
        ];
    }

    /** @dataProvider hosts */
    public function test_loopback_is_told_by_the_name(string $host, bool $loopback): void
    {
        $origin = Origin::of("http://{$host}:8080/");
        self::assertNotNull($origin);
        self::assertSame($loopback, $origin->isLoopback());
    }
}
