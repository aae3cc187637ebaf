<?php

declare(strict_types=1);

namespace Xwsse\Tests\Documentation;

use PHPUnit\Framework\TestCase;
use Xwsse\Signer;
use Xwsse\Tests\Support\PhpServer;
use Xwsse\Tests\Support\Process;
use Xwsse\Tests\Support\Wire;

/** What the README says is so: its programs run and print what stands beside them. */
final class ReadmeTest extends TestCase
{
    private const SERVICE = 'new Guard(';

    private static ?PhpServer $service = null;
    private static string $folder;

    public static function setUpBeforeClass(): void
    {
        self::$folder = Process::temporaryFolder();
        [$program] = array_values(array_filter(self::blocks(), static fn (string $block) => str_contains($block, self::SERVICE)));
        self::$service = new PhpServer(self::written($program), ['API_KEY' => 'my-api-key', 'API_SECRET' => 'my-api-secret']);
        // It has only just begun, and refuses for two seconds what might be from before.
        $signer = new Signer('my-api-key', 'my-api-secret');
        Process::within(20, static fn () => Wire::ask(self::$service->port, ['X-WSSE: '.$signer->header()])->status() === 200 ?: null);
    }

    public static function tearDownAfterClass(): void
    {
        self::$service?->stop();
        Process::remove(self::$folder);
    }

    /** The README, or its part about the library. */
    private static function text(): string
    {
        $part = \dirname(__DIR__, 2).'/README-library.md';

        return (string) file_get_contents(is_file($part) ? $part : \dirname(__DIR__, 2).'/README.md');
    }

    /** @return list<string> */
    private static function blocks(): array
    {
        preg_match_all('/^```php\n(.*?)^```$/ms', self::text(), $found);

        return $found[1];
    }

    /** @return array<string, array{string}> those that are about the library, and are no service */
    public static function programs(): array
    {
        $programs = [];
        foreach (self::blocks() as $number => $block) {
            if (!str_contains($block, self::SERVICE) && preg_match('/Xwsse\\\\(Guzzle|Symfony|Psr18|Psr15|Apcu)/', $block)) {
                $programs["block {$number}"] = [$block];
            }
        }

        return $programs;
    }

    private static function written(string $program): string
    {
        $file = self::$folder.'/'.md5($program).'.php';
        file_put_contents($file, "<?php\n\nrequire '".\dirname(__DIR__)."/bootstrap.php';\n\n".$program);

        return $file;
    }

    /** @dataProvider programs */
    public function test_a_program_prints_what_it_says(string $program): void
    {
        $command = [PHP_BINARY, '-d', 'extension='.getenv('XWSSE_EXTENSION'), '-d', 'display_errors=1', '-d', 'error_log=/dev/null', self::written($program)];
        $environment = ['API_KEY' => 'my-api-key', 'API_SECRET' => 'my-api-secret', 'API_URL' => self::$service->origin()] + getenv();
        $process = proc_open($command, [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes, null, $environment);
        $printed = stream_get_contents($pipes[1]);
        self::assertSame('', stream_get_contents($pipes[2]));
        preg_match_all('{^ *echo .*; // (.*)$}m', $program, $expected);
        self::assertNotSame([], $expected[1]);
        self::assertSame(implode("\n", $expected[1])."\n", $printed);
        self::assertSame(0, proc_close($process));
    }

    public function test_the_service_answers_as_it_says_and_refuses_what_is_not_signed(): void
    {
        $token = 'X-WSSE: '.(new Signer('my-api-key', 'my-api-secret'))->header();
        self::assertSame('{"for":"my-api-key"}', Wire::ask(self::$service->port, [$token])->body());
        foreach ([[$token], []] as $headers) {
            $refused = Wire::ask(self::$service->port, $headers);
            self::assertSame([401, ['WSSE realm="orders", profile="UsernameToken"']], [$refused->status(), $refused->all('WWW-Authenticate')]);
        }
    }

    public function test_the_classes_that_it_names_are_there(): void
    {
        preg_match_all('/`(Xwsse\\\\[\w\\\\]+)`/', self::text(), $named);
        self::assertGreaterThan(6, \count($named[1]));
        foreach ($named[1] as $name) {
            self::assertTrue($name === 'Xwsse\\' || class_exists($name) || interface_exists($name), $name);
        }
    }

    public function test_the_arguments_that_it_names_are_those_of_all_three_clients(): void
    {
        foreach (['Guzzle\WsseMiddleware', 'Symfony\WsseHttpClient', 'Psr18\WsseClient'] as $hook) {
            $parameters = array_column((new \ReflectionClass("Xwsse\\{$hook}"))->getConstructor()->getParameters(), 'name');
            self::assertSame(['signer', 'origins', 'allowHttp', 'retryOn401'], \array_slice($parameters, -4));
        }
    }

    public function test_every_class_of_the_library_is_where_composer_looks_for_it(): void
    {
        $folder = \dirname(__DIR__, 2);
        $composer = json_decode((string) file_get_contents("{$folder}/composer.json"), true, flags: JSON_THROW_ON_ERROR);
        self::assertSame(['Xwsse\\' => 'src/'], $composer['autoload']['psr-4']);
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator("{$folder}/src", \FilesystemIterator::SKIP_DOTS));
        foreach ($files as $file) {
            $class = 'Xwsse\\'.strtr(substr((string) $file, \strlen("{$folder}/src/"), -4), '/', '\\');
            self::assertTrue(class_exists($class), $class);
            self::assertTrue((new \ReflectionClass($class))->isFinal(), $class);
            self::assertStringContainsString('declare(strict_types=1);', (string) file_get_contents((string) $file));
        }
    }
}
