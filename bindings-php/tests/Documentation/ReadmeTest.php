<?php

declare(strict_types=1);

namespace Xwsse\Tests\Documentation;

use GuzzleHttp\Client;
use PHPUnit\Framework\TestCase;
use Symfony\Component\Config\FileLocator;
use Symfony\Component\DependencyInjection\ContainerBuilder;
use Symfony\Component\DependencyInjection\Loader\YamlFileLoader;
use Symfony\Component\HttpFoundation\Request;
use Xwsse\Dialect;
use Xwsse\Signer;
use Xwsse\Symfony\WsseAuthenticator;
use Xwsse\Tests\Support\PhpServer;
use Xwsse\Tests\Support\Process;
use Xwsse\Tests\Support\Signers;
use Xwsse\WsseException;

/** What the README says is so: its programs run and print what stands beside them, its tables are complete. */
final class ReadmeTest extends TestCase
{
    private const ENVIRONMENT = ['API_KEY' => 'my-api-key', 'API_SECRET' => 'my-api-secret'];

    private static string $folder;
    private static PhpServer $service;

    /** The README's own service, when it has been up for as long as its clients may be ahead. */
    public static function setUpBeforeClass(): void
    {
        self::$folder = Process::temporaryFolder();
        mkdir(self::$folder.'/vendor');
        $bootstrap = var_export(\dirname(__DIR__).'/bootstrap.php', true);
        file_put_contents(self::$folder.'/vendor/autoload.php', "<?php require {$bootstrap};");
        file_put_contents(self::$folder.'/service.php', self::program('new Guard'));
        self::$service = new PhpServer(
            self::$folder.'/service.php',
            self::ENVIRONMENT,
            ['include_path' => self::includePath()],
        );
        Process::within(20, static fn () => self::get(self::signed()) === 200 ? true : null);
    }

    public static function tearDownAfterClass(): void
    {
        self::$service->stop();
        Process::remove(self::$folder);
    }

    /** @return array<string, array{string}> */
    public function programs(): array
    {
        $programs = [];
        foreach (self::blocks() as $number => $block) {
            if (!str_contains($block, 'new Guard')) { // which is the service
                $programs[trim((string) strtok($block, "\n"))." ({$number})"] = ["<?php\n{$block}"];
            }
        }

        return $programs;
    }

    /** @dataProvider programs */
    public function test_a_program_prints_what_it_says(string $program): void
    {
        preg_match_all('~^ *(?:echo|var_dump).*; // (.*)$~m', $program, $said);
        self::assertNotSame([], $said[1]);
        self::assertSame(implode("\n", $said[1])."\n", self::printed($program));
    }

    public function test_the_service_refuses_what_is_not_signed(): void
    {
        $headers = self::signed();
        self::assertSame(200, self::get($headers));
        foreach ([$headers, []] as $refused) {
            $answer = (new Client())->get(self::$service->url('/'), ['headers' => $refused, 'http_errors' => false]);
            self::assertSame(401, $answer->getStatusCode());
            self::assertSame('WSSE realm="orders", profile="UsernameToken"', $answer->getHeaderLine('WWW-Authenticate'));
        }
    }

    public function test_the_shared_store_lets_one_of_many_processes_in(): void
    {
        $file = self::$folder.'/claims.sqlite';
        $header = (new Signer('key', 'secret'))->header();
        $class = strstr(self::program('SqliteReplayStore'), '$path = ', true);
        $program = $class.<<<'PHP'
            $verifier = new Verifier(['key' => 'secret'], new SqliteReplayStore($argv[1]));
            echo "ready\n";
            fgets(STDIN);
            try {
                echo $verifier->verify($argv[2])->username;
            } catch (RejectedException $rejected) {
                echo $rejected->reason;
            }
            PHP;
        $processes = [];
        for ($i = 0; $i < 6; ++$i) {
            $command = [...self::php(), '-r', substr($program, 5), '--', $file, $header];
            $processes[] = [proc_open($command, [['pipe', 'r'], ['pipe', 'w']], $pipes), $pipes];
        }
        foreach ($processes as [, [, $output]]) {
            self::assertSame("ready\n", fgets($output));
        }
        foreach ($processes as [, [$input]]) {
            fclose($input);
        }
        $answers = array_map(static fn (array $process) => stream_get_contents($process[1][1]), $processes);
        sort($answers);
        self::assertSame(['key', ...array_fill(0, 5, 'replayed')], $answers);
    }

