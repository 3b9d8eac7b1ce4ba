package org.takeup.focus;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.http.Dates;
import org.takeup.people.Segment;

/**
 * One talk with a few people.
 *
 * @param topic one line, also the subject of mails
 * @param wave the survey that it follows from
 * @param segment whom it is drawn from, unless people were named
 * @param people who were named; empty if it is drawn from a segment
 * @param seats how many can take part
 * @param seed of the draw; anybody with it and the directory can repeat the draw
 * @param minutes how long it is meant to take
 * @param place where it is, in words
 * @param moderator a person's id; may be nobody's any more
 * @param language of mails and of the invited person's page
 * @param keepDays how many days after the talk it stays known who each speaker was
 * @param quotas how many seats each unit has; empty if all seats are for anybody
 * @param beyond how many more than its seats are asked of each unit, once it recruits by quota
 * @param answerDays how many days whoever is asked next by quota has to answer
 * @param forgotten since when nobody can tell any more who each speaker was
 */
public record FocusGroup(
        String id,
        String topic,
        Optional<String> wave,
        Optional<Segment> segment,
        List<String> people,
        int seats,
        String seed,
        Instant begins,
        ZoneId zone,
        int minutes,
        String place,
        String moderator,
        String language,
        int keepDays,
        boolean cancelled,
        List<Quota> quotas,
        Optional<Integer> beyond,
        int answerDays,
        Optional<Instant> forgotten) {
    public FocusGroup {
        people = List.copyOf(people);
        quotas = List.copyOf(quotas);
    }

    public Instant ends() {
        return begins.plus(Duration.ofMinutes(minutes));
    }

    /** When the link from speakers to people is deleted by itself. */
    public Instant forgets() {
        return ends().plus(Duration.ofDays(keepDays));
    }

    /** How days and moments of the group are written, in its own zone. */
    Dates dates(Locale reader) {
        return new Dates(reader, zone);
    }

    /** The day that a moment is where the talk takes place. */
    LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /** The last day to answer for who is asked now: at the latest the day before the talk, and never one that is over. */
    LocalDate answerBy(Instant now) {
        LocalDate today = day(now);
        LocalDate usual = today.plusDays(answerDays);
        LocalDate latest = day(begins).minusDays(1);
        LocalDate by = usual.isBefore(latest) ? usual : latest;
        return by.isBefore(today) ? today : by;
    }

    boolean over(Instant now) {
        return !now.isBefore(ends());
    }

    /** What people call those it is drawn from. */
    public String whom() {
        return quotas.isEmpty()
                ? segment.map(Segment::label)
                        .orElse(
                                people.size() == 1
                                        ? "One person who was named"
                                        : people.size() + " people who were named")
                : quotas.stream()
                        .map(quota -> quota.seats() + " of " + quota.label())
                        .collect(Collectors.joining(", "));
    }

    /** The unit that its people are from, if it is drawn from one. */
    Optional<String> unit() {
        return segment.filter(each -> each instanceof Segment.Unit).map(Segment::label);
    }
}
