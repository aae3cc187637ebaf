use crate::vectors;
use crate::xwsse;
use serde_json::Value;
use xwsse::Dialect;

#[test]
fn json_agrees_with_the_shared_vectors() {
    let presets: Vec<Value> =
        vectors::cases("xwsse/dialects.json").into_iter().filter(|case| case["kind"] == "preset").collect();
    let printed = xwsse(["dialects", "--format", "json"]).run().ok();
    assert_eq!(printed.lines().count(), presets.len());
    for (line, preset) in printed.lines().zip(presets) {
        let mut printed: Value = serde_json::from_str(line).unwrap();
        let printed = printed.as_object_mut().unwrap();
        assert!(printed.remove("authorization").unwrap().as_str().unwrap().starts_with("WSSE "));
        for (name, value) in preset.as_object().unwrap() {
            if !matches!(name.as_str(), "kind" | "text") {
                assert_eq!(printed.remove(name).as_ref(), Some(value), "{name} of {}", preset["name"]);
            }
        }
        assert!(printed.is_empty(), "{printed:?}");
    }
}

#[test]
fn the_table_has_a_row_for_each_preset() {
    let text = xwsse(["dialects"]).run().ok();
    let mut rows = text.lines();
    let start = |row: &str, column: &str| row.find(column).unwrap();
    let heading = rows.next().unwrap();
    for (preset, row) in Dialect::PRESETS.iter().zip(rows) {
        assert!(row.starts_with(preset.name), "{row}");
        assert_eq!(start(row, preset.hash.word()), start(heading, "hash"), "{row}");
    }
}

#[test]
fn every_change_that_it_tells_of_is_one() {
    let text = xwsse(["dialects"]).run().ok();
    let changes: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next()?.split_once('='))
        .filter(|(key, _)| *key != "xwsse")
        .collect();
    assert_eq!(changes.len(), 11);
    for (key, values) in changes {
        for value in values.split('|') {
            let value = value.replace("SECONDS", "90.5").replace("1..256", "256");
            format!("penneo,{key}={value}").parse::<Dialect>().unwrap();
        }
    }
}
