package org.takeup.survey;

import java.util.Locale;
import java.util.Optional;
import org.takeup.language.LocalWords;

/**
 * Why a figure is not shown, for a reader and for programs. There is one reason, whether a group is too small itself or could be
 * worked out together with one that is: to tell the two apart would say how many answered where.
 *
 * @param reason {@value #TOO_FEW}
 * @param words the same in the reader's language
 * @param language of the words, as a BCP 47 tag
 */
public record Withheld(String reason, String words, String language) {
    static final String TOO_FEW = "too-few-answers";

    private static final LocalWords WORDS = LocalWords.beside(Withheld.class, "withheld");

    static Withheld tooFew(Locale reader) {
        LocalWords words = WORDS.in(reader);
        return new Withheld(TOO_FEW, words.say(TOO_FEW), words.language());
    }

    /** This, if there is no figure. */
    static Optional<Withheld> unless(Optional<?> figure, Withheld why) {
        return figure.isPresent() ? Optional.empty() : Optional.of(why);
    }
}
