--TEST--
What PIE is told about the extension is so
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

$folder = dirname(__DIR__);
$package = json_decode(file_get_contents("$folder/composer.json"), true, 512, JSON_THROW_ON_ERROR);
same('php-ext', $package['type'], 'type');
same(1, preg_match('~^[a-z0-9-]+/[a-z0-9-]+$~D', $package['name']), 'name');
same('>=8.1', $package['require']['php'], 'php');
$extension = new ReflectionExtension($package['php-ext']['extension-name']);
same('xwsse', $extension->getName(), 'extension');
same(['date' => 'Required', 'json' => 'Required'], $extension->getDependencies(), 'dependencies');
// Each option of the package is one of config.m4, and the other way round.
preg_match_all('/PHP_ARG_(WITH|ENABLE)\(\[(\w+)\]/', file_get_contents("$folder/config.m4"), $found, PREG_SET_ORDER);
$options = array_map(fn (array $one) => strtolower($one[1]) . '-' . $one[2], $found);
same($options, array_column($package['php-ext']['configure-options'], 'name'), 'options');
same(true, $package['php-ext'][ZEND_THREAD_SAFE ? 'support-zts' : 'support-nts'], 'threads');

// All classes are final but those that a library extends, and none takes properties that it does not have.
foreach ($extension->getClasses() as $class) {
    $isOpen = $class->isInterface() || $class->getName() === 'Xwsse\WsseException';
    same(!$isOpen, $class->isFinal(), $class->getName());
    foreach ($class->getProperties(ReflectionProperty::IS_PUBLIC) as $property) {
        same(true, $property->isReadOnly() || $class->isEnum(), "{$class->getName()}::\${$property->getName()}");
        same(true, $property->hasType(), "{$class->getName()}::\${$property->getName()}");
    }
    foreach ($class->getMethods() as $method) {
        $isOurs = $method->getDeclaringClass()->getNamespaceName() === 'Xwsse' && !$method->isConstructor();
        same(true, !$isOurs || $class->isEnum() || $method->hasReturnType(), "{$class->getName()}::{$method->getName()}()");
    }
}
ob_start();
$extension->info();
same(2, substr_count(ob_get_clean(), '=> ' . $extension->getVersion()), 'the versions of extension and library');
echo count($extension->getClasses()), " classes\n";
?>
--EXPECT--
18 classes
