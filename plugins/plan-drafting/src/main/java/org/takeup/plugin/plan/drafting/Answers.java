package org.takeup.plugin.plan.drafting;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.FormField;

/**
 * What a planner answered, read one question after the other. Whatever is missing or cannot be is replaced, and the replacement
 * is named as an assumption, in the words {@code assume.<id>}. For one thread.
 */
public final class Answers {
    private final Words words;
    private final Map<String, Answer> given;
    private final List<String> assumptions = new ArrayList<>();

    public Answers(Words words, Map<String, Answer> given) {
        this.words = words;
        this.given = Map.copyOf(given);
    }

    /** A question in the words {@code <id>} and {@code <id>.help}. @param preset what stands in it, if anything */
    public static FormField question(
            Words words, String id, FormField.Kind kind, boolean required, @Nullable String preset) {
        return new FormField(id, words.form(id), words.form(id + ".help"), kind, List.of(), required, preset);
    }

    /** Notes that something is taken for granted. */
    public void assume(String key, Map<String, ?> values) {
        assumptions.add(words.draft(key, values));
    }

    /** What was taken for granted so far, one sentence each. */
    public List<String> assumptions() {
        return List.copyOf(assumptions);
    }

    /** As it was typed; empty without an answer. */
    public String text(String id) {
        return given.get(id) instanceof Answer.Text text ? text.value() : "";
    }

    /** A name or half a sentence, on one line, without a full stop. @param otherwise what else it could be; may be empty */
    public String named(String id, int most, String otherwise) {
        String said = Words.oneLine(text(id), most);
        while (said.endsWith(".")) {
            said = said.substring(0, said.length() - 1).strip();
        }
        if (!said.isEmpty()) {
            return said;
        }
        String instead = Words.oneLine(otherwise, most);
        String taken = instead.isEmpty() ? words.draft("default.programme") : instead;
        assume("assume." + id, Map.of("value", taken));
        return taken;
    }

    /** A whole number between the two, both included. @param replaced the key of what is said if it is another one */
    public int number(String id, int least, int most, int usual, String replaced) {
        String said = text(id).strip();
        int number;
        try {
            number = Integer.parseInt(said);
        } catch (NumberFormatException e) {
            number = usual;
        }
        int taken = Math.clamp(number, least, most);
        if (!said.equals(Integer.toString(taken))) {
            assume(replaced, Map.of("value", taken));
        }
        return taken;
    }

    /** A day from the one until before the other. */
    public LocalDate day(String id, LocalDate first, LocalDate before, LocalDate usual) {
        return day(id).filter(day -> !day.isBefore(first) && day.isBefore(before))
                .orElseGet(() -> {
                    assume("assume." + id, Map.of("value", usual));
                    return usual;
                });
    }

    /** A day, if it is one. */
    public Optional<LocalDate> day(String id) {
        try {
            return Optional.of(LocalDate.parse(text(id).strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A day as a draft writes it. */
    public static String written(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.UK)
                .format(day);
    }
}
