package org.takeup.survey;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.reading.AnsweringTime;
import org.takeup.plugin.reading.AnsweringTime.Reader;
import org.takeup.plugin.reading.ReadingGrade;
import org.takeup.questionnaire.Use;

/**
 * An instrument in one language, for the people who choose it and read its results.
 *
 * @param reading how hard its questions are to read, language by language
 * @param time how long answering takes by calculation, language by language
 * @param uses what its results are used for, beside being shown
 * @param guide none if the instrument says nothing about its use
 */
public record InstrumentView(
        String plugin,
        String version,
        String id,
        String name,
        String purpose,
        String questionnaireVersion,
        int minutes,
        int smallestGroup,
        List<GradeView> reading,
        List<TimeView> time,
        List<String> uses,
        Optional<GuideView> guide,
        List<ScaleView> scales,
        List<PageView> pages) {

    /**
     * How hard the questions are in one language.
     *
     * @param language BCP 47 tag
     * @param measure the formula's name
     * @param value to one decimal
     * @param limit the highest value for questions to everybody
     */
    public record GradeView(String language, String measure, double value, double limit, boolean easy) {
        /** The language's name in itself. */
        public String languageName() {
            Locale locale = Locale.forLanguageTag(language);
            return locale.getDisplayName(locale);
        }
    }

    /**
     * How long somebody needs on a phone who sees the questions for the first time: {@link AnsweringTime}, in seconds.
     *
     * @param language BCP 47 tag
     * @param slow the same for whoever reads slowly
     * @param taps on answers and buttons
     * @param swipes to get to the next question, as calculated with
     */
    public record TimeView(String language, long typical, long slow, int taps, int swipes) {
        /** The language's name in itself. */
        public String languageName() {
            Locale locale = Locale.forLanguageTag(language);
            return locale.getDisplayName(locale);
        }

        /** {@code 2:05} for 125 seconds. */
        static String clock(long seconds) {
            return seconds / 60 + ":" + "%02d".formatted(seconds % 60);
        }

        /** In minutes and seconds. */
        public String typicalClock() {
            return clock(typical);
        }

        /** In minutes and seconds. */
        public String slowClock() {
            return clock(slow);
        }
    }

    /** How it is meant to be used. */
    public record GuideView(
            List<ConstructView> constructs,
            String scoring,
            String audience,
            int weeksBetween,
            String reading,
            List<SignalView> signals,
            List<String> sources) {}

    /** One thing that is measured. @param items how many questions ask for it */
    public record ConstructView(String name, String definition, int items) {}

    /** A signal that the results can raise. */
    public record SignalView(String id, String when) {}

    /** One score. @param reversed the items in which agreement means a low score */
    public record ScaleView(
            String id,
            String name,
            String meaning,
            String within,
            boolean index,
            int minAnswered,
            List<String> items,
            List<String> reversed) {}

    /** One screen. */
    public record PageView(String id, String title, List<QuestionView> items) {}

    /** One question. @param about what it is asked about; may be empty */
    public record QuestionView(String id, String about, String text) {}

    /** All that an instrument says of itself, by one version of it. */
    record Whole(InstrumentProfile profile, Snapshot snapshot, Optional<InstrumentGuide> guide, Set<Use> uses) {}

    static InstrumentView of(String plugin, String version, Whole whole, Locale language) {
        InstrumentProfile profile = whole.profile();
        Questionnaire asked = whole.snapshot().questionnaire();
        return new InstrumentView(
                plugin,
                version,
                profile.id(),
                profile.name().in(language),
                profile.purpose().in(language),
                asked.version(),
                profile.minutes(),
                profile.smallestGroup(),
                grades(whole.snapshot()),
                times(profile, whole.snapshot()),
                Use.words(whole.uses()),
                whole.guide().map(guide -> guide(guide, language)),
                whole.snapshot().scoring().scales().stream()
                        .map(scale -> scale(scale, language))
                        .toList(),
                asked.pages().stream().map(page -> page(page, language)).toList());
    }

    private static List<GradeView> grades(Snapshot snapshot) {
        return snapshot.languages().stream()
                .map(tag -> grade(tag, ReadingGrade.of(snapshot.questionnaire(), tag)))
                .sorted(Comparator.comparing(GradeView::measure).thenComparing(GradeView::language))
                .toList();
    }

    private static List<TimeView> times(InstrumentProfile profile, Snapshot snapshot) {
        return snapshot.languages().stream()
                .map(tag -> time(tag, AnsweringTime.of(profile, snapshot.questionnaire(), tag)))
                .sorted(Comparator.comparing(TimeView::language))
                .toList();
    }

    private static TimeView time(String tag, AnsweringTime time) {
        return new TimeView(
                tag,
                Math.round(time.seconds(Reader.TYPICAL)),
                Math.round(time.seconds(Reader.SLOW)),
                time.taps(),
                time.swipes());
    }

    private static GradeView grade(String tag, ReadingGrade grade) {
        return new GradeView(
                tag,
                grade.measure().title(),
                Math.round(grade.value() * 10) / 10.0,
                grade.measure().limit(),
                grade.isEasy());
    }

    private static Optional<LocalizedText> about(Item item) {
        return item instanceof Item.Rating rating ? rating.about() : Optional.empty();
    }

    private static GuideView guide(InstrumentGuide guide, Locale language) {
        return new GuideView(
                guide.constructs().stream()
                        .map(each -> new ConstructView(
                                each.name().in(language),
                                each.definition().in(language),
                                each.items().size()))
                        .toList(),
                guide.scoring().in(language),
                guide.audience().in(language),
                guide.weeksBetween(),
                guide.reading().in(language),
                guide.signals().stream()
                        .map(each -> new SignalView(each.id(), each.when().in(language)))
                        .toList(),
                guide.sources());
    }

    private static ScaleView scale(ScoringModel.Scale scale, Locale language) {
        return new ScaleView(
                scale.id(),
                scale.name().in(language),
                scale.meaning().in(language),
                scale.within(),
                scale.index(),
                scale.minAnswered(),
                scale.items().stream().map(ScoringModel.ItemRef::itemId).toList(),
                scale.items().stream()
                        .filter(ScoringModel.ItemRef::reverse)
                        .map(ScoringModel.ItemRef::itemId)
                        .toList());
    }

    private static PageView page(Questionnaire.Page page, Locale language) {
        return new PageView(
                page.id(),
                Piped.unfilled(page.title(), language),
                page.items().stream()
                        .map(item -> new QuestionView(
                                item.id(),
                                about(item).map(about -> about.in(language)).orElse(""),
                                Piped.unfilled(item.text(), language)))
                        .toList());
    }

    /** What its results are used for, in plain words. */
    public List<String> usesInWords() {
        return Use.labels(Use.read(uses));
    }

    /** Whether the organisation has written it itself. */
    public boolean ofOwn() {
        return Instruments.isOwn(plugin);
    }

    /** The names of the scales that this item is part of, a reversed part marked. */
    public List<String> scalesOf(QuestionView item) {
        return scales.stream()
                .filter(scale -> scale.items().contains(item.id()))
                .map(scale -> scale.name() + (scale.reversed().contains(item.id()) ? " (reversed)" : ""))
                .toList();
    }
}
