package org.takeup.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.http.Languages;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.ScoringModel;

class LibraryTest {
    private static final Library LIBRARY = Library.standard();

    /**
     * Every line of the source discussion in which something is done, with the measures that stand for it. The lines are
     * counted in the source; what they are about is in our words.
     */
    private static final Map<Integer, List<String>> SOURCE = new TreeMap<>();

    static {
        line(25, "business, staff and take-up gain with maturity: find the weakest strand", "weakest-strand");
        line(30, "capability of the learning team", "team-skills");
        line(39, "what stops us ourselves, not others", "look-at-ourselves");
        line(44, "systems and processes", "clear-the-way");
        line(45, "strategy", "strategy-on-a-page");
        line(46, "processes to communicate", "one-stream", "engagement-plan");
        line(49, "different work groups", "one-core-local-shape");
        line(51, "false beliefs", "myths-and-facts");
        line(52, "skill and attitude of trainers", "team-skills", "first-run-in-pairs");
        line(56, "pain now for a gain later", "first-run-in-pairs", "quick-wins");
        line(61, "relevance to the business", "fit-to-business-need");
        line(62, "business case", "business-case");
        line(63, "priorities without conflict", "few-priorities");
        line(64, "value of the new skill", "show-skill-value");
        line(65, "quick wins", "quick-wins");
        line(66, "legal need", "legal-duty");
        line(
                67,
                "programmes for key stakeholders; directors' own plans",
                "programmes-for-stakeholders",
                "leaders-first");
        line(68, "evidence of success", "pilot-with-measure");
        line(69, "pilots and trials", "pilot-with-measure");
        line(70, "stories of others", "stories-of-others");
        line(71, "evidence that exists", "evidence-shelf");
        line(73, "performance management", "performance-review");
        line(74, "blended", "blended-programmes");
        line(76, "protected time", "protected-time");
        line(77, "technology that works harder", "reports-that-act", "mobile-first");
        line(79, "bite-sized", "bite-sized");
        line(80, "pull", "pull-not-push");
        line(81, "tracking reports", "reports-that-act");
        line(82, "mobile", "mobile-first");
        line(
                83,
                "time, value, certificates, points, careers",
                "say-time-and-value",
                "certificates-and-points",
                "career-aims");
        line(84, "competitions", "team-competition");
        line(85, "recognition of each one", "recognise-achievement");
        line(87, "identify stakeholders", "stakeholder-map");
        line(88, "plan to engage, motivate, incentivise", "engagement-plan");
        line(89, "sympathy with needs", "listen-to-worries");
        line(90, "their language", "their-words");
        line(91, "streamlined communication", "one-stream");
        line(92, "face to face time", "meet-in-person");
        line(93, "many formats", "many-formats");
        line(94, "ask how to be told", "ask-how-to-be-told");
        line(98, "whose opinion matters", "manager-kit", "peer-references");
        line(100, "engage the communicators", "manager-kit");
        line(101, "early sponsors", "early-sponsors");
        line(102, "high performers", "high-performers");
        line(103, "disenchanted as ambassadors", "win-doubters");
        line(104, "peers as reference", "peer-references");
        line(105, "champions", "champions");
        line(106, "respected individuals", "respected-people");
        line(107, "early involvement", "early-involvement");
        line(108, "lunchtime sessions", "lunch-sessions");
        line(109, "network of champions", "champion-network");
        line(110, "social networking", "social-sharing");
        line(111, "what people do differently", "do-differently");
        line(112, "best practice", "share-best-practice");
        line(113, "reviews", "course-reviews");
        line(114, "recommend", "recommend");
        line(115, "help with the media", "help-with-media");
        line(116, "survey learners", "learner-pulse");
        line(117, "focus groups", "focus-groups");
        line(118, "sympathetic answers", "kind-answers");
        line(119, "plain words", "plain-words");
        line(120, "frequent questions", "questions-answered");
        line(121, "existing structures", "existing-channels");
        line(122, "communications teams", "internal-comms");
        line(123, "awards, articles, case studies", "awards-and-articles", "stories-of-others");
        line(161, "from Theory X to Theory Y", "room-to-decide", "people-shape-it");
    }

    private static void line(int number, String about, String... measures) {
        assertFalse(about.isEmpty());
        SOURCE.put(number, List.of(measures));
    }

    private static List<Locale> languages() {
        return Languages.TAGS.stream().map(Locale::forLanguageTag).toList();
    }

    private static List<String> texts(Measure measure, Locale language) {
        return List.of(
                measure.name().in(language),
                measure.doing().in(language),
                measure.sign().in(language));
    }

    @Test
    void theCatalogueHasFifteenLinesOneOfThemTheHeadingOfFour() {
        List<Library.Barrier> lines = LIBRARY.barriers();
        assertEquals(15, lines.size());
        assertEquals(15, lines.stream().map(Library.Barrier::id).distinct().count());
        assertEquals(14, lines.stream().filter(Library.Barrier::rateable).count());
        String heading = "trainer-skill-and-attitude";
        assertEquals(
                List.of(heading),
                lines.stream()
                        .filter(line -> !line.rateable())
                        .map(Library.Barrier::id)
                        .toList());
        assertEquals(
                List.of("trainer-motivation", "stand-up-only", "fear", "short-term-pain"),
                lines.stream()
                        .filter(line -> line.parent().equals(Optional.of(heading)))
                        .map(Library.Barrier::id)
                        .toList());
        assertEquals(11, lines.stream().filter(line -> line.parent().isEmpty()).count());
    }

