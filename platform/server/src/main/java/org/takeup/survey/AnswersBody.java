package org.takeup.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;
import org.takeup.plugin.api.Answer;

/**
 * All answers of a person, as the API takes them.
 *
 * @param answers by item id
 * @param finished whether the person is done; false saves a draft
 * @param language BCP 47 tag of the language that the questions were read in; the tenant's if it is left out
 */
public record AnswersBody(
        @Nullable Map<String, @Nullable Given> answers,
        @Nullable Boolean finished,
        @Nullable String language) {
    private static final int MOST_ANSWERS = 300;

    /** One answer: exactly one member is there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Given(
            @Nullable Integer rating,
            @Nullable Boolean notApplicable,
            @Nullable List<String> chosen,
            @Nullable List<String> ranked,
            @Nullable String text) {
        static Given of(Answer answer) {
            return switch (answer) {
                case Answer.Rating rating -> new Given(rating.value(), null, null, null, null);
                case Answer.NotApplicable _ -> new Given(null, true, null, null, null);
                case Answer.Chosen chosen -> new Given(null, null, chosen.ids(), null, null);
                case Answer.Ranked ranked -> new Given(null, null, null, ranked.ids(), null);
                case Answer.Text text -> new Given(null, null, null, null, text.value());
            };
        }

        private Optional<Answer> answer() {
            int members = (rating == null ? 0 : 1)
                    + (notApplicable == null ? 0 : 1)
                    + (chosen == null ? 0 : 1)
                    + (ranked == null ? 0 : 1)
                    + (text == null ? 0 : 1);
            if (members != 1) {
                return Optional.empty();
            }
            if (rating != null) {
                return Optional.of(new Answer.Rating(rating));
            }
            if (chosen != null) {
                return chosen.stream().anyMatch(java.util.Objects::isNull)
                        ? Optional.empty()
                        : Optional.of(new Answer.Chosen(chosen));
            }
            if (ranked != null) {
                return ranked.stream().anyMatch(java.util.Objects::isNull)
                        ? Optional.empty()
                        : Optional.of(new Answer.Ranked(ranked));
            }
            if (text != null) {
                return Optional.of(new Answer.Text(text));
            }
            return Boolean.TRUE.equals(notApplicable) ? Optional.of(new Answer.NotApplicable()) : Optional.empty();
        }
    }

    /** @throws Problem naming an answer that is none */
    Map<String, Answer> read() {
        if (answers == null || answers.size() > MOST_ANSWERS) {
            throw Problem.invalid("answers", "Give an object with at most " + MOST_ANSWERS + " answers by item id.");
        }
        var read = new HashMap<String, Answer>();
        answers.forEach((item, given) -> read.put(
                item,
                Optional.ofNullable(given)
                        .flatMap(Given::answer)
                        .orElseThrow(() -> Problem.invalid(
                                "answers." + item,
                                "Give exactly one of rating, notApplicable: true, chosen, ranked and text."))));
        return read;
    }

    boolean isFinished() {
        return finished != null && finished;
    }

    Locale language(Locale otherwise) {
        if (language == null) {
            return otherwise;
        }
        if (language.length() > 35
                || Locale.forLanguageTag(language).getLanguage().isEmpty()) {
            throw Problem.invalid("language", "Give a tag such as en or de-AT.");
        }
        return Locale.forLanguageTag(language);
    }
}
