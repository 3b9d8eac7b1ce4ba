package org.takeup.business;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A learning programme, and what it is for.
 *
 * @param need the business need that it answers; empty if nobody has said one, which the first page of the case tells
 * @param priority id of the priority that it serves; empty if none
 * @param sponsor who stands up for it, as people call them
 * @param statutory the law that demands it, if one does
 * @param from the first day on which it asks for people's time
 * @param until the last one
 * @param segments keys of the segments that it asks; a person of two of them counts once
 * @param minutesPerWeek learning time that it asks of each person
 * @param measures what is to be done for it
 * @param effect by how much the indicator is expected to change, in the indicator's unit
 * @param gain money that it is expected to bring; all zero if nobody puts it in money
 * @param purchases money for what is bought
 * @param launch that it is launched; none while it is being prepared
 * @param named since when it has had a sponsor, whoever that is; none without one, or if that was before anybody kept the day
 * @param added when it was first described; none in what was stored before programmes were launched, see {@link #known}
 * @param by name of the planner who changed it last
 * @param version grows with each change
 */
public record Programme(
        String id,
        String name,
        String need,
        String priority,
        String sponsor,
        Optional<Statutory> statutory,
        LocalDate from,
        LocalDate until,
        List<String> segments,
        int minutesPerWeek,
        List<Chosen> measures,
        Indicator indicator,
        Estimate effect,
        Estimate gain,
        Estimate purchases,
        Optional<Launch> launch,
        Optional<LocalDate> named,
        Optional<Instant> added,
        Instant changed,
        String by,
        long version) {
    /** Programmes that had begun by then were launched without being asked whether all was ready, and stay so. */
    private static final LocalDate ASKED_SINCE = LocalDate.of(2026, 11, 27);

    public Programme {
        segments = List.copyOf(segments);
        measures = List.copyOf(measures);
    }

    /** A law's demand. @param audience key of the segment that must have done it by then */
    public record Statutory(String rule, LocalDate due, String audience) {}

    /**
     * A measure of the library or of the workspace's own.
     *
     * @param days of work, in person-days
     * @param done when it was done; none while it is still to be done
     */
    public record Chosen(String measure, Estimate days, Optional<Won> done) {}

    /**
     * That a measure is done.
     *
     * @param day on which it was
     * @param by name of the planner who said so
     * @param at when they said so
     * @param evidence by what one sees it; empty if nobody has said it
     */
    public record Won(LocalDate day, String by, Instant at, String evidence) {}

    /** The next version, in which one of its measures is done, or to be done again. */
    Programme with(String measure, Optional<Won> done, Instant now, String planner) {
        return with(
                measures.stream()
                        .map(each ->
                                each.measure().equals(measure) ? new Chosen(each.measure(), each.days(), done) : each)
                        .toList(),
                launch,
                named,
                added,
                now,
                planner,
                version + 1);
    }

    /** The next version, which is launched, or is being prepared again. */
    Programme with(Optional<Launch> launched, Instant now, String planner) {
        return with(measures, launched, named, added, now, planner, version + 1);
    }

    /**
     * This, with what was done already by the version before, and launched if that was. Measures that it no longer has are
     * forgotten.
     */
    Programme after(Programme before) {
        return with(
                measures.stream()
                        .map(each -> new Chosen(each.measure(), each.days(), before.won(each.measure())))
                        .toList(),
                before.launch,
                // Another sponsor, or another spelling, is no later beginning; and after the launch it is history.
                before.sponsor.isEmpty() && before.launch.isEmpty() ? named : before.kept(sponsor),
                before.added,
                changed,
                by,
                version);
    }

    /** This as it is to be understood, also if it was stored before programmes were launched. */
    Programme known() {
        return added.isPresent()
                ? this
                : with(
                        measures,
                        from.isBefore(ASKED_SINCE) ? Optional.of(Launch.unasked(from, changed)) : Optional.empty(),
                        named,
                        Optional.of(changed),
                        changed,
                        by,
                        version);
    }

    private Optional<Won> won(String measure) {
        return measures.stream()
                .filter(each -> each.measure().equals(measure))
                .findFirst()
                .flatMap(Chosen::done);
    }

    private Optional<LocalDate> kept(String nextSponsor) {
        return nextSponsor.isEmpty() && launch.isEmpty() ? Optional.empty() : named;
    }

    /**
     * Whole days from naming a sponsor to the launch; none while it is not launched, or where one of the two days is not
     * known.
     */
    public Optional<Long> daysToLaunch() {
        return launch.filter(each -> !each.by().isEmpty())
                .flatMap(each -> named.map(day -> ChronoUnit.DAYS.between(day, each.day())));
    }

    private Programme with(
            List<Chosen> these,
            Optional<Launch> launched,
            Optional<LocalDate> sponsored,
            Optional<Instant> described,
            Instant when,
            String planner,
            long next) {
        return new Programme(
                id,
                name,
                need,
                priority,
                sponsor,
                statutory,
                from,
                until,
                segments,
                minutesPerWeek,
                these,
                indicator,
                effect,
                gain,
                purchases,
                launched,
                sponsored,
                described,
                when,
                planner,
                next);
    }

    /** How many of its measures are done. */
    int won() {
        return Math.toIntExact(
                measures.stream().filter(each -> each.done().isPresent()).count());
    }

    /** By which figure one sees that it worked. @param unit in which it is counted, for example percent of people */
    public record Indicator(Kind kind, String name, String unit, double baseline, double target) {
        /** Where the figure is from. */
        public enum Kind {
            TAKE_UP("Take-up figure"),
            SURVEY_SCALE("Scale of a survey"),
            OWN("Own business figure");

            private final String label;

            Kind(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }

        /** The part of the way from baseline to target that a change covers, 0 to 1; 0 if there is no way to go. */
        double progress(double change) {
            double way = target - baseline;
            return way == 0 ? 0 : Math.clamp(change / way, 0, 1);
        }
    }

    /** How many weeks it asks for time. */
    int weeks() {
        return Windows.weeks(from, until);
    }

    /** Learning hours that it asks of each person in a week. */
    double hours() {
        return minutesPerWeek / 60.0;
    }
}
