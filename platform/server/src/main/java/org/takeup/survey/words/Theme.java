package org.takeup.survey.words;

import java.util.List;

/**
 * A word or a pair of words that many people use, in whatever form.
 *
 * @param language of the texts, {@code en}, {@code de}, {@code fr} or {@code es}
 * @param words the form that most people use
 * @param people who use it, not how often
 * @param forms all forms that are common enough to be shown, the most used first
 */
public record Theme(String language, String words, long people, List<String> forms) {
    public Theme {
        forms = List.copyOf(forms);
    }
}
