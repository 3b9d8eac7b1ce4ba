package org.takeup.measure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A measure in one language: what the page and the API are made from.
 *
 * @param direct ids of the needs that it answers, in the order of the library
 * @param partly ids of those that it answers in part
 * @param quick whether it is a quick win
 * @param own whether it is the workspace's own; only then it can be changed
 * @param version of one's own measure; 0 for one of the library
 */
public record MeasureView(
        String id,
        String name,
        String doing,
        List<String> direct,
        List<String> partly,
        Measure.Effort effort,
        int daysFrom,
        int daysTo,
        int weeksFrom,
        int weeksTo,
        List<Measure.Actor> who,
        List<Measure.Format> formats,
        Measure.Strength evidence,
        List<String> sources,
        String sign,
        List<Measure.Data> data,
        boolean quick,
        boolean own,
        boolean archived,
        long version) {
    static MeasureView of(Measure measure, Library library, Locale language) {
        return new MeasureView(
                measure.id(),
                measure.name().in(language),
                measure.doing().in(language),
                answers(measure, library, Measure.Fit.DIRECT),
                answers(measure, library, Measure.Fit.PARTLY),
                measure.effort(),
                measure.days().from(),
                measure.days().to(),
                measure.weeks().from(),
                measure.weeks().to(),
                measure.who(),
                measure.formats(),
                measure.evidence().strength(),
                measure.evidence().sources(),
                measure.sign().in(language),
                measure.data(),
                measure.quick(),
                measure.own().isPresent(),
                measure.archived(),
                measure.own().map(Measure.Own::version).orElse(0L));
    }

    private static List<String> answers(Measure measure, Library library, Measure.Fit fit) {
        Map<String, Measure.Fit> answers = measure.answers();
        return library.needs().stream()
                .map(Need::id)
                .filter(id -> answers.get(id) == fit)
                .toList();
    }

    /**
     * Which measures somebody wants to see.
     *
     * @param need id of a need or of a family; empty for all
     */
    record Filter(String need, Optional<Measure.Effort> effort, Optional<Measure.Actor> who) {
        boolean takes(Measure measure, Library library) {
            return (need.isEmpty() || library.meant(need).stream().anyMatch(measure.answers()::containsKey))
                    && effort.map(wanted -> measure.effort() == wanted).orElse(true)
                    && who.map(measure.who()::contains).orElse(true);
        }
    }
}