    @Test
    void everyLineOfTheSourceHasAMeasureAndEveryMeasureALine() {
        var ids = LIBRARY.measures().stream().map(Measure::id).collect(Collectors.toCollection(TreeSet::new));
        var named = SOURCE.values().stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(ids, named);
        // From the list of what can be done to the end of the list of who can speak: no line of content is left out.
        var headings = List.of(72, 75, 78, 86, 95, 96, 97, 99);
        for (int number = 61; number <= 123; number++) {
            assertTrue(SOURCE.containsKey(number) || headings.contains(number), "line " + number);
        }
    }

    @Test
    void everyMeasureIsWholeInEveryLanguage() {
        for (Measure measure : LIBRARY.measures()) {
            for (Locale language : languages()) {
                List<String> texts = texts(measure, language);
                assertTrue(texts.stream().noneMatch(String::isBlank), measure.id() + " " + language);
                assertEquals(
                        3,
                        texts.get(1).split("[.!?](\\s|$)", -1).length - 1,
                        measure.id() + " says not three sentences");
                assertTrue(texts.get(0).length() <= MeasureEntry.LONGEST_NAME, measure.id() + " " + language);
                assertTrue(texts.get(2).length() <= MeasureEntry.LONGEST_LINE, measure.id() + " " + language);
                assertEquals(language.getLanguage(), languageOf(measure.name(), language));
            }
            assertTrue(measure.answers().containsValue(Measure.Fit.DIRECT), measure.id());
            assertFalse(measure.who().isEmpty()
                    || measure.formats().isEmpty()
                    || measure.data().isEmpty());
            assertFalse(measure.evidence().sources().isEmpty(), measure.id());
        }
    }

    private static String languageOf(LocalizedText text, Locale language) {
        return text.byLanguage().containsKey(language.getLanguage()) ? language.getLanguage() : "none";
    }

    @Test
    void noTextIsLeftOverAndNoneIsThereTwice() {
        var used = new TreeSet<String>();
        LIBRARY.measures()
                .forEach(measure -> Stream.of(".name", ".do", ".sign").forEach(end -> used.add(measure.id() + end)));
        LIBRARY.needs().forEach(need -> used.add("need." + need.id().replace(':', '.')));
        LIBRARY.families().forEach(family -> used.add("family." + family.id()));
        assertEquals(used, new TreeSet<>(Library.keys()));
        for (Locale language : languages()) {
            var doing = LIBRARY.measures().stream()
                    .map(each -> each.doing().in(language))
                    .toList();
            assertEquals(doing.size(), new HashSet<>(doing).size(), "twice in " + language);
        }
    }

    @Test
    void everyNeedHasMeasuresThatAnswerItDirectly() {
        for (Need need : LIBRARY.needs()) {
            long direct = LIBRARY.measures().stream()
                    .filter(measure -> measure.answers().get(need.id()) == Measure.Fit.DIRECT)
                    .count();
            assertTrue(direct >= 1, need.id());
        }
        assertEquals(
                14,
                LIBRARY.needs().stream()
                        .filter(need -> need.kind() == Need.Kind.BARRIER)
                        .count());
    }

    /** The acceptance sentence of the playbook. */
    @Test
    void lackOfBudgetPutsTheBusinessCaseFirst() {
        Need budget = LIBRARY.need("barrier:budget").orElseThrow();
        var finding = new Finding(
                "barrier:budget",
                budget,
                budget.name(),
                new Finding.Amount(70, 60, 80),
                OptionalDouble.of(75),
                Optional.empty(),
                Optional.empty(),
                ScoringModel.Range.usual());
        List<Ranking.Ranked> ranked = Ranking.of(List.of(finding), LIBRARY.measures());
        assertEquals("business-case", ranked.getFirst().measure().id());
        assertTrue(ranked.stream().allMatch(each -> each.measure().answers().containsKey("barrier:budget")));
    }

    @Test
    void aSignalOfAnotherInstrumentIsNotMistakenForOneOfOurs() {
        assertTrue(LIBRARY.pointedAt("survey-maturity", "weak:engagement").isPresent());
        assertTrue(LIBRARY.pointedAt("partner-pulse", "weak:engagement").isEmpty());
        Need others = LIBRARY.pointedAt("survey-barriers", "others-more:time").orElseThrow();
        assertEquals("others-more", others.id());
        assertEquals("Lack of time", LIBRARY.about(others, "others-more:time").in(Locale.ENGLISH));
        assertTrue(LIBRARY.pointedAt("survey-barriers", "us-more:time").isEmpty());
        assertEquals(new ArrayList<>(List.of("barrier:evidence")), LIBRARY.meant("proof"));
        assertTrue(LIBRARY.meant("no-such-thing").isEmpty());
    }
}
