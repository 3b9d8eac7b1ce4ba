package org.takeup.preference;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.takeup.http.Form;
import org.takeup.http.Problem;

/**
 * What stands in the form: a preference as it is stored, or what somebody typed and is not right yet.
 *
 * @param ways names of the first, second and so on, empty where none is chosen
 * @param taken kinds of messages that are ticked
 * @param opens whether it may be seen that they opened a mail
 * @param version that the form was drawn from
 */
public record ToldForm(
        List<String> ways,
        Set<String> days,
        String from,
        String to,
        String zone,
        String aWeek,
        String language,
        Set<String> tellers,
        Set<String> taken,
        List<String> kinds,
        boolean opens,
        long version) {
    /** The kinds that anybody may get and can do without. */
    private static final List<String> KINDS =
            List.of("plan-step", "survey-invitation", "survey-reminder", "manager-week");

    private static final int LONGEST = 64;

    static ToldForm of(Preference wish) {
        List<String> kinds = kinds(wish.without());
        var taken = new HashSet<>(kinds);
        taken.removeAll(wish.without());
        return new ToldForm(
                padded(wish.ways().stream().map(Enum::name).toList()),
                names(wish.days()),
                wish.span().map(span -> span.from().toString()).orElse(""),
                wish.span().map(span -> span.to().toString()).orElse(""),
                wish.zone().map(zone -> zone.getId()).orElse(""),
                wish.aWeek().isPresent() ? String.valueOf(wish.aWeek().getAsInt()) : "",
                wish.language().map(Locale::toLanguageTag).orElse(""),
                names(wish.tellers()),
                taken,
                kinds,
                wish.opens(),
                wish.version());
    }

    /** What was typed. @param stored knows kinds beside the usual ones */
    static ToldForm typed(Form form, Preference stored, long version) {
        var ways = new ArrayList<String>();
        for (int i = 1; i <= Way.values().length; i++) {
            ways.add(form.text("way" + i).orElse(""));
        }
        return new ToldForm(
                ways,
                Set.copyOf(new HashSet<>(form.values("day"))),
                text(form, "from"),
                text(form, "to"),
                text(form, "zone"),
                text(form, "aWeek"),
                text(form, "language"),
                Set.copyOf(new HashSet<>(form.values("teller"))),
                Set.copyOf(new HashSet<>(form.values("take"))),
                kinds(stored.without()),
                form.text("opens").isPresent(),
                version);
    }

    private static String text(Form form, String field) {
        return form.text(field)
                .map(value -> value.length() > LONGEST ? value.substring(0, LONGEST) : value)
                .orElse("");
    }

    /** @throws Problem 422 if the number is none */
    PreferenceEntry entry(Form form) {
        Integer number = aWeek.isEmpty() ? null : form.number("aWeek", 0, PreferenceEntry.MOST_A_WEEK);
        var without = new ArrayList<>(kinds);
        without.removeAll(taken);
        return new PreferenceEntry(
                ways.stream().filter(way -> !way.isEmpty()).toList(),
                days.stream().sorted().toList(),
                from,
                to,
                zone,
                number,
                language,
                tellers.stream().sorted().toList(),
                without,
                opens);
    }

    private static List<String> kinds(Set<String> more) {
        var kinds = new LinkedHashSet<>(KINDS);
        kinds.addAll(new TreeSet<>(more));
        return List.copyOf(kinds);
    }

    private static List<String> padded(List<String> ways) {
        var all = new ArrayList<>(ways);
        while (all.size() < Way.values().length) {
            all.add("");
        }
        return List.copyOf(all);
    }

    private static Set<String> names(Collection<? extends Enum<?>> values) {
        var names = new HashSet<String>();
        values.forEach(value -> names.add(value.name()));
        return Set.copyOf(names);
    }

    /** For the template. */
    public List<DayOfWeek> everyDay() {
        return List.of(DayOfWeek.values());
    }

    /** For the template. */
    public List<Way> everyWay() {
        return List.of(Way.values());
    }

    /** For the template. */
    public List<Teller> everyTeller() {
        return List.of(Teller.values());
    }
}
