package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.plugin.asking.AskingRules;
import org.takeup.plugin.reading.AnsweringTime;
import org.takeup.plugin.reading.AnsweringTime.Reader;
import org.takeup.plugin.reading.ReadingGrade;

/**
 * What a packed survey instrument has to keep to. Use it in one line:
 *
 * <pre>{@code class MyInstrumentContractIT extends SurveyInstrumentContract {} }</pre>
 */
public abstract class SurveyInstrumentContract extends PackageContract<SurveyInstrument> {
    private static final int RANDOM_SCORES = 10_000;
    private static final int SMALLEST_GROUP = 3;
    private static final int LONG_SCALE = 4;
    private static final int WIDEST_RANGE = 1_000;
    private static final int MOST_SIGNALS = 50;
    private static final int SAMPLES = 100;
    private static final int LONGEST_SOURCE = 500;
    private static final List<Double> ODD_NUMBERS =
            List.of(-1.0, 0.0, 100.0, 101.0, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    protected SurveyInstrumentContract() {
        this(PackedPlugin.find());
    }

    /** For another package than the one that the build has made. */
    protected SurveyInstrumentContract(PackedPlugin plugin) {
        super(SurveyInstrument.class, plugin);
    }

    @Test
    public void idsAreWellFormedAndUnique() {
        Rules rules = new Rules();
        rules.ids("instrument", extensions().stream().map(one -> one.profile().id()));
        for (SurveyInstrument one : extensions()) {
            Questionnaire asked = one.questionnaire();
            rules.ids("page", asked.pages().stream().map(Questionnaire.Page::id));
            rules.ids("item", asked.items().map(Item::id));
            rules.ids("scale", one.scoring().scales().stream().map(Scale::id));
            asked.items()
                    .forEach(item -> rules.ids(
                            "choice of " + item.id(), choices(item).stream().map(Choice::id)));
            one.guide()
                    .ifPresent(guide -> rules.unique(
                            "declared signal",
                            guide.signals().stream()
                                    .map(InstrumentGuide.SignalNote::id)
                                    .peek(rules::signalId)));
        }
        assertKept(rules);
    }

    @Test
    public void everyTextIsPlainAndInTheSameLanguages() {
        for (SurveyInstrument one : extensions()) {
            Rules rules = new Rules();
            rules.text("name", one.profile().name());
            rules.text("purpose", one.profile().purpose());
            one.questionnaire().pages().forEach(page -> rules.text("page " + page.id(), page.title()));
            one.questionnaire().items().forEach(item -> itemTexts(rules, item));
            for (Scale scale : one.scoring().scales()) {
                rules.text("scale " + scale.id(), scale.name());
                rules.text("meaning of " + scale.id(), scale.meaning());
            }
            one.guide().ifPresent(guide -> guideTexts(rules, guide));
            assertKept(rules);
        }
    }

    @Test
    public void theQuestionnaireCanBeAsked() {
        for (SurveyInstrument one : extensions()) {
            Rules rules = new Rules();
            Questionnaire asked = one.questionnaire();
            rules.require(isSemVer(asked.version()), "questionnaire version '" + asked.version() + "' is no SemVer");
            rules.require(!asked.pages().isEmpty(), "there is no page");
            asked.pages()
                    .forEach(page -> rules.require(!page.items().isEmpty(), "page " + page.id() + " asks nothing"));
            rules.require(one.profile().minutes() >= 1 && one.profile().minutes() <= 60, "minutes: between 1 and 60");
            rules.require(one.profile().smallestGroup() >= SMALLEST_GROUP, "smallestGroup: at least " + SMALLEST_GROUP);
            assertKept(rules);
        }
    }

    /**
     * Its items can be answered; conditions, and places for answers in texts, look at items of earlier pages and at answers that
     * these can have; and every page and item is in somebody's reach.
     */
    @Test
    public void everyQuestionIsInReachAndLooksAtEarlierOnesOnly() {
        for (SurveyInstrument one : extensions()) {
            Rules rules = new Rules();
            AskingRules.problems(one.questionnaire()).forEach(problem -> rules.require(false, problem));
            assertKept(rules);
        }
    }

    @Test
    public void everyScaleRestsOnRatingsThatAreAsked() {
        for (SurveyInstrument one : extensions()) {
            Rules rules = new Rules();
            for (Scale scale : one.scoring().scales()) {
                String where = "scale " + scale.id();
                for (ItemRef ref : scale.items()) {
                    rules.require(
                            one.questionnaire().item(ref.itemId()).orElse(null) instanceof Item.Rating,
                            where + ": " + ref.itemId() + " is no rating of the questionnaire");
                    rules.require(ref.weight() > 0 && Double.isFinite(ref.weight()), where + ": weight above 0");
                }
                rules.require(
                        scale.minAnswered() >= 1
                                && scale.minAnswered() <= scale.items().size(),
                        where + ": minAnswered between 1 and its number of items");
                rules.require(
                        scale.range().from() < scale.range().to()
                                && scale.range().from() >= -WIDEST_RANGE
                                && scale.range().to() <= WIDEST_RANGE,
                        where + ": its range goes up, from -" + WIDEST_RANGE + " to " + WIDEST_RANGE + " at most");
                rules.require(
                        scale.items().size() < LONG_SCALE
                                || scale.index()
                                || scale.items().stream().anyMatch(ItemRef::reverse),
                        where + ": a scale of " + LONG_SCALE + " or more items has a reverse item");
            }
            assertKept(rules);
        }
    }

    @Test
    public void detailsBelongToAScaleThatIsNoDetailItself() {
        for (SurveyInstrument one : extensions()) {
            Rules rules = new Rules();
            Map<String, String> within =
                    one.scoring().scales().stream().collect(Collectors.toMap(Scale::id, Scale::within));
            within.forEach((scale, parent) -> rules.require(
                    parent.isEmpty() || "".equals(within.get(parent)),
                    "scale " + scale + ": it is a detail of '" + parent + "', which is no scale, or a detail itself"));
            assertKept(rules);
        }
    }

    @Test
    public void theGuideSpeaksOfWhatIsThere() {
        for (SurveyInstrument one : extensions()) {
            Rules rules = new Rules();
            one.guide().ifPresent(guide -> {
                rules.require(guide.weeksBetween() >= 1, "guide: weeksBetween is at least 1");
                rules.require(!guide.constructs().isEmpty(), "guide: it names at least one construct");
                for (InstrumentGuide.Construct construct : guide.constructs()) {
                    String where = "construct " + construct.name().byLanguage();
                    rules.require(!construct.items().isEmpty(), where + " has no items");
                    construct
                            .items()
                            .forEach(id -> rules.require(
                                    one.questionnaire().item(id).isPresent(),
                                    where + ": item " + id + " is not asked"));
                }
            });
            assertKept(rules);
        }
    }

    /** By the formula that the platform shows: Flesch-Kincaid for English, LIX for other languages. */
    @Test
    public void theQuestionsAreEasyToRead() {
        for (SurveyInstrument one : extensions()) {
            Rules rules = new Rules();
            for (String language : one.profile().name().byLanguage().keySet()) {
                ReadingGrade grade = ReadingGrade.of(one.questionnaire(), language);
                rules.require(
                        grade.isEasy(),
                        "in " + language + " the questions have a "
                                + grade.measure().title() + " of "
                                + String.format(Locale.ROOT, "%.1f", grade.value()) + "; at most "
                                + grade.measure().limit() + " is easy enough for everybody");
            }
            assertKept(rules);
        }
    }

    /** By the calculation that the platform shows: in no language does it take longer than invitations say. */
    @Test
    public void itTakesNoLongerThanItSays() {
        for (SurveyInstrument one : extensions()) {
            Rules rules = new Rules();
            for (String language : one.profile().name().byLanguage().keySet()) {
                AnsweringTime time = AnsweringTime.of(one.profile(), one.questionnaire(), language);
                rules.require(
                        time.minutes(Reader.TYPICAL) <= one.profile().minutes(),
                        "minutes: in " + language + " it takes about " + Math.round(time.seconds(Reader.TYPICAL))
                                + " seconds on a phone, so say at least " + time.minutes(Reader.TYPICAL)
                                + " minutes, or ask less");
            }
            assertKept(rules);
        }
    }

    @Test
    public void theWorstAnswersScoreNothingAndTheBestAHundred() {
        for (SurveyInstrument one : extensions()) {
            for (Scale scale : one.scoring().scales()) {
                assertEquals(0, score(one, scale, ref -> ref.reverse() ? 1 : 0), 1e-9, scale.id());
                assertEquals(100, score(one, scale, ref -> ref.reverse() ? 0 : 1), 1e-9, scale.id());
                assertEquals(50, score(one, scale, ref -> 0.5), 1e-9, scale.id());
            }
        }
    }

    @Test
    public void equalCallsGiveEqualResults() {
        List<SurveyInstrument> first = extensions();
        List<SurveyInstrument> second = extensions();
        for (int i = 0; i < first.size(); i++) {
            assertEquals(first.get(i).profile(), second.get(i).profile());
            assertEquals(first.get(i).questionnaire(), second.get(i).questionnaire());
            assertEquals(first.get(i).scoring(), second.get(i).scoring());
            assertEquals(first.get(i).guide(), second.get(i).guide());
        }
    }

    @Test
    public void signalsHoldForAnyReleasedScores() {
        Random random = new Random(20_261_124);
        for (SurveyInstrument one : extensions()) {
            Rules rules = new Rules();
            rules.text("name", one.profile().name());
            List<String> scales = one.scoring().scales().stream().map(Scale::id).toList();
            assertEquals(one.signals(List.of()), one.signals(List.of()));
            for (int i = 0; i < RANDOM_SCORES && rules.broken().isEmpty(); i++) {
                List<ReleasedScore> released = released(scales, random);
                List<Signal> signals = one.signals(released);
                assertEquals(signals, one.signals(released), "signals differ for equal scores");
                rules.require(signals.size() <= MOST_SIGNALS, "more than " + MOST_SIGNALS + " signals");
                check(rules, signals, released);
                declared(rules, one, signals);
            }
            assertKept(rules);
        }
    }

    @Test
    public void scoresThatMakeNoSenseDoNotMakeItFail() {
        List<ReleasedScore> odd = new ArrayList<>();
        for (SurveyInstrument one : extensions()) {
            one.scoring()
                    .scales()
                    .forEach(scale -> ODD_NUMBERS.forEach(number -> {
                        odd.add(new ReleasedScore(scale.id(), Integer.MAX_VALUE, number, number, number));
                        odd.add(new ReleasedScore(scale.id(), -1, 50, number, -number));
                    }));
            Hostile.TEXTS.forEach(text -> odd.add(new ReleasedScore(text, 7, 10, 5, 15)));
            for (ReleasedScore score : odd) {
                checkOdd(one, List.of(score));
            }
            checkOdd(one, odd);
        }
    }

    private static void checkOdd(SurveyInstrument one, List<ReleasedScore> scores) {
        Rules rules = new Rules();
        rules.text("name", one.profile().name());
        List<Signal> signals = one.signals(scores);
        rules.require(signals.size() <= MOST_SIGNALS, "more than " + MOST_SIGNALS + " signals");
        check(rules, signals, scores);
        assertKept(rules);
    }

    @Override
    Object results(SurveyInstrument one) {
        Random random = new Random(7);
        List<String> scales = one.scoring().scales().stream().map(Scale::id).toList();
        List<List<Signal>> signals = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            signals.add(one.signals(released(scales, random)));
        }
        return List.of(one.profile(), one.questionnaire(), one.scoring(), one.guide(), signals);
    }

