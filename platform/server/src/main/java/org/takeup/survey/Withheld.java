package org.takeup.survey;

import java.util.Locale;
import java.util.Optional;
import org.takeup.language.LocalWords;

/**
 * Why a figure is not shown, for a reader and for programs. Of a survey there is one reason, whether a group is too small itself or could be
 * worked out together with one that is: to tell the two apart would say how many answered where. Another one is said of a survey that
 * asked nearly the same people as another.
 *
 * @param reason {@value #TOO_FEW} or {@value #FEW_APART}
 * @param words the same in the reader's language
 * @param language of the words, as a BCP 47 tag
 */
public record Withheld(String reason, String words, String language) {
    static final String TOO_FEW = "too-few-answers";
    static final String FEW_APART = "few-apart";

    private static final LocalWords WORDS = LocalWords.beside(Withheld.class, "withheld");

    static Withheld tooFew(Locale reader) {
        return of(TOO_FEW, reader);
    }

    static Withheld fewApart(Locale reader) {
        return of(FEW_APART, reader);
    }

    /** What is said where a figure of all together is not shown. */
    static Withheld ofAll(FewApart.Shown shown, Locale reader) {
        return switch (shown) {
            case ALL, NO_UNITS -> tooFew(reader);
            case NOTHING -> fewApart(reader);
        };
    }

    /** The same of a figure of a single unit. */
    static Withheld ofUnits(FewApart.Shown shown, Locale reader) {
        return switch (shown) {
            case ALL -> tooFew(reader);
            case NO_UNITS, NOTHING -> fewApart(reader);
        };
    }

    private static Withheld of(String reason, Locale reader) {
        LocalWords words = WORDS.in(reader);
        return new Withheld(reason, words.say(reason), words.language());
    }

    /** This, if there is no figure. */
    static Optional<Withheld> unless(Optional<?> figure, Withheld why) {
        return figure.isPresent() ? Optional.empty() : Optional.of(why);
    }
}
