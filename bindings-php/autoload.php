<?php

declare(strict_types=1);

// Composer does not ask a running PHP for its extensions, and PHP would say no more than that a class is not found.
if (!extension_loaded('xwsse')) {
    spl_autoload_register(static function (string $class): void {
        if (preg_match('~^Xwsse\\\\\w+$~D', $class) === 1) {
            $ini = php_ini_loaded_file() ?: 'its php.ini';
            throw new LogicException(
                "{$class} is in the extension xwsse, which this PHP (".PHP_SAPI.") has not loaded; write extension=xwsse.so in {$ini}",
            );
        }
    });
}
