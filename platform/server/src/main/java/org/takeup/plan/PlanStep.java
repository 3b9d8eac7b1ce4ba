package org.takeup.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.takeup.plan.schedule.Moments;
import org.takeup.plan.schedule.Recurrence;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;

/**
 * One message to one audience.
 *
 * @param id unique in the workspace
 * @param audienceId of a stakeholder
 * @param audience the stakeholder's name when the step was made, shown should they be removed
 * @param on the day, of a recurring step the first one
 * @param planning who sees to it, and when it comes beyond its day
 */
public record PlanStep(
        String id,
        String audienceId,
        String audience,
        PlanDraft.Purpose purpose,
        PlanDraft.Phase phase,
        Messenger messenger,
        PlanDraft.Channel channel,
        LocalDate on,
        String subject,
        String words,
        String reason,
        PlanDraft.Measure measure,
        Planning planning) {
    private static final char TIMES = '-';

    /** A step at the usual time that comes once, of nobody and waiting for nothing. */
    public PlanStep(
            String id,
            String audienceId,
            String audience,
            PlanDraft.Purpose purpose,
            PlanDraft.Phase phase,
            Messenger messenger,
            PlanDraft.Channel channel,
            LocalDate on,
            String subject,
            String words,
            String reason,
            PlanDraft.Measure measure) {
        this(
                id,
                audienceId,
                audience,
                purpose,
                phase,
                messenger,
                channel,
                on,
                subject,
                words,
                reason,
                measure,
                Planning.USUAL);
    }

    /**
     * Who sees to a step, and when it comes beyond its day.
     *
     * @param owner id of the person of the directory who sees to it; empty for nobody
     * @param waitsFor ids of steps of the plan that come before it
     * @param time of the day, in the tenant's zone
     * @param region whose holidays count for it; empty for the tenant's usual one
     * @param recurrence how it comes again, if it does
     * @param changed the plan's version in which the step was changed last
     */
    public record Planning(
            String owner,
            Set<String> waitsFor,
            LocalTime time,
            String region,
            Optional<Recurrence> recurrence,
            long changed) {
        /** When steps are said that name no time. */
        public static final LocalTime MORNING = LocalTime.of(9, 0);

        static final Planning USUAL = new Planning("", Set.of(), MORNING, "", Optional.empty(), 0);

        public Planning {
            waitsFor = Set.copyOf(waitsFor);
        }

        Planning again(Optional<Recurrence> other) {
            return new Planning(owner, waitsFor, time, region, other, changed);
        }

        /** The same as of this version of the plan. */
        Planning changedIn(long version) {
            return new Planning(owner, waitsFor, time, region, recurrence, version);
        }
    }

    /** The moment at which it is due, once on its day whatever clocks do. */
    public Instant due(ZoneId zone) {
        return Moments.at(on, planning.time(), zone);
    }

    /**
     * Each time that it comes, the first one under its own id and the n-th under one that stays the same when the series is
     * moved. A step that comes once is its own only time.
     */
    public List<PlanStep> times() {
        if (planning.recurrence().isEmpty()) {
            return List.of(this);
        }
        List<LocalDate> days = planning.recurrence().orElseThrow().days(on);
        return java.util.stream.IntStream.range(0, days.size())
                .mapToObj(n -> n == 0 ? this : time(id + TIMES + (n + 1), days.get(n)))
                .toList();
    }

    /** The id of the step that this id of one of its times belongs to. */
    public static String ofTime(String id) {
        int at = id.indexOf(TIMES);
        return at < 0 ? id : id.substring(0, at);
    }

    /** Which of its step's times an id means, from 1. */
    static int numberOfTime(String id) {
        int at = id.indexOf(TIMES);
        return at < 0 ? 1 : Integer.parseInt(id.substring(at + 1));
    }

    private PlanStep time(String otherId, LocalDate day) {
        return copy(otherId, audienceId, audience, messenger, channel, day, subject, words, planning);
    }

    /** The same on another day; a series keeps its length. */
    PlanStep movedTo(LocalDate day) {
        long by = day.toEpochDay() - on.toEpochDay();
        var moved = new Planning(
                planning.owner(),
                planning.waitsFor(),
                planning.time(),
                planning.region(),
                planning.recurrence().map(again -> again.moved(by)),
                planning.changed());
        return copy(id, audienceId, audience, messenger, channel, day, subject, words, moved);
    }

    PlanStep in(PlanDraft.Phase other) {
        return new PlanStep(
                id,
                audienceId,
                audience,
                purpose,
                other,
                messenger,
                channel,
                on,
                subject,
                words,
                reason,
                measure,
                planning);
    }

    PlanStep with(Planning other) {
        return copy(id, audienceId, audience, messenger, channel, on, subject, words, other);
    }

    PlanStep copy(
            String otherId,
            String toId,
            String to,
            Messenger by,
            PlanDraft.Channel how,
            LocalDate day,
            String about,
            String says,
            Planning other) {
        return new PlanStep(otherId, toId, to, purpose, phase, by, how, day, about, says, reason, measure, other);
    }

    /** Whether it says the same to the same people at the same time, whenever it was changed. */
    boolean sameAs(PlanStep other) {
        return with(planning.changedIn(0)).equals(other.with(other.planning().changedIn(0)));
    }

    /** Whether the other one is the same series with another end. */
    boolean endsOtherwise(PlanStep other) {
        return planning.recurrence().isPresent()
                && other.planning()
                        .recurrence()
                        .filter(again ->
                                again.weeks() == planning.recurrence().get().weeks())
                        .map(again -> sameAs(other.with(other.planning().again(planning.recurrence()))))
                        .orElse(false);
    }

    PlanDraft.Step draft() {
        return new PlanDraft.Step(
                id, audienceId, purpose, phase, messenger, channel, on, subject, words, reason, measure);
    }
}
