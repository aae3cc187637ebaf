<?php

declare(strict_types=1);

namespace Xwsse\Tests\Documentation;

use PHPUnit\Framework\TestCase;

/** What Composer is told is so. */
final class PackageTest extends TestCase
{
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
