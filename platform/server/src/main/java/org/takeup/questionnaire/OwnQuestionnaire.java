package org.takeup.questionnaire;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;

/**
 * A questionnaire that an organisation has written: all that its file says. Immutable.
 *
 * @param title what people call it
 * @param purpose one or two sentences: what one learns from it
 * @param minutes how long a person needs
 * @param smallestGroup the smallest number of respondents a result may be shown for; the workspace's own threshold counts if
 *     it is larger
 * @param languages BCP 47 tags; the first one is the language it is written in
 * @param guide how it is meant to be used, if it says so
 * @param asked pages, items and conditions; its version is that of the published questionnaire, {@link #DRAFT} before that
 * @param scoring scales over its ratings
 * @param uses what its results are used for, beside being shown
 */
public record OwnQuestionnaire(
        LocalizedText title,
        LocalizedText purpose,
        int minutes,
        int smallestGroup,
        List<String> languages,
        Optional<Guide> guide,
        Questionnaire asked,
        ScoringModel scoring,
        Set<Use> uses) {
    /** The version of what was never published. */
    public static final String DRAFT = "0.0.0";

    public OwnQuestionnaire {
        languages = List.copyOf(languages);
        uses = Set.copyOf(uses);
    }

    /** One whose results are shown, and used for nothing else. */
    public OwnQuestionnaire(
            LocalizedText title,
            LocalizedText purpose,
            int minutes,
            int smallestGroup,
            List<String> languages,
            Optional<Guide> guide,
            Questionnaire asked,
            ScoringModel scoring) {
        this(title, purpose, minutes, smallestGroup, languages, guide, asked, scoring, Set.of());
    }

    /**
     * How it is meant to be used.
     *
     * @param audience whom to ask
     * @param scoring how answers become scores, in words
     * @param reading how to read the results, and what they do not say
     * @param weeksBetween after how many weeks asking the same people again can show a change
     */
    public record Guide(LocalizedText audience, LocalizedText scoring, LocalizedText reading, int weeksBetween) {}

    /** The language it is written in. */
    public String language() {
        return languages.getFirst();
    }

    /** With other pages, items or conditions. */
    public OwnQuestionnaire asking(Questionnaire other) {
        return new OwnQuestionnaire(title, purpose, minutes, smallestGroup, languages, guide, other, scoring, uses);
    }

    /** With other scales. */
    public OwnQuestionnaire scoredBy(List<ScoringModel.Scale> scales) {
        return new OwnQuestionnaire(
                title, purpose, minutes, smallestGroup, languages, guide, asked, new ScoringModel(scales), uses);
    }

    /** With its results used for these. */
    public OwnQuestionnaire usedFor(Set<Use> others) {
        return new OwnQuestionnaire(title, purpose, minutes, smallestGroup, languages, guide, asked, scoring, others);
    }

    /** As the published version with this number. */
    public OwnQuestionnaire published(int number) {
        return asking(new Questionnaire(number + ".0.0", asked.pages(), asked.shownIf()));
    }

    /** The guide in the form in which instruments of plugins have theirs: each scale is one thing that is measured. */
    public Optional<InstrumentGuide> instrumentGuide() {
        return guide.map(each -> new InstrumentGuide(
                scoring.scales().stream()
                        .map(scale -> new InstrumentGuide.Construct(
                                scale.name(),
                                scale.meaning(),
                                scale.items().stream()
                                        .map(ScoringModel.ItemRef::itemId)
                                        .toList()))
                        .toList(),
                each.scoring(),
                each.audience(),
                each.weeksBetween(),
                each.reading(),
                List.of(),
                List.of()));
    }
}
