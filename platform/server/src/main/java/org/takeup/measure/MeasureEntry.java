package org.takeup.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.plugin.api.LocalizedText;

/**
 * A workspace's own measure, as it came in.
 *
 * @param direct ids of the needs that it answers
 * @param partly ids of those that it answers in part
 * @param daysFrom and {@code daysTo} are person-days
 * @param weeksFrom and {@code weeksTo} are weeks until the first effect
 * @param sign by which one sees that it works
 * @param source where the evidence is from; needed unless it is one's own experience
 */
public record MeasureEntry(
        @Nullable String name,
        @Nullable String doing,
        @Nullable List<String> direct,
        @Nullable List<String> partly,
        Measure.@Nullable Effort effort,
        int daysFrom,
        int daysTo,
        int weeksFrom,
        int weeksTo,
        @Nullable List<Measure.Actor> who,
        @Nullable List<Measure.Format> formats,
        Measure.@Nullable Strength evidence,
        @Nullable String source,
        @Nullable String sign,
        @Nullable List<Measure.Data> data,
        @Nullable Boolean archived) {
    static final int LONGEST_NAME = 80;
    static final int LONGEST_TEXT = 900;
    static final int LONGEST_LINE = 200;
    static final int MOST_DAYS = 1_000;
    static final int MOST_WEEKS = 260;

    /** The measure that this describes. @throws Problem 422 naming every part that does not fit */
    Measure checked(Library library, String id, long version) {
        var wrong = new ArrayList<Problem.Field>();
        String cleanName = Plain.repeatable(Plain.line(name, "name", LONGEST_NAME, true, wrong), "name", wrong);
        String cleanDoing = Plain.repeatable(Plain.text(doing, "doing", LONGEST_TEXT, true, wrong), "doing", wrong);
        String cleanSign = Plain.repeatable(Plain.line(sign, "sign", LONGEST_LINE, true, wrong), "sign", wrong);
        String cleanSource =
                Plain.repeatable(Plain.line(source, "source", LONGEST_LINE, false, wrong), "source", wrong);
        Map<String, Measure.Fit> answers = answers(library, wrong);
        Measure.Range days = range("days", daysFrom, daysTo, MOST_DAYS, wrong);
        Measure.Range weeks = range("weeks", weeksFrom, weeksTo, MOST_WEEKS, wrong);
        List<Measure.Actor> actors = chosen(who, "who", wrong);
        Measure.Effort cleanEffort = effort;
        if (cleanEffort == null) {
            wrong.add(new Problem.Field("effort", "Choose S, M or L."));
            cleanEffort = Measure.Effort.M;
        }
        Measure.Strength strength = evidence == null ? Measure.Strength.EXPERIENCE : evidence;
        if (strength != Measure.Strength.EXPERIENCE && cleanSource.isEmpty()) {
            wrong.add(new Problem.Field("source", "Say where this is from, or choose experience."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return new Measure(
                id,
                LocalizedText.english(cleanName),
                LocalizedText.english(cleanDoing),
                answers,
                cleanEffort,
                days,
                weeks,
                actors,
                distinct(formats),
                new Measure.Evidence(strength, cleanSource.isEmpty() ? List.of() : List.of(cleanSource)),
                LocalizedText.english(cleanSign),
                distinct(data),
                Optional.of(new Measure.Own(archived != null && archived, version)));
    }

    private Map<String, Measure.Fit> answers(Library library, List<Problem.Field> wrong) {
        var answers = new LinkedHashMap<String, Measure.Fit>();
        distinct(partly).forEach(need -> answers.put(known(library, need, "partly", wrong), Measure.Fit.PARTLY));
        distinct(direct).forEach(need -> answers.put(known(library, need, "direct", wrong), Measure.Fit.DIRECT));
        if (answers.isEmpty()) {
            wrong.add(new Problem.Field("direct", "Choose at least one thing that it answers."));
        }
        return answers;
    }

    private static String known(Library library, String need, String field, List<Problem.Field> wrong) {
        boolean said = wrong.stream().anyMatch(each -> each.name().equals(field));
        if (library.need(need).isEmpty() && !said) {
            wrong.add(new Problem.Field(field, "Choose from the list; one of these is not in it."));
        }
        return need;
    }

    private static Measure.Range range(String field, int from, int to, int most, List<Problem.Field> wrong) {
        if (from < 0 || to < from || to > most) {
            wrong.add(new Problem.Field(
                    field + "To", "Give whole numbers from 0 to " + most + ", the smaller one first."));
            return new Measure.Range(0, 0);
        }
        return new Measure.Range(from, to);
    }

    private static <T> List<T> chosen(@Nullable List<T> given, String field, List<Problem.Field> wrong) {
        List<T> distinct = distinct(given);
        if (distinct.isEmpty()) {
            wrong.add(new Problem.Field(field, "Choose at least one."));
        }
        return distinct;
    }

    private static <T> List<T> distinct(@Nullable List<T> given) {
        return given == null
                ? List.of()
                : given.stream().filter(Objects::nonNull).distinct().toList();
    }
}
