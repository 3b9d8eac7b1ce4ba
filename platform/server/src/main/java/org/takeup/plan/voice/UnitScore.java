package org.takeup.plan.voice;

import java.time.LocalDate;
import org.takeup.people.Segment;

/**
 * A released score of one part of the organisation.
 *
 * @param survey title of the survey that it is of
 * @param on the day on which that survey ended
 * @param people who have a score
 * @param score their mean, 0 to 100
 */
public record UnitScore(Segment segment, String survey, LocalDate on, long people, double score) {
    private static final int LONGEST_TITLE = 60;

    /** In whole points, as it is shown. */
    public long points() {
        return Math.round(score);
    }

    /** How the score came about, for brackets behind it. */
    public String from() {
        String title = survey.length() <= LONGEST_TITLE ? survey : survey.substring(0, LONGEST_TITLE) + "…";
        return people + " people, survey “" + title + "” of " + on;
    }

    /** How plans call the part of the organisation. */
    public String whose() {
        return segment instanceof Segment.Everybody ? "the whole organisation" : segment.label();
    }
}
