<?php

declare(strict_types=1);

namespace Xwsse\Tests\Documentation;

use PHPUnit\Framework\TestCase;

/** What Composer is told is so. */
final class PackageTest extends TestCase
{
    public function test_without_the_extension_a_missing_class_says_so(): void
    {
        $folder = \dirname(__DIR__, 2);
        foreach ([
            'new Xwsse\Signer("key", "secret");' => 'Xwsse\Signer',
            'new Xwsse\ApcuReplayStore();' => 'Xwsse\ReplayStore', // the interface of a class of the library
        ] as $program => $class) {
            $library = 'spl_autoload_register(fn ($class) => @include "'.$folder.'/src/".substr($class, 6).".php");';
            $code = "{$library} require '{$folder}/autoload.php'; try { {$program} } catch (LogicException \$e) { echo \$e->getMessage(); }";
            $printed = (string) shell_exec(escapeshellarg(PHP_BINARY).' -n -r '.escapeshellarg($code));
            self::assertStringStartsWith("{$class} is in the extension xwsse, which this PHP (cli) has not loaded; write", $printed);
        }
    }

    public function test_every_class_of_the_library_is_where_composer_looks_for_it(): void
    {
        $folder = \dirname(__DIR__, 2);
        $composer = json_decode((string) file_get_contents("{$folder}/composer.json"), true, flags: JSON_THROW_ON_ERROR);
        self::assertSame(['psr-4' => ['Xwsse\\' => 'src/'], 'files' => ['autoload.php']], $composer['autoload']);
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator("{$folder}/src", \FilesystemIterator::SKIP_DOTS));
        foreach ($files as $file) {
            $class = 'Xwsse\\'.strtr(substr((string) $file, \strlen("{$folder}/src/"), -4), '/', '\\');
            self::assertTrue(class_exists($class), $class);
            self::assertTrue((new \ReflectionClass($class))->isFinal(), $class);
            self::assertStringContainsString('declare(strict_types=1);', (string) file_get_contents((string) $file));
        }
    }
}
