package org.takeup.message;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.message.check.Length;
import org.takeup.message.check.Reading;
import org.takeup.message.check.Vocabulary.Hit;
import org.takeup.message.source.Variable;
import org.takeup.plugin.reading.ReadingEase;
import org.takeup.plugin.reading.ReadingGrade;

/**
 * A step's words as the API and the page show them.
 *
 * @param limit LIX above which words need a reason
 * @param needsReason whether a variant is above it and no reason was given for these words
 * @param kept terms that the writer keeps
 * @param version of plan and words together
 */
public record MessageView(
        String plan,
        String step,
        List<VariantView> variants,
        String link,
        Optional<LocalDate> deadline,
        List<String> kept,
        Optional<ReasonView> reason,
        int limit,
        boolean needsReason,
        long version) {

    /** A variant with what is to be said of it. */
    public record VariantView(
            String key, String audience, String language, String subject, String words, ChecksView checks) {}

    /** Why hard words may go out. */
    public record ReasonView(String reason, String by, Instant at) {}

    /**
     * What a writer is told.
     *
     * @param faults why the texts cannot be saved, each with line and column
     * @param lix and its grade in words; none for a text without words
     * @param easeFormula with its source
     * @param words how many words the figures rest on
     * @param counts whether these are enough for a grade
     */
    public record ChecksView(
            String variant,
            String language,
            List<String> faults,
            Optional<Double> lix,
            String lixGrade,
            Optional<Double> ease,
            String easeGrade,
            String easeFormula,
            int words,
            boolean counts,
            boolean above,
            List<TermView> terms,
            List<LengthView> lengths,
            List<MissingView> missing) {
        static ChecksView of(Checked checked) {
            Reading reading = checked.reading();
            return new ChecksView(
                    checked.variant(),
                    checked.language(),
                    checked.faults(),
                    reading.lix().map(ReadingGrade::value).map(ChecksView::rounded),
                    reading.lix().map(grade -> Reading.grade(grade.value())).orElse(""),
                    reading.ease().map(ReadingEase::value).map(ChecksView::rounded),
                    reading.ease().map(ReadingEase::grade).orElse(""),
                    reading.ease()
                            .map(ease -> ease.formula().title() + " ("
                                    + ease.formula().source() + ")")
                            .orElse(""),
                    reading.lix().map(ReadingGrade::words).orElse(0),
                    reading.counts(),
                    checked.above(),
                    checked.terms().stream().map(TermView::of).toList(),
                    checked.lengths().stream().map(LengthView::of).toList(),
                    MissingView.of(checked.missing()));
        }

        private static double rounded(double value) {
            return Math.round(value * 10) / 10.0;
        }
    }

    /** A term with what to say instead. @param theirs whether the audience itself says so */
    public record TermView(String term, String found, String instead, boolean theirs) {
        static TermView of(Hit hit) {
            return new TermView(hit.term(), hit.found(), hit.instead(), hit.theirs());
        }
    }

    /** How a text fits into a format. */
    public record LengthView(String format, String label, boolean fits, String said) {
        static LengthView of(Length length) {
            return new LengthView(length.format().key(), length.format().label(), length.fits(), length.said());
        }
    }

    /** What stands for a variable of which nothing is known. */
    public record MissingView(String variable, String instead) {
        static List<MissingView> of(Map<Variable, String> missing) {
            var views = new ArrayList<MissingView>();
            missing.forEach((variable, instead) -> views.add(new MissingView(variable.key(), instead)));
            views.sort((one, other) -> one.variable().compareTo(other.variable()));
            return List.copyOf(views);
        }
    }

    static MessageView of(Words words, List<Checked> checks, int limit) {
        var variants = new ArrayList<VariantView>();
        for (int i = 0; i < checks.size(); i++) {
            Variant each = words.variants().get(i);
            variants.add(new VariantView(
                    each.key(),
                    each.audience(),
                    each.language(),
                    each.subject(),
                    each.words(),
                    ChecksView.of(checks.get(i))));
        }
        boolean above = checks.stream().anyMatch(Checked::above);
        Message message = words.message();
        return new MessageView(
                words.plan().id(),
                words.step().id(),
                List.copyOf(variants),
                message.link(),
                message.deadline(),
                message.kept().stream().sorted().toList(),
                message.overruled()
                        .filter(given -> given.digest().equals(words.digest()))
                        .map(given -> new ReasonView(given.reason(), given.name(), given.at())),
                limit,
                !words.mayGoOut(above),
                words.version());
    }

    /** What a language is called. */
    static String language(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return locale.getDisplayLanguage(Locale.ENGLISH);
    }
}
