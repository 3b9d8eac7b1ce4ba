package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.plugin.reading.AnsweringTime;
import org.takeup.plugin.reading.AnsweringTime.Reader;
import org.takeup.plugin.testkit.PackedPlugin;

/**
 * How long our instruments take by {@link AnsweringTime}, as they are packed: what invitations say is enough for people in the
 * middle in each language. The table is printed, so that a build shows it.
 */
class AnsweringTimesTest {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+(?:[’'\\-][\\p{L}\\p{Nd}]+){0,20}");

    /** "A five-minute instrument is finished by a first-time user on a phone in under three": of these we can say so. */
    private static final Set<String> UNDER_THREE_MINUTES = Set.of("culture-xy");

    private static final Map<String, Object> VALUES =
            Map.of("date", "31 December 2026 at 23:59", "minutes", 7, "n", 5, "page", 1, "pages", 7);

    private record Row(String instrument, int says, String language, AnsweringTime time) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-20s %s  says %d min  typical %3.0f s  slow %3.0f s  (%d words, %d choices, %d taps, %d swipes, %d"
                            + " words typed, %d pages)",
                    instrument,
                    language,
                    says,
                    time.seconds(Reader.TYPICAL),
                    time.seconds(Reader.SLOW),
                    time.words(),
                    time.choices(),
                    time.taps(),
                    time.swipes(),
                    time.typed(),
                    time.pages());
        }
    }

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        try (var zips = Files.newDirectoryStream(Path.of("target", "plugins"), "*survey-*.zip")) {
            for (Path zip : zips) {
                try (PackedPlugin plugin = PackedPlugin.open(zip)) {
                    for (SurveyInstrument one : plugin.extensions(SurveyInstrument.class)) {
                        LANGUAGES.forEach(tag -> rows.add(new Row(
                                one.profile().id(),
                                one.profile().minutes(),
                                tag,
                                AnsweringTime.of(one.profile(), one.questionnaire(), tag))));
                    }
                }
            }
        }
        return rows;
    }

    @Test
    void ourInstrumentsTakeNoLongerThanTheySay() throws IOException {
        List<Row> rows = rows();
        assertEquals(5 * LANGUAGES.size(), rows.size());
        for (Row row : rows) {
            assertTrue(row.time().minutes(Reader.TYPICAL) <= row.says(), row::toString);
        }
    }

    @Test
    void whichOfThemAreFinishedInUnderThreeMinutes() throws IOException {
        var all = new HashSet<String>();
        var longer = new HashSet<String>();
        for (Row row : rows()) {
            all.add(row.instrument());
            if (row.time().seconds(Reader.TYPICAL) >= 180) {
                longer.add(row.instrument());
            }
        }
        all.removeAll(longer);
        assertEquals(UNDER_THREE_MINUTES, all);
    }

    private static long words(String language, String... keys) {
        LocalWords words = AnswerWords.in(Locale.forLanguageTag(language));
        return Stream.of(keys)
                .map(key -> words.say(key, VALUES))
                .mapToLong(text -> WORD.matcher(text).results().count())
                .sum();
    }

    /** What the calculation adds for the words of the platform is enough for each of them. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void thePlatformSaysNoMoreThanIsCalculatedWith(String language) {
        long always = words(language, "open-until", "promise.title", "promise.text");
        long anonymous = always
                + words(language, "minutes-once", "promise.anonymous", "promise.anonymous.how", "begin", "keep")
                + Math.max(words(language, "token.browser"), words(language, "token.server"))
                + Math.max(words(language, "made.browser"), words(language, "made.server"));
        assertTrue(anonymous <= AnsweringTime.WORDS_BEFORE, anonymous + " words");
        for (String mode : List.of("promise.confidential", "promise.named")) {
            long known = always + words(language, "minutes-all", mode, mode + ".how", "start");
            assertTrue(known <= AnsweringTime.WORDS_BEFORE, known + " words");
        }
        long page = words(language, "page", "minutes", "back", "not-applicable")
                + Math.max(words(language, "next"), words(language, "finish"));
        assertTrue(page <= AnsweringTime.WORDS_OF_A_PAGE, page + " words");
    }
}
