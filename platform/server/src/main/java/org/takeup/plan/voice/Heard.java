package org.takeup.plan.voice;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Released answers of one part of the organisation to the question whose view counts most.
 *
 * @param survey title of the survey that they are of
 * @param on the day on which it ended
 * @param counts by the choice's id
 */
record Heard(String survey, LocalDate on, Map<String, Long> counts) {
    Heard {
        counts = Map.copyOf(counts);
    }

    /** How many gave each answer that is known here, in the order of {@link Voice}. Choices that are not known count for none. */
    List<Long> inOrder() {
        return java.util.Arrays.stream(Voice.values())
                .map(voice -> counts.getOrDefault(voice.answer(), 0L))
                .toList();
    }
}
