<?php

declare(strict_types=1);

// Composer's autoloader where there is one, or else the libraries as Debian packages them.

error_reporting(E_ALL & ~E_DEPRECATED); // Debian's libraries are older than its PHP
putenv('no_proxy=127.0.0.1,localhost');

$composer = __DIR__.'/../vendor/autoload.php';
if (is_file($composer)) {
    require $composer;
} else {
    foreach ([
        'GuzzleHttp/autoload.php',
        'Nyholm/Psr7/autoload.php',
        'Psr/Log/autoload.php',
        'Symfony/Component/Config/autoload.php',
        'Symfony/Component/DependencyInjection/autoload.php',
        'Symfony/Component/HttpClient/autoload.php',
        'Symfony/Component/HttpKernel/autoload.php',
        'Symfony/Component/Security/Http/autoload.php',
        'Symfony/Component/Yaml/autoload.php',
    ] as $library) {
        require_once "/usr/share/php/{$library}";
    }
    spl_autoload_register(static function (string $class): void {
        foreach (['Xwsse\\Tests\\' => __DIR__, 'Xwsse\\' => dirname(__DIR__).'/src'] as $prefix => $folder) {
            $file = $folder.'/'.strtr(substr($class, strlen($prefix)), '\\', '/').'.php';
            if (str_starts_with($class, $prefix) && is_file($file)) {
                require $file;

                return;
            }
        }
    });
}
if (!interface_exists(Psr\Http\Server\MiddlewareInterface::class)) {
    require __DIR__.'/psr15_interfaces.php'; // Debian has no package of it
}
