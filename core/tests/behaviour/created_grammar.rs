//! The grammar of Created (B).

crate::common::rows_of_section! {
    'B':
    b1_fractions_of_one_to_nine_digits = "B1",
    b2_fractions_of_another_form = "B2",
    b3_offsets_only_where_the_dialect_takes_them = "B3",
    b4_other_letters_and_separators = "B4",
    b5_times_that_no_clock_shows = "B5",
    b6_dates_that_no_calendar_has = "B6",
    b7_other_digits_and_other_forms = "B7",
    b8_words_and_numbers = "B8",
    b9_spellings_of_one_instant = "B9",
    b10_created_or_nonce_left_out = "B10",
}