    public function test_the_shared_store_accepts_nothing_twice_when_a_clock_steps_back(): void
    {
        $class = strstr(self::program('SqliteReplayStore'), '$path = ', true);
        $program = $class.<<<'PHP'
            $start = new DateTimeImmutable('2026-01-15T12:30:00Z');
            $later = $start->modify('+10 minutes');
            $verifier = new Verifier(['key' => 'secret'], new SqliteReplayStore($argv[1] ?? ':memory:'));
            $signer = new Signer('key', 'secret');
            $header = $signer->signWith($start, 'one')->header();
            echo $verifier->verify($header, $start)->username, "\n";
            echo $verifier->verify($signer->signWith($later, 'two')->header(), $later)->username, "\n";
            try {
                $verifier->verify($header, $start);
            } catch (RejectedException $rejected) {
                echo $rejected->reason, "\n";
            }
            PHP;
        self::assertSame("key\nkey\nhistory_gap\n", self::printed($program));
    }

    public function test_the_commands_run(): void
    {
        [$block] = self::blocks('console');
        [$build, $load] = explode("\n", trim($block));
        self::assertSame('$ scripts/build/php.sh', $build); // which has built what is tested here
        self::assertFileExists(\dirname(__DIR__, 3).'/scripts/build/php.sh');
        $command = str_replace('"$PWD/target/php/xwsse.so"', '"$XWSSE_EXTENSION"', ltrim($load, '$ '));
        self::assertStringContainsString('$XWSSE_EXTENSION', $command);
        self::assertStringContainsString('libxwsse', (string) shell_exec($command));
    }

    public function test_symfony_makes_the_authenticator_of_the_services(): void
    {
        [$services] = self::blocks('yaml');
        file_put_contents(self::$folder.'/services.yaml', $services);
        $container = new ContainerBuilder();
        (new YamlFileLoader($container, new FileLocator(self::$folder)))->load('services.yaml');
        $container->getDefinition(WsseAuthenticator::class)->setPublic(true);
        foreach (self::ENVIRONMENT as $name => $value) {
            $_ENV[$name] = $value;
        }
        $container->compile(true);
        $request = Request::create('/');
        $request->headers->set('X-WSSE', Signers::of(...array_values(self::ENVIRONMENT))->header());
        $passport = $container->get(WsseAuthenticator::class)->authenticate($request);
        self::assertSame(self::ENVIRONMENT['API_KEY'], $passport->getAttribute('wsse')->username);
    }

    public function test_the_table_of_codes_is_complete(): void
    {
        $said = [];
        foreach (self::rows('| code | status |') as [$codes, $status]) {
            preg_match_all('/`(.*?)`/', $codes, $found);
            foreach ($found[1] as $code) {
                $said[] = [$code, (int) $status];
            }
        }
        $vectors = getenv('XWSSE_VECTORS') ?: \dirname(__DIR__, 3).'/tests/vectors';
        $cases = json_decode((string) file_get_contents("{$vectors}/shared/rejections.json"), true)['cases'];
        self::assertSame(array_map(static fn (array $case) => [$case['code'], $case['status']], $cases), $said);
    }

    public function test_the_table_of_dialects_is_true(): void
    {
        $presets = array_values((new \ReflectionClass(Dialect::class))->getConstants());
        foreach (self::rows('| preset | for |') as $place => [$name, , $nonce, $hash, $digest, $created, $window, $max, $unique]) {
            self::assertSame("`{$presets[$place]}`", explode(' ', $name)[0]);
            $dialect = new Dialect($presets[$place]);
            self::assertSame(
                [$dialect->nonce, $dialect->hash, $dialect->digest, $dialect->created, "{$dialect->maxNonce}", $dialect->unique],
                [$nonce, $hash, $digest, $created, $max, $unique],
            );
            self::assertSame("{$dialect->maxAge} s / {$dialect->maxFuture} s", $window);
        }
        self::assertSame(\count($presets), $place + 1);
    }

