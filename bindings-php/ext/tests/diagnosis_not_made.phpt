--TEST--
A Diagnosis that explain() did not make says so, and nothing crashes
--EXTENSIONS--
pdo
pdo_sqlite
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

// PDO makes objects of any class, whatever its constructor is.
$diagnosis = (new PDO('sqlite::memory:'))->query("SELECT 'replayed' AS verdict")->fetchObject(Xwsse\Diagnosis::class);
foreach ([fn () => (string) $diagnosis, fn () => $diagnosis->jsonSerialize(), fn () => json_encode($diagnosis)] as $call) {
    echo thrown($call), "\n";
}
?>
--EXPECT--
Error: The Diagnosis was not initialized
Error: The Diagnosis was not initialized
Error: The Diagnosis was not initialized
