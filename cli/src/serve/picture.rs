//! The age of Created against the window, as the numbers of a picture.

use std::time::Duration;

use serde::Serialize;
use xwsse::Window;

use crate::explain;

/// The width of the picture that the places are in.
const WIDTH: i64 = 1000;

/// How much of the width lies outside of the window on each side.
const MARGIN: i64 = 170;

/// Where Created stands when it is too far away for the scale.
const EDGE: i64 = 40;

/// Places from 0, the past, to 1000, the future.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Picture {
    /// Where the window begins: the oldest Created that is accepted.
    oldest: i64,
    now: i64,
    /// Where the window ends: the furthest ahead.
    furthest: i64,
    created: i64,
    is_inside: bool,
    /// Created is further away than the scale can show: the line is broken.
    is_far: bool,
    oldest_label: String,
    furthest_label: String,
    /// How old Created is: `61 s old`.
    age: String,
    /// The whole picture in words.
    text: String,
}

impl Picture {
    pub(super) fn of(age_millis: i64, window: &Window) -> Self {
        let [past, future] = [window.max_age, window.max_future].map(millis);
        let inner = WIDTH - 2 * MARGIN;
        let span = i128::from(past) + i128::from(future);
        // Where an age stands, with the window always as wide.
        let place = |age: i64| match span {
            0 => i128::from(WIDTH / 2) - i128::from(age.signum()) * i128::from(WIDTH),
            span => i128::from(MARGIN) + (i128::from(past) - i128::from(age)) * i128::from(inner) / span,
        };
        let near =
            |place: i128| i64::try_from(place.clamp(EDGE.into(), (WIDTH - EDGE).into())).unwrap_or(EDGE);
        let created = place(age_millis);
        let is_inside = age_millis <= past && age_millis.checked_neg().is_some_and(|ahead| ahead <= future);
        let age = explain::age(age_millis);
        let reach = explain::reach(window);
        Self {
            oldest: near(place(past)),
            now: near(place(0)),
            furthest: near(place(-future)),
            created: near(created),
            is_inside,
            is_far: created < EDGE.into() || created > (WIDTH - EDGE).into(),
            oldest_label: explain::age(past),
            furthest_label: explain::age(-future),
            text: format!("Created is {age}; {reach}"),
            age,
        }
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(age_millis: i64, window: Window) -> Picture {
        Picture::of(age_millis, &window)
    }

    #[test]
    fn the_window_is_always_as_wide_and_now_is_where_it_belongs() {
        let even = picture(0, Window::seconds(60, 60));
        assert_eq!((even.oldest, even.now, even.furthest, even.created), (170, 500, 830, 500));
        let past = picture(0, Window::seconds(7200, 120));
        assert_eq!((past.oldest, past.now, past.furthest), (170, 819, 830));
    }

    #[test]
    fn an_older_created_stands_further_left() {
        let places =
            [-61_000, -60_000, 0, 30_000, 60_000, 61_000].map(|age| picture(age, Window::seconds(60, 60)));
        assert!(places.windows(2).all(|pair| pair[0].created > pair[1].created));
        assert_eq!(places.map(|place| place.is_inside), [false, true, true, true, true, false]);
    }

    #[test]
    fn what_is_far_away_stands_at_the_edge_of_a_broken_line() {
        let old = picture(3_600_000, Window::seconds(60, 60));
        assert_eq!((old.created, old.is_far, old.is_inside), (40, true, false));
        let ahead = picture(-3_600_000, Window::seconds(60, 60));
        assert_eq!((ahead.created, ahead.is_far, ahead.is_inside), (960, true, false));
    }

    #[test]
    fn any_age_and_any_window_has_a_picture() {
        let windows =
            [Window::seconds(0, 0), Window::seconds(0, 60), Window::new(Duration::MAX, Duration::MAX)];
        for window in windows {
            for age in [i64::MIN, -1, 0, 1, i64::MAX] {
                let Picture { oldest, now, furthest, created, .. } = picture(age, window);
                assert!([oldest, now, furthest, created].iter().all(|place| (0..=1000).contains(place)));
                assert!(oldest <= now && now <= furthest);
            }
        }
    }

    #[test]
    fn the_words_say_the_same() {
        let picture = picture(61_000, Window::seconds(60, 60));
        assert_eq!(picture.text, "Created is 61 s old; accepted from 60 s old to 60 s ahead");
        assert_eq!(picture.age, "61 s old");
    }

    #[test]
    fn an_age_in_larger_units_is_rounded_to_a_tenth() {
        for (millis, words) in [
            (-3_599_983, "60.0 minutes ahead"),
            (149_999, "2.5 minutes old"),
            (152_999, "2.5 minutes old"),
            (153_000, "2.6 minutes old"),
            (7_200_000, "2.0 hours old"),
            (-7_199_999, "120.0 minutes ahead"),
            (i64::MIN, "106751991167.3 days ahead"),
        ] {
            assert_eq!(explain::age(millis), words, "{millis}");
        }
    }
}
