package org.takeup.learning;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.lms.LearningRecord.Activity;
import org.takeup.plugin.api.lms.LearningRecord.Completion;
import org.takeup.plugin.api.lms.LearningRecord.Enrolment;

/**
 * The weeks of one person by course: enrolled, active, finished.
 *
 * <p>An enrolment runs from the later of the day the person enrolled and the start of the offering (the first activity if
 * neither is known) to the earliest of the day they left, the day they completed it, and its end; to this week if none is
 * known. A week counts if the enrolment runs on any of its days. What a person does outside of it is no take-up.
 */
final class Attendance {
    private final Map<String, CatalogueEntry> catalogue;
    private final String source;
    private final Weeks weeks;
    private final int base;
    private final int now;
    private final Map<String, Span> byCourse = new HashMap<>();

    /** The weeks of one course; bit 0 is the earliest week that is looked at. */
    static final class Span {
        final BitSet enrolled = new BitSet();
        final BitSet active = new BitSet();
        final BitSet finished = new BitSet();

        void add(Span other) {
            enrolled.or(other.enrolled);
            active.or(other.active);
            finished.or(other.finished);
        }
    }

    /**
     * @param catalogue entries by key
     * @param weeks how days are put into weeks
     * @param base the earliest week that is looked at
     * @param now the latest
     */
    Attendance(Learner learner, String source, Map<String, CatalogueEntry> catalogue, Weeks weeks, int base, int now) {
        this.source = source;
        this.weeks = weeks;
        this.catalogue = catalogue;
        this.base = base;
        this.now = now;
        learner.enrolments().forEach(enrolment -> enrolled(enrolment, learner));
        learner.activities().forEach(activity -> mark(activity.offeringId(), activity.on(), false));
        learner.completions().stream()
                .filter(completion -> completion.outcome() != Completion.Outcome.FAILED)
                .forEach(completion -> mark(completion.offeringId(), completion.on(), true));
        byCourse.values().forEach(span -> {
            span.active.and(span.enrolled);
            span.finished.and(span.enrolled);
        });
        byCourse.values().removeIf(span -> span.enrolled.isEmpty());
    }

    /** By key of the course; only courses that the person was enrolled in for a week at least. */
    Map<String, Span> byCourse() {
        return byCourse;
    }

    private void enrolled(Enrolment enrolment, Learner learner) {
        CatalogueEntry offering = offering(enrolment.offeringId());
        if (offering == null) {
            return;
        }
        Stream<LocalDate> begins = Stream.of(
                        Optional.ofNullable(enrolment.from()), Optional.ofNullable(offering.starts()))
                .flatMap(Optional::stream);
        Optional<LocalDate> from = begins.max(LocalDate::compareTo).or(() -> firstActivity(enrolment, learner));
        Optional<LocalDate> until = Stream.of(
                        Optional.ofNullable(enrolment.until()),
                        Optional.ofNullable(offering.ends()),
                        completed(enrolment, learner))
                .flatMap(Optional::stream)
                .min(LocalDate::compareTo);
        if (from.isPresent() && until.map(end -> !end.isBefore(from.get())).orElse(true)) {
            int first = Math.max(base, weeks.number(from.get()));
            int last = Math.min(now, until.map(weeks::number).orElse(now));
            if (first <= last) {
                span(offering).enrolled.set(first - base, last - base + 1);
            }
        }
    }

    private static Optional<LocalDate> firstActivity(Enrolment enrolment, Learner learner) {
        return learner.activities().stream()
                .filter(activity -> activity.offeringId().equals(enrolment.offeringId()))
                .map(Activity::on)
                .min(LocalDate::compareTo);
    }

    private static Optional<LocalDate> completed(Enrolment enrolment, Learner learner) {
        return learner.completions().stream()
                .filter(completion -> completion.offeringId().equals(enrolment.offeringId()))
                .map(Completion::on)
                .max(LocalDate::compareTo);
    }

    private void mark(String offeringId, LocalDate on, boolean finished) {
        CatalogueEntry offering = offering(offeringId);
        int week = weeks.number(on);
        if (offering != null && week >= base && week <= now) {
            Span span = span(offering);
            (finished ? span.finished : span.active).set(week - base);
        }
    }

    private @Nullable CatalogueEntry offering(String id) {
        CatalogueEntry offering = catalogue.get(CatalogueEntry.key(source, RecordKind.OFFERING, id));
        return offering == null || offering.parent() == null ? null : offering;
    }

    private Span span(CatalogueEntry offering) {
        return byCourse.computeIfAbsent(Objects.requireNonNull(offering.parent()), ignored -> new Span());
    }
}
