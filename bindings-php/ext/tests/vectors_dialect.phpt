--TEST--
A dialect has the fields of the shared vectors, and what names none is refused
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use Xwsse\Dialect;
use Xwsse\DialectException;

$fields = ['name', 'nonce', 'hash', 'digest', 'created', 'accept', 'max_nonce', 'unique', 'word', 'unknown', 'max_age', 'max_future'];
$count = 0;
foreach (cases('xwsse/dialects') as $case) {
    $text = $case['text'];
    if ($case['kind'] === 'invalid') {
        try {
            new Dialect($text);
            same('refused', 'accepted', $text);
        } catch (DialectException $wrong) {
            same($case['position'], $wrong->position, $text);
        }
        $count++;
        continue;
    }
    $dialect = new Dialect($text);
    foreach ($fields as $field) {
        if (isset($case[$field])) {
            $found = $dialect->{lcfirst(str_replace('_', '', ucwords($field, '_')))};
            same(is_float($found) ? (float) $case[$field] : $case[$field], $found, "$text $field");
        }
    }
    same(true, new Dialect((string) $dialect) == $dialect, $text);
    // The same by name, from the preset alone.
    $same = (new Dialect($dialect->name))->with(
        nonce: $case['nonce'],
        hash: $case['hash'],
        digest: $case['digest'],
        created: $case['created'],
        accept: $case['accept'],
        maxAge: $case['max_age'],
        maxFuture: $case['max_future'],
        maxNonce: $case['max_nonce'],
        unique: $case['unique'],
        word: $case['word'],
        unknown: $case['unknown'],
    );
    same((string) $dialect, (string) $same, $text);
    same(true, unserialize(serialize($dialect)) == $dialect, $text);
    $count++;
}
foreach ((new ReflectionClass(Dialect::class))->getConstants() as $constant => $name) {
    same(strtolower($constant), (new Dialect($name))->name, $constant);
    $count++;
}
echo $count > 30 ? 'all' : $count, " as expected\n";
?>
--EXPECT--
all as expected
