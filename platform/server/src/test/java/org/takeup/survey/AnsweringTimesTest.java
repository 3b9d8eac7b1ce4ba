package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
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

    /**
     * What a first-time user on a phone is predicted to need, in seconds: English, German, French, Spanish. "A five-minute
     * instrument is finished by a first-time user on a phone in under three."
     */
    private static final Map<String, List<Long>> SECONDS = Map.of(
            "culture-xy", List.of(93L, 115L, 114L, 103L),
            "platform-acceptance", List.of(160L, 179L, 176L, 164L),
            "what-stops-us", List.of(278L, 299L, 296L, 279L),
            "learner-voice", List.of(338L, 389L, 380L, 355L),
            "six-strands", List.of(283L, 337L, 333L, 308L));

    private static final int FIVE_MINUTES = 5;
    private static final long THREE_MINUTES = 180;

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
    void eachIsPredictedToTakeAsLongAsIsStatedHere() throws IOException {
        var predicted = new TreeMap<String, List<Long>>();
        for (Row row : rows()) {
            predicted
                    .computeIfAbsent(row.instrument(), _ -> new ArrayList<>())
                    .add(Math.round(row.time().seconds(Reader.TYPICAL)));
        }
        assertEquals(new TreeMap<>(SECONDS), predicted);
    }

    @Test
    void whatSaysFiveMinutesOrLessIsFinishedInUnderThree() throws IOException {
        var brief = new TreeSet<String>();
        for (Row row : rows()) {
            if (row.says() <= FIVE_MINUTES) {
                brief.add(row.instrument());
                assertTrue(row.time().seconds(Reader.TYPICAL) < THREE_MINUTES, row::toString);
            }
        }
        assertEquals(Set.of("culture-xy", "platform-acceptance"), brief);
    }

    private static long words(String language, String... keys) {
        LocalWords words = AnswerWords.in(Locale.forLanguageTag(language));
        return Stream.of(keys)
                .map(key -> words.say(key, VALUES))
                .mapToLong(AnsweringTimesTest::count)
                .sum();
    }

    private static long count(String text) {
        return WORD.matcher(text).results().count();
    }

    /** What the calculation adds for the words of the platform is enough for each of them. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void thePlatformSaysNoMoreThanIsCalculatedWith(String language) {
        long always = words(language, "minutes-once", "open-until", "promise.title", "promise.text");
        for (String mode : List.of("confidential", "named")) {
            long known = always + words(language, "promise." + mode, "start");
            assertTrue(known <= AnsweringTime.WORDS_BEFORE, known + " words");
        }
        long anonymous = always + words(language, "promise.anonymous", "begin", "keep");
        assertTrue(anonymous <= AnsweringTime.WORDS_BEFORE, anonymous + " words");
        long joined = always + words(language, "promise.confidential", "join.nobody", "join.begin", "join.once");
        assertTrue(joined <= AnsweringTime.WORDS_BEFORE, joined + " words");
        long page = words(language, "page", "minutes", "back", "not-applicable")
                + Math.max(words(language, "next"), words(language, "finish"));
        assertTrue(page <= AnsweringTime.WORDS_OF_A_PAGE, page + " words");
    }

    /** The same for what it says beside questions. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void besideAQuestionItSaysNoMoreThanIsCalculatedWith(String language) {
        var kinds = new QuestionKinds(AnswerWords.in(Locale.forLanguageTag(language)), Locale.forLanguageTag(language));
        LocalizedText text = LocalizedText.english("Text");
        List<Choice> choices = List.of(new Choice("a", text), new Choice("b", text), new Choice("c", text));
        // What the instrument itself says there, its two ends, is counted with its own words.
        for (Item item : List.of(
                new Item.FreeText("a", text, false, 500),
                new Item.Selection("a", text, false, choices, 2),
                new Item.Ranking("a", text, false, choices, 2),
                new Item.Recommend("a", text, false, text, text),
                new Item.Day("a", text, false, LocalDate.of(2020, 1, 1), LocalDate.of(2030, 12, 31)))) {
            long said = count(kinds.note(item))
                    + kinds.options(item, List.of()).stream()
                            .filter(AnswerView.Option::aside)
                            .mapToLong(option -> count(option.label()))
                            .sum()
                    + (item instanceof Item.Ranking ? words(language, "place", "no-place") : 0);
            assertTrue(said <= AnsweringTime.wordsBeside(item), said + " words beside " + item);
        }
    }
}
