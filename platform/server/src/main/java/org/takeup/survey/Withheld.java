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

    private static Withheld fewApart(Locale reader) {
        return of(FEW_APART, reader);
    }

    /** Why nothing of a survey is shown, if that is because of another one. */
    static Optional<Withheld> whole(FewApart.Shown shown, Locale reader) {
        return switch (shown) {
            case ALL, NO_UNITS -> Optional.empty();
            case NOTHING -> Optional.of(fewApart(reader));
        };
    }

    /** Why nothing of single units of a survey is shown, if that is because of another one. */
    static Optional<Withheld> units(FewApart.Shown shown, Locale reader) {
        return switch (shown) {
            case ALL -> Optional.empty();
            case NO_UNITS, NOTHING -> Optional.of(fewApart(reader));
        };
    }

    /** What is shown of a survey of which {@link #whole} and {@link #units} say this. */
    static FewApart.Shown shown(Optional<Withheld> whole, Optional<Withheld> units) {
        if (whole.isPresent()) {
            return FewApart.Shown.NOTHING;
        }
        return units.isPresent() ? FewApart.Shown.NO_UNITS : FewApart.Shown.ALL;
    }

    /** What is said where a figure of all together is not shown. */
    static Withheld ofAll(FewApart.Shown shown, Locale reader) {
        return whole(shown, reader).orElseGet(() -> tooFew(reader));
    }

    /** The same of a figure of a single unit. */
    static Withheld ofUnits(FewApart.Shown shown, Locale reader) {
        return units(shown, reader).orElseGet(() -> tooFew(reader));
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