    private static void check(Rules rules, List<Signal> signals, List<ReleasedScore> released) {
        var scales = released.stream().map(ReleasedScore::scaleId).collect(Collectors.toSet());
        for (Signal signal : signals) {
            rules.signalId(signal.id());
            rules.text("signal " + signal.id(), signal.message());
            rules.require(scales.contains(signal.scaleId()), signal.id() + " rests on a scale that was not released");
        }
    }

    private static void declared(Rules rules, SurveyInstrument one, List<Signal> signals) {
        one.guide().ifPresent(guide -> {
            var known =
                    guide.signals().stream().map(InstrumentGuide.SignalNote::id).collect(Collectors.toSet());
            signals.forEach(signal -> rules.require(
                    known.contains(signal.id()), "signal " + signal.id() + " is not declared in the guide"));
        });
    }

    private static List<ReleasedScore> released(List<String> scales, Random random) {
        List<ReleasedScore> released = new ArrayList<>();
        for (String scale : scales) {
            if (random.nextInt(10) > 0) {
                double mean = random.nextInt(20) == 0 ? 100.0 * random.nextInt(2) : 100 * random.nextDouble();
                double half = random.nextInt(5) == 0 ? 0 : 40 * random.nextDouble();
                released.add(new ReleasedScore(
                        scale, 5 + random.nextInt(5000), mean, Math.max(0, mean - half), Math.min(100, mean + half)));
            }
        }
        return released;
    }

