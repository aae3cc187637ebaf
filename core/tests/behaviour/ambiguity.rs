//! One digest, two readings; one value, two encodings (A).

crate::common::rows_of_section! {
    'A':
    a1_a_space_moves_from_the_nonce_to_created = "A1",
    a2_a_plus_sign_moves_from_the_nonce_to_created = "A2",
    a3_a_digit_moves_from_the_nonce_to_the_year = "A3",
    a4_the_date_moves_into_the_nonce = "A4",
    a5_a_nonce_is_shown_in_another_mode = "A5",
    a6_the_zone_moves_into_the_secret = "A6",
    a7_base64_of_the_nonce_is_not_canonical = "A7",
    a8_base64_of_the_digest_is_not_canonical = "A8",
    a9_the_digest_has_another_form_or_length = "A9",
    a10_nonces_of_every_length = "A10",
}
