--TEST--
explain() gives the verdict of the shared vectors, and mentions what they mention
--EXTENSIONS--
xwsse
--FILE--
<?php
require __DIR__ . '/vectors.inc';

use function Xwsse\explain;

$count = 0;
foreach (cases('xwsse/explain') as $case) {
    $id = $case['id'];
    $diagnosis = explain($case['pasted'], $case['secret'], $case['dialect'], instant($case['now']));
    same($case['verdict'], $diagnosis->verdict, $id);
    $first = $diagnosis->findings[0] ?? null;
    foreach ($case['mentions'] as $mention) {
        same(true, str_contains("$first?->problem $first?->remedy", $mention), "$id mentions $mention");
    }
    if ($case['mentions'] === []) {
        same([], array_filter($diagnosis->findings, fn ($finding) => $finding->code !== null), $id);
    }
    $json = json_decode(json_encode($diagnosis, JSON_THROW_ON_ERROR), true);
    same($diagnosis->verdict, $json['verdict'], $id);
    same($diagnosis->header, $json['header'], $id);
    same($diagnosis->ageMillis, $json['age_millis'], $id);
    same($diagnosis->parts, $json['parts'], $id);
    same($diagnosis->digestDialects, $json['digest_dialects'], $id);
    same(array_map('get_object_vars', $diagnosis->findings), array_map(fn ($finding) => [
        'code' => $finding['code'],
        'column' => $finding['column'],
        'problem' => $finding['problem'],
        'remedy' => $finding['remedy'],
    ], $json['findings']), $id);
    same($case['secret'] !== null && $diagnosis->header !== '', $diagnosis->digestChecked, $id);
    foreach ($diagnosis->findings as $finding) {
        same(true, str_contains((string) $diagnosis, $finding->remedy), $id);
    }
    $count++;
}
foreach (cases('xwsse/tokens') as $case) {
    ['id' => $id, 'header' => $header, 'dialect' => $dialect, 'secret' => $secret] = $case;
    same([$dialect], explain($header, $secret, $dialect)->digestDialects, $id);
    same([], explain($header, dialect: $dialect)->digestDialects, "$id without the secret");
    same([], explain($header, "not $secret", $dialect)->digestDialects, "$id with another secret");
}
// Published in 2003: only one of the presets makes this digest.
$article = array_column(cases('xwsse/tokens'), null, 'id')['atom-article'];
same(['atom'], explain($article['header'], $article['secret'], 'penneo')->digestDialects, 'held against another');
echo $count > 30 ? 'all' : $count, " as expected\n";
?>
--EXPECT--
all as expected