    public function test_the_classes_are_there(): void
    {
        foreach (self::rows('| class | when |') as [$name]) {
            self::assertTrue(is_subclass_of('Xwsse\\'.trim($name, '`'), WsseException::class), $name);
        }
        preg_match_all('/`(Xwsse\\\\[\w\\\\]+)`/', self::text(), $found);
        self::assertGreaterThanOrEqual(10, \count($found[1]));
        foreach ($found[1] as $name) {
            self::assertTrue(class_exists($name) || interface_exists($name), $name);
        }
    }

    public function test_links_lead_somewhere(): void
    {
        preg_match_all('/^## (.*)$/m', self::text(), $titles);
        $anchors = array_map(static fn (string $title) => '#'.strtolower(str_replace(' ', '-', $title)), $titles[1]);
        preg_match_all('/\]\((.*?)\)/', self::text(), $links);
        self::assertNotSame([], $links[1]);
        self::assertSame([], array_diff($links[1], $anchors));
    }

    public function test_the_arguments_that_it_names_are_those_of_all_three_clients(): void
    {
        $said = array_map(static fn (array $row) => trim($row[0], '`'), self::rows('| argument | |'));
        foreach (['Guzzle\WsseMiddleware', 'Symfony\WsseHttpClient', 'Psr18\WsseClient'] as $hook) {
            $parameters = array_column((new \ReflectionClass("Xwsse\\{$hook}"))->getConstructor()->getParameters(), 'name');
            self::assertSame(['signer', ...$said], \array_slice($parameters, -1 - \count($said)));
        }
    }

    private static function text(): string
    {
        return (string) file_get_contents(\dirname(__DIR__, 2).'/README.md');
    }

    /** @return list<string> */
    private static function blocks(string $language = 'php'): array
    {
        preg_match_all("/^```{$language}\n(.*?)^```$/ms", self::text(), $found);

        return $found[1];
    }

    /** The one program with these words in it. */
    private static function program(string $words): string
    {
        $found = array_values(array_filter(self::blocks(), static fn (string $block) => str_contains($block, $words)));
        self::assertCount(1, $found);

        return "<?php\n{$found[0]}";
    }

    /** @return list<list<string>> the cells of the rows in the table that begins so */
    private static function rows(string $head): array
    {
        $table = explode("\n\n", (string) strstr(self::text(), $head), 2)[0];
        $lines = \array_slice(explode("\n", $table), 2);

        return array_map(static fn (string $line) => array_map('trim', explode('|', trim($line, '|'))), $lines);
    }

    /** Where the programs find `vendor/autoload.php`. */
    private static function includePath(): string
    {
        return self::$folder.PATH_SEPARATOR.get_include_path();
    }

    /** @return list<string> */
    private static function php(): array
    {
        $settings = ['extension='.getenv('XWSSE_EXTENSION'), 'include_path='.self::includePath(), 'display_errors=stderr', 'error_log=/dev/null'];

        return [PHP_BINARY, ...array_merge(...array_map(static fn (string $one) => ['-d', $one], $settings))];
    }

    /** What a program prints. It stands alone, in a process of its own. */
    private static function printed(string $program): string
    {
        $file = self::$folder.'/program.php';
        file_put_contents($file, $program);
        $environment = self::ENVIRONMENT + ['API_URL' => self::$service->origin()] + getenv();
        $process = proc_open([...self::php(), $file], [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes, self::$folder, $environment);
        $printed = (string) stream_get_contents($pipes[1]);
        self::assertSame('', stream_get_contents($pipes[2]));
        self::assertSame(0, proc_close($process));

        return $printed;
    }

    /** @return array<string, string> of a signer that has not run ahead of the clock */
    private static function signed(): array
    {
        return (new Signer(...array_values(self::ENVIRONMENT)))->headers();
    }

    /** @param array<string, string> $headers */
    private static function get(array $headers): int
    {
        return (new Client())->get(self::$service->url('/'), ['headers' => $headers, 'http_errors' => false])->getStatusCode();
    }
}