    private static void itemTexts(Rules rules, Item item) {
        rules.text("item " + item.id(), item.text());
        switch (item) {
            case Item.Rating rating -> {
                rating.scale().labels().forEach(label -> rules.text("point of " + item.id(), label));
                rating.about().ifPresent(about -> rules.text("what " + item.id() + " is about", about));
            }
            case Item.Selection selection -> choiceTexts(rules, item, selection.most());
            case Item.Ranking ranking -> choiceTexts(rules, item, ranking.most());
            case Item.Recommend recommend -> {
                rules.text(item.id() + " 0", recommend.least());
                rules.text(item.id() + " 10", recommend.most());
            }
            case Item.FreeText text ->
                rules.require(
                        text.mostCharacters() >= 1 && text.mostCharacters() <= 10_000,
                        item.id() + ": mostCharacters between 1 and 10,000");
            case Item.Slider slider -> {
                rules.text(item.id() + " " + slider.min(), slider.least());
                rules.text(item.id() + " " + slider.max(), slider.most());
            }
            case Item.Number number -> number.unit().ifPresent(unit -> rules.text("unit of " + item.id(), unit));
            case Item.Day _, Item.Email _, Item.Information _, Item.Consent _, Item.PersonPick _ -> {}
        }
    }

    private static void choiceTexts(Rules rules, Item item, int most) {
        List<Choice> choices = choices(item);
        choices.forEach(choice -> rules.text(item.id() + " " + choice.id(), choice.label()));
        rules.require(most >= 1 && most <= choices.size(), item.id() + ": most between 1 and its number of choices");
    }

