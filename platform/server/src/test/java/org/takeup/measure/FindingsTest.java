package org.takeup.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.takeup.people.Segment;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.survey.Confidentiality;
import org.takeup.survey.Instrument;
import org.takeup.survey.Participation;
import org.takeup.survey.Wave;
import org.takeup.survey.WaveResults;
import org.takeup.survey.scoring.Tally;

/** From the figures of a survey to what measures can answer, with a small copy of the barriers instrument. */
class FindingsTest {
    private static final Library LIBRARY = Library.standard();

    private static LocalizedText text(String english) {
        return LocalizedText.english(english);
    }

    private static Item rating(String id) {
        var points =
                IntStream.rangeClosed(0, 4).mapToObj(n -> text("Point " + n)).toList();
        return new Item.Rating(id, text(id), false, new ResponseScale(0, points), true);
    }

    private static ScoringModel.Scale scale(String id, String item) {
        return new ScoringModel.Scale(
                id, text(id), text("High is good"), List.of(new ScoringModel.ItemRef(item, true, 1)), 1);
    }

    private static Tally tally() {
        var page = new Questionnaire.Page("p", text("Page"), List.of(rating("time-us"), rating("time-often")));
        return new Tally(
                new Questionnaire("1.0.0", List.of(page)),
                new ScoringModel(List.of(scale("time", "time-us"), scale("time-seldom", "time-often"))));
    }

    private static void answer(Tally tally, String unit, int times, int us, int often) {
        for (int i = 0; i < times; i++) {
            tally.add(unit, Map.of("time-us", new Answer.Rating(us), "time-often", new Answer.Rating(often)));
        }
    }

    private static WaveResults results(Tally tally, String plugin) {
        return results(tally, plugin, new Signal("barrier:time", "time", text("Time")));
    }

    private static WaveResults results(Tally tally, String plugin, Signal signal) {
        var now = Instant.parse("2026-11-26T08:00:00Z");
        var wave = new Wave(
                "wave",
                "What stops us",
                Wave.State.SEPARATED,
                now,
                now,
                Optional.of(now),
                new Instrument(plugin, "1.0.0", "what-stops-us", "1.0.0", text("What"), text("Why"), 5),
                Segment.everybody(),
                new Confidentiality(Confidentiality.Mode.CONFIDENTIAL, 5),
                List.of("Field", "Office", "Tiny"),
                new Participation(0, 0, 0, List.of()));
        return new WaveResults(wave, tally.released(5), List.of(signal), Optional.empty());
    }

    @Test
    void theFiguresOfABarrierAreReadFromItsScalesAndItsRating() {
        Tally tally = tally();
        answer(tally, "", 12, 3, 4);
        answer(tally, "", 8, 1, 2);
        Finding finding =
                Findings.of(LIBRARY, results(tally, "survey-barriers")).getFirst();
        assertEquals(55, finding.whole().size(), 1e-9);
        assertTrue(finding.whole().least() < 55 && finding.whole().most() > 55);
        assertEquals(80, finding.often().orElseThrow(), 1e-9);
        assertEquals(60, finding.share().orElseThrow().percent());
        assertEquals(20, finding.share().orElseThrow().n());
        assertTrue(finding.share().orElseThrow().low() < 60);
        assertEquals(finding.whole().least() / 100 * 0.8, finding.weight(), 1e-9);
    }

    @Test
    void onlyAUnitThatStandsOutIsNamedAndASmallOneNever() {
        Tally tally = tally();
        answer(tally, "Field", 20, 4, 4);
        answer(tally, "Field", 10, 3, 4);
        answer(tally, "Office", 20, 1, 2);
        answer(tally, "Office", 10, 2, 2);
        // With the tiny one, the next smallest is hidden too, so that neither follows from the rest.
        answer(tally, "Shop", 12, 2, 2);
        answer(tally, "Tiny", 4, 4, 4);
        Finding finding =
                Findings.of(LIBRARY, results(tally, "survey-barriers")).getFirst();
        assertEquals("Field", finding.worst().orElseThrow().unit());
        assertTrue(
                finding.worst().orElseThrow().amount().size() > finding.whole().size());

        Tally alike = tally();
        answer(alike, "Field", 15, 3, 3);
        answer(alike, "Field", 15, 2, 3);
        answer(alike, "Office", 15, 3, 3);
        answer(alike, "Office", 15, 2, 3);
        assertTrue(Findings.of(LIBRARY, results(alike, "survey-barriers"))
                .getFirst()
                .worst()
                .isEmpty());
    }

    /** A scale of one statement on the range from -100 to 100, which this many people answered so. */
    private static Tally both(String scale, Map<Integer, Integer> people) {
        var page = new Questionnaire.Page("p", text("Page"), List.of(rating("item")));
        var shown = new ScoringModel.Scale(
                scale, text(scale), text("High"), List.of(new ScoringModel.ItemRef("item", false, 1)), 1);
        var tally = new Tally(
                new Questionnaire("1.0.0", List.of(page)),
                new ScoringModel(List.of(shown.on(new ScoringModel.Range(-100, 100)))));
        people.forEach((value, times) -> {
            for (int i = 0; i < times; i++) {
                tally.add("", Map.of("item", new Answer.Rating(value)));
            }
        });
        return tally;
    }

