package org.takeup.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** One answer: exactly one member is there. @param day in ISO 8601 */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Given(
            @Nullable Integer rating,
            @Nullable Boolean notApplicable,
            @Nullable List<@Nullable String> chosen,
            @Nullable List<@Nullable String> ranked,
            @Nullable String text,
            @Nullable BigDecimal number,
            @Nullable String day,
            @Nullable List<@Nullable String> persons) {
        static Given of(Answer answer) {
            return switch (answer) {
                case Answer.Rating rating -> new Given(rating.value(), null, null, null, null, null, null, null);
                case Answer.NotApplicable _ -> new Given(null, true, null, null, null, null, null, null);
                case Answer.Chosen chosen ->
                    new Given(null, null, nullable(chosen.ids()), null, null, null, null, null);
                case Answer.Ranked ranked ->
                    new Given(null, null, null, nullable(ranked.ids()), null, null, null, null);
                case Answer.Text text -> new Given(null, null, null, null, text.value(), null, null, null);
                case Answer.Number number -> new Given(null, null, null, null, null, number.value(), null, null);
                case Answer.Day day ->
                    new Given(null, null, null, null, null, null, day.value().toString(), null);
                case Answer.Persons persons ->
                    new Given(null, null, null, null, null, null, null, nullable(persons.ids()));
            };
        }

        private static List<@Nullable String> nullable(List<String> ids) {
            return new ArrayList<>(ids);
        }

        private Optional<Answer> answer() {
            long members = Stream.of(rating, notApplicable, chosen, ranked, text, number, day, persons)
                    .filter(Objects::nonNull)
                    .count();
            return members == 1 ? theOne() : Optional.empty();
        }

        private Optional<Answer> theOne() {
            if (rating != null) {
                return Optional.of(new Answer.Rating(rating));
            } else if (chosen != null) {
                return ids(chosen).map(Answer.Chosen::new);
            } else if (ranked != null) {
                return ids(ranked).map(Answer.Ranked::new);
            } else if (text != null) {
                return Optional.of(new Answer.Text(text));
            } else if (number != null) {
                return Readable.number(number).map(Answer.Number::new);
            } else if (day != null) {
                return Readable.isoDay(day).map(Answer.Day::new);
            } else if (persons != null) {
                return ids(persons).map(Answer.Persons::new);
            }
            return Boolean.TRUE.equals(notApplicable) ? Optional.of(new Answer.NotApplicable()) : Optional.empty();
        }

        private static Optional<List<String>> ids(List<@Nullable String> given) {
            var ids = new ArrayList<String>();
            for (String id : given) {
                if (id == null) {
                    return Optional.empty();
                }
                ids.add(id);
            }
            return Optional.of(ids);
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
                                "Give exactly one of rating, notApplicable: true, chosen, ranked, text, number (at"
                                        + " most 30 digits), day (like 2026-11-26) and persons."))));
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
