package org.takeup.message.check;

import java.util.List;
import java.util.Optional;
import org.takeup.plugin.reading.ReadingEase;
import org.takeup.plugin.reading.ReadingGrade;

/**
 * How easy a text is to read.
 *
 * @param lix Björnsson 1968, in every language; none for a text without words
 * @param ease by the formula of the language
 */
public record Reading(Optional<ReadingGrade> lix, Optional<ReadingEase> ease) {
    /** Fewer words give no grade that means something. */
    public static final int FEWEST_WORDS = 20;

    /** @param sentences paragraphs and points, each by itself @param language BCP 47 tag */
    public static Reading of(List<String> sentences, String language) {
        try {
            return new Reading(Optional.of(ReadingGrade.lix(sentences, language)), ReadingEase.of(sentences, language));
        } catch (IllegalArgumentException e) {
            // No word in it, and so nothing to grade.
            return new Reading(Optional.empty(), Optional.empty());
        }
    }

    /** Whether there are words enough for a grade. */
    public boolean counts() {
        return lix.filter(grade -> grade.words() >= FEWEST_WORDS).isPresent();
    }

    /** Whether it is harder than a LIX of this. Short texts never are. */
    public boolean harderThan(int limit) {
        return counts() && lix.filter(grade -> grade.value() > limit).isPresent();
    }

    /** The grade in words, by Björnsson's table: as children's books, stories, newspapers, official texts. */
    public static String grade(double lix) {
        if (lix < 30) {
            return "very easy, as children's books";
        }
        if (lix < 40) {
            return "easy, as stories";
        }
        if (lix < 50) {
            return "standard, as newspapers";
        }
        return lix < 60 ? "hard, as official texts" : "very hard, as bureaucratic texts";
    }
}
