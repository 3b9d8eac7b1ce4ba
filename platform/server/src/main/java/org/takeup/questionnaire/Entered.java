package org.takeup.questionnaire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.questionnaire.format.Decimals;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Wording;

/** What was entered on an editor's form. Collects what does not fit; {@link #refuse} throws it all at once. */
final class Entered {
    /** Stands for what does not fit; never leaves the editor, because it is refused. */
    private static final String NOTHING = "?";

    private final Form form;
    private final List<String> languages;
    private final List<Problem.Field> wrong = new ArrayList<>();

    Entered(Form form, List<String> languages) {
        this.form = form;
        this.languages = languages;
    }

    void fault(String field, String words) {
        wrong.add(new Problem.Field(field, words));
    }

    /** @throws Problem 422 naming every field that does not fit */
    void refuse() {
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
    }

    Optional<String> plain(String field) {
        return form.text(field);
    }

    boolean ticked(String field) {
        return form.text(field).isPresent();
    }

    /** A text that must be there in one language at least. */
    LocalizedText text(String name, int most) {
        return textIfThere(name, most).orElseGet(() -> {
            fault(name + "." + languages.getFirst(), "Please fill this in.");
            return new LocalizedText(Map.of(languages.getFirst(), NOTHING));
        });
    }

    Optional<LocalizedText> textIfThere(String name, int most) {
        var byLanguage = new HashMap<String, String>();
        for (String tag : languages) {
            String field = name + "." + tag;
            form.text(field).map(Wording::tidy).filter(text -> !text.isEmpty()).ifPresent(text -> {
                Wording.fault(text, most).ifPresent(words -> fault(field, words + "."));
                byLanguage.put(tag, text);
            });
        }
        return byLanguage.isEmpty() ? Optional.empty() : Optional.of(new LocalizedText(byLanguage));
    }

    int whole(String field, int least, int most) {
        Optional<Integer> number = form.text(field).flatMap(text -> {
            try {
                return Optional.of(Integer.parseInt(text));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
        if (number.isEmpty() || number.get() < least || number.get() > most) {
            fault(field, "Please give a whole number from " + least + " to " + most + ".");
            return least;
        }
        return number.get();
    }

    BigDecimal decimal(String field) {
        return form.text(field).flatMap(Decimals::read).orElseGet(() -> {
            fault(field, "Please give a number such as 12 or 2.5.");
            return BigDecimal.ZERO;
        });
    }

    LocalDate day(String field) {
        try {
            return LocalDate.parse(form.text(field).orElse(""));
        } catch (DateTimeException e) {
            fault(field, "Please give a day such as 2027-01-31.");
            return LocalDate.EPOCH;
        }
    }

    /** A row of a list. */
    private record Line(int number, int place, Optional<String> id, LocalizedText label) {}

    /** The labels of a scale's points; rows that were left empty are left out. */
    List<LocalizedText> points() {
        List<LocalizedText> points = lines("point").stream().map(Line::label).toList();
        if (points.size() < 2) {
            fault("points", "Name at least two points, from the lowest to the highest.");
            LocalizedText any = new LocalizedText(Map.of(languages.getFirst(), NOTHING));
            return List.of(any, any);
        }
        return points;
    }

    /** Choices by their places. One without an id gets one. */
    List<Choice> choices() {
        List<Line> lines = lines("choice");
        if (lines.isEmpty()) {
            fault("choices", "Offer at least one choice.");
        }
        Set<String> taken = new HashSet<>();
        lines.forEach(line -> line.id().ifPresent(id -> {
            if (!Format.ID.matcher(id).matches()) {
                fault("choice." + line.number() + ".id", "Use lower-case letters, digits and hyphens, at most 64.");
            } else if (!taken.add(id)) {
                fault("choice." + line.number() + ".id", "Another choice has this id.");
            }
        }));
        var choices = new ArrayList<Choice>();
        for (Line line : lines) {
            String id = line.id()
                    .orElseGet(() -> Ids.fresh(
                            taken, line.label().in(java.util.Locale.forLanguageTag(languages.getFirst())), "choice"));
            taken.add(id);
            choices.add(new Choice(id, line.label()));
        }
        return choices;
    }

    private List<Line> lines(String name) {
        var lines = new ArrayList<Line>();
        for (int i = 1; i <= Format.MOST_CHOICES; i++) {
            int number = i;
            textIfThere(name + "." + i, Wording.SHORT)
                    .ifPresent(label -> lines.add(new Line(
                            number,
                            place(name + "." + number + ".place", number),
                            form.text(name + "." + number + ".id"),
                            label)));
        }
        // Who was moved comes before who has that place already, or behind them when moved down.
        lines.sort(Comparator.comparingInt(Line::place)
                .thenComparing(
                        line -> line.place() == line.number() ? 0 : Integer.compare(line.place(), line.number())));
        return lines;
    }

    private int place(String field, int otherwise) {
        return form.text(field).isPresent() ? whole(field, 1, 999) : otherwise;
    }
}
