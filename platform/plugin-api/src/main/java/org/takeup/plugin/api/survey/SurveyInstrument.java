package org.takeup.plugin.api.survey;

import java.util.List;
import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * A survey instrument: what is asked and how it is scored, as data.
 *
 * <p>The platform calls from threads of its own, several at once, each call with a time limit. A call must depend on
 * nothing but its arguments and must give equal results for equal arguments. No answer with an identity ever reaches a
 * plugin, and no aggregate of a group smaller than the platform's threshold does.
 *
 * <pre>{@code
 * @Extension
 * public final class Room implements SurveyInstrument {
 *     private static final Texts TEXTS = Texts.beside(Room.class, "texts", "en", "de");
 *
 *     public InstrumentProfile profile() {
 *         return new InstrumentProfile("room", TEXTS.text("name"), TEXTS.text("purpose"), 2, 5);
 *     }
 *
 *     public Questionnaire questionnaire() {
 *         Item time = new Item.Rating("time", TEXTS.text("time"), false, AGREEMENT, true);
 *         return new Questionnaire("1.0.0", List.of(new Questionnaire.Page("page", TEXTS.text("page"), List.of(time))));
 *     }
 *
 *     public ScoringModel scoring() {
 *         return new ScoringModel(List.of(new ScoringModel.Scale(
 *                 "room", TEXTS.text("scale"), TEXTS.text("meaning"), List.of(new ItemRef("time", false, 1)), 1)));
 *     }
 * }
 * }</pre>
 */
public interface SurveyInstrument extends ExtensionPoint {
    /** Who this instrument is. */
    InstrumentProfile profile();

    /** Pages and items in the order in which they are asked. */
    Questionnaire questionnaire();

    /** Scales over the items. Every item of a scale is a {@link Item.Rating}. */
    ScoringModel scoring();

    /**
     * What the released scores mean for planning, for example "ensuring engagement is weak".
     * Most important first. Only groups that the platform may show are in {@code scores}.
     */
    default List<Signal> signals(List<ReleasedScore> scores) {
        return List.of();
    }

    /**
     * What planners should know before they ask and when they read results: what is measured and how, whom to ask, how
     * often, and where all that is from. Empty if the instrument does not say. Since 1.1.
     */
    default Optional<InstrumentGuide> guide() {
        return Optional.empty();
    }
}
