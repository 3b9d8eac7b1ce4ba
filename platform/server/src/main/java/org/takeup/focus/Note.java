package org.takeup.focus;

import java.util.List;

/**
 * One thing that was said.
 *
 * @param number in the order in which they were written, from 1
 * @param speaker n of speaker Pn; 0 if it is of the talk as a whole
 * @param quote whether the text is word for word
 * @param codes ids of codes
 * @param version grows with each change
 */
record Note(
        String id,
        String group,
        long number,
        int speaker,
        String text,
        boolean quote,
        List<String> codes,
        long version) {
    static final int LONGEST = 2_000;
    static final int MOST_CODES = 10;

    Note {
        codes = List.copyOf(codes);
    }

    String who() {
        return speaker == 0 ? "Everybody" : "P" + speaker;
    }
}