    private static List<Choice> choices(Item item) {
        return switch (item) {
            case Item.Selection selection -> selection.choices();
            case Item.Ranking ranking -> ranking.choices();
            default -> List.of();
        };
    }

    private static void guideTexts(Rules rules, InstrumentGuide guide) {
        rules.text("guide scoring", guide.scoring());
        rules.text("guide audience", guide.audience());
        rules.text("guide reading", guide.reading());
        guide.constructs().forEach(each -> {
            rules.text("a construct's name", each.name());
            rules.text("a construct's definition", each.definition());
        });
        guide.signals().forEach(each -> rules.text("signal " + each.id(), each.when()));
        guide.sources().forEach(source -> rules.plain("a source", source, LONGEST_SOURCE));
    }

    /** The score as {@link org.takeup.plugin.api.survey.ScoringModel.Scale} defines it; answers as a share of each item's scale. */
    private static double score(SurveyInstrument one, Scale scale, ToDoubleFunction<ItemRef> answer) {
        double sum = 0;
        double weights = 0;
        for (ItemRef ref : scale.items()) {
            Item.Rating item =
                    (Item.Rating) one.questionnaire().item(ref.itemId()).orElseThrow();
            double min = item.scale().min();
            double max = item.scale().max();
            double given = min + answer.applyAsDouble(ref) * (max - min);
            double directed = ref.reverse() ? min + max - given : given;
            sum += ref.weight() * (directed - min) / (max - min);
            weights += ref.weight();
        }
        return 100 * sum / weights;
    }
}
