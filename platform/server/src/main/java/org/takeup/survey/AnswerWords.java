package org.takeup.survey;

import java.util.Locale;
import org.takeup.language.LocalWords;

/** The platform's own words around a questionnaire, in the languages in which it can ask. */
public final class AnswerWords {
    /** For pages of planners, and where a fault is told to a program. */
    public static final LocalWords ENGLISH = LocalWords.beside(AnswerWords.class, "answer");

    private AnswerWords() {}

    /** In the language in which somebody answers, or in English. */
    static LocalWords in(Locale reader) {
        return ENGLISH.in(reader);
    }
}
