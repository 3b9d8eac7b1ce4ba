package org.takeup.survey;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.questionnaire.Use;

/**
 * A wave as the API shows it.
 *
 * @param state {@code planned}, {@code open} or {@code closed}
 * @param opened when it opened, or will open
 * @param zone in which its times are said
 * @param sample how its people are drawn from the segment, if they are
 * @param people how many were named, if they were
 * @param spareLately whether those are left out who were invited in the last 30 days
 * @param answers after how many nobody begins any more
 * @param answersOfUnit the same for each unit
 * @param messenger in whose name the mails are: {@code ORGANISATION} or {@code MANAGER}
 * @param pilot whether its answers are counted nowhere
 * @param privacy how answers are kept: {@code anonymous}, {@code confidential} or {@code named}
 * @param resultsReady whether scores can be read
 */
public record WaveView(
        String id,
        String title,
        String state,
        boolean resultsReady,
        Instant opened,
        Instant closes,
        Optional<Instant> closed,
        InstrumentView instrument,
        String zone,
        String segment,
        Optional<SampleView> sample,
        Optional<Integer> people,
        boolean spareLately,
        Optional<Integer> answers,
        Optional<Integer> answersOfUnit,
        String messenger,
        boolean pilot,
        String privacy,
        int smallestGroup,
        Taken participation) {

    /** The instrument, in the tenant's language. @param uses what results are used for, beside being shown */
    public record InstrumentView(
            String plugin, String id, String version, String name, int minutes, List<String> uses) {}

    /** A sample; {@code people} or {@code percent} is there. @param rotating whether it is a panel that asks people in turn */
    public record SampleView(
            Optional<Integer> people, Optional<Integer> percent, boolean byUnit, String seed, boolean rotating) {
        private static Optional<SampleView> of(Audience audience) {
            return switch (audience) {
                case Audience.Drawn drawn -> Optional.of(of(drawn.sample(), false));
                case Audience.Panel panel -> Optional.of(of(panel.sample(), true));
                case Audience.Whole _, Audience.Named _ -> Optional.empty();
            };
        }

        private static SampleView of(Sample sample, boolean rotating) {
            Optional<Integer> number = Optional.of(sample.number());
            return new SampleView(
                    sample.percent() ? Optional.empty() : number,
                    sample.percent() ? number : Optional.empty(),
                    sample.byUnit(),
                    sample.seed(),
                    rotating);
        }
    }

    private static Optional<Integer> limit(int answers) {
        return Optional.of(answers).filter(number -> number > 0);
    }

    private static String state(Wave wave, Instant now) {
        return wave.planned() ? "planned" : wave.takesAnswers(now) ? "open" : "closed";
    }

    /** Who took part. @param percent finished of invited */
    public record Taken(long invited, long started, long finished, long percent, List<Participation.OfUnit> units) {}

    static WaveView of(Wave wave, Participation participation, Instant now, Locale language) {
        Instrument instrument = wave.instrument();
        return new WaveView(
                wave.id(),
                wave.title(),
                state(wave, now),
                wave.state() == Wave.State.SEPARATED,
                wave.opened(),
                wave.closes(),
                wave.closed(),
                new InstrumentView(
                        instrument.plugin(),
                        instrument.id(),
                        instrument.version(),
                        instrument.name().in(language),
                        instrument.minutes(),
                        Use.words(instrument.uses())),
                wave.fieldwork().zone().getId(),
                wave.segment().key(),
                SampleView.of(wave.audience()),
                wave.audience() instanceof Audience.Named named ? Optional.of(named.people()) : Optional.empty(),
                wave.fieldwork().sparing(),
                limit(wave.fieldwork().quota().answers()),
                limit(wave.fieldwork().quota().ofUnit()),
                wave.fieldwork().messenger().name(),
                wave.fieldwork().pilot(),
                wave.privacy().mode().word(),
                wave.privacy().smallestGroup(),
                new Taken(
                        participation.invited(),
                        participation.started(),
                        participation.finished(),
                        participation.percent(),
                        participation.units()));
    }
}