    private static List<Ranking.Ranked> ranked(Finding finding) {
        return Ranking.of(List.of(finding), LIBRARY.measures());
    }

    private static Finding climate(String theory, Map<Integer, Integer> people) {
        return Findings.of(
                        LIBRARY,
                        results(
                                both("climate", people),
                                "survey-culture",
                                new Signal("climate:" + theory, "climate", text("Climate"))))
                .getFirst();
    }

    /** The acceptance sentence of moving from Theory X to Theory Y. */
    @Test
    void whereControlPrevailsOthersAreProposedThanWhereTrustDoesAndEachSaysWhy() {
        Finding control = climate("theory-x", Map.of(0, 10, 1, 20));
        Finding trust = climate("theory-y", Map.of(3, 20, 4, 10));
        List<String> below =
                ranked(control).stream().map(each -> each.measure().id()).toList();
        List<String> above =
                ranked(trust).stream().map(each -> each.measure().id()).toList();
        assertTrue(below.contains("room-to-decide"), below.toString());
        assertTrue(above.contains("people-shape-it"), above.toString());
        assertTrue(below.size() > 2 && above.size() > 2, below + " " + above);
        assertTrue(below.stream().noneMatch(above::contains), below + " " + above);
        for (String tag : List.of("en", "de", "fr", "es")) {
            Speech speech = Speech.in(Locale.forLanguageTag(tag));
            String why = speech.reasons(ranked(control).getFirst()).getFirst();
            String whyNot = speech.reasons(ranked(trust).getFirst()).getFirst();
            assertTrue(why.contains("-67") && why.contains("-100"), why);
            assertTrue(whyNot.contains("+67") && whyNot.contains("-100"), whyNot);
            assertFalse((why + whyNot).contains("{"), why + whyNot);
        }
        assertTrue(
                Speech.in(Locale.ENGLISH)
                        .found(trust)
                        .matches("Because people are led by trust more than by control: \\+67 \\(\\+\\d+ to \\+\\d+\\)"
                                + " from -100 \\(all control\\) to 100 \\(all trust\\)\\. So let them shape it\\."),
                Speech.in(Locale.ENGLISH).found(trust));
    }

    @Test
    void howMuchMoreIsSeenInOthersIsWhatIsAboveNought() {
        Finding gap = Findings.of(
                        LIBRARY,
                        results(
                                both("time-gap", Map.of(2, 10, 3, 10)),
                                "survey-barriers",
                                new Signal("others-more:time", "time-gap", text("Time"))))
                .getFirst();
        assertEquals(25, gap.whole().size(), 1e-9);
        assertTrue(gap.whole().least() < 25 && gap.whole().most() > 25);
        assertEquals("look-at-ourselves", ranked(gap).getFirst().measure().id());
        assertTrue(Speech.in(Locale.ENGLISH)
                .found(gap)
                .startsWith("Because \"Lack of time\" is seen more in others than in one's own team, by 25 of 100"));
        assertEquals(
                30,
                Need.Kind.APART.missing(35, ScoringModel.Range.usual()),
                "a survey of before scales had ranges has it the other way round");
    }

    @Test
    void whatIsNotReleasedOrOfAnotherInstrumentIsNoFinding() {
        Tally few = tally();
        answer(few, "", 4, 4, 4);
        assertEquals(List.of(), Findings.of(LIBRARY, results(few, "survey-barriers")));
        Tally enough = tally();
        answer(enough, "", 9, 4, 4);
        assertEquals(List.of(), Findings.of(LIBRARY, results(enough, "a-partners-own")));
    }

    @Test
    void reasonsAreSentencesWithTheirFiguresInEveryLanguage() {
        Tally tally = tally();
        answer(tally, "Field", 20, 4, 4);
        answer(tally, "Field", 10, 3, 4);
        answer(tally, "Office", 30, 1, 2);
        List<Finding> findings = Findings.of(LIBRARY, results(tally, "survey-barriers"));
        Ranking.Ranked first = Ranking.of(findings, LIBRARY.measures()).getFirst();
        List<String> reasons = Speech.in(Locale.ENGLISH).reasons(first);
        assertEquals("protected-time", first.measure().id());
        assertTrue(
                reasons.getFirst()
                        .matches(
                                "Because people say that \"Lack of time\" gets in the way: 58 of 100 \\(\\d+ to \\d+\\),"
                                        + " and is met as often as 75 of 100\\."),
                reasons.toString());
        assertTrue(
                reasons.get(1)
                        .matches("50 % of 60 people said that it gets in the way of their own team a lot, or stops it"
                                + " \\(38 to 62\\)\\."),
                reasons.toString());
        assertTrue(reasons.get(2).matches("Most of all in Field: 92 of 100 \\(\\d+ to \\d+\\)\\."), reasons.toString());
        assertTrue(reasons.contains("It is a quick win: small effort, and a first effect within 6 weeks."));
        for (String tag : List.of("de", "fr", "es", "it")) {
            List<String> others = Speech.in(Locale.forLanguageTag(tag)).reasons(first);
            assertEquals(reasons.size(), others.size());
            assertTrue(others.getFirst().contains("58"), others.toString());
            assertFalse(others.stream().anyMatch(each -> each.contains("{") || each.contains("null")));
            assertEquals(tag.equals("it"), others.equals(reasons), tag);
        }
    }
}
