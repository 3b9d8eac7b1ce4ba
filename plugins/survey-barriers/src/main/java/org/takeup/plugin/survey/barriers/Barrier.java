package org.takeup.plugin.survey.barriers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Range;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/**
 * One thing that gets in the way. Its id is stable: plans and counter-measures are tied to it.
 *
 * <p>Three scales belong to each: how little it hinders, how seldom it is met, and how much more it is seen in others than in
 * one's own team. In the first two a high score is good; the third is a difference, from -100 to 100.
 */
enum Barrier {
    TIME("time", Family.MEANS),
    BUDGET("budget", Family.MEANS),
    INFRASTRUCTURE("infrastructure", Family.MEANS),
    STRATEGY("strategy", Family.MEANS),
    COMMUNICATION("communication", Family.MEANS),
    EVIDENCE("evidence", Family.PROOF),
    CONFLICTING_PRIORITIES("conflicting-priorities", Family.BUSINESS),
    WORK_GROUPS("work-groups", Family.BUSINESS),
    POLITICS("politics", Family.BUSINESS),
    CYNICISM("cynicism", Family.BUSINESS),
    TRAINER_MOTIVATION("trainer-motivation", Family.TRAINERS),
    STAND_UP_ONLY("stand-up-only", Family.TRAINERS),
    FEAR("fear", Family.TRAINERS),
    SHORT_TERM_PAIN("short-term-pain", Family.TRAINERS);

    /** The scale over all barriers of how seldom they are met. */
    static final String SELDOM = "seldom";
    /** The scale over all barriers of how much more people see them in others than in themselves. */
    static final String GAP = "gap";

    /** Of others less ourselves. */
    static final Range DIFFERENCE = new Range(-100, 100);

    private final String id;
    private final Family family;

    Barrier(String id, Family family) {
        this.id = id;
        this.family = family;
    }

    static List<Barrier> of(Family family) {
        return Arrays.stream(values()).filter(each -> each.family == family).toList();
    }

    /** The id of its severity scale, and the last part of its signals. */
    String id() {
        return id;
    }

    String seldom() {
        return id + "-" + SELDOM;
    }

    String gap() {
        return id + "-" + GAP;
    }

    String us() {
        return id + "-us";
    }

    String others() {
        return id + "-others";
    }

    String often() {
        return id + "-often";
    }

    LocalizedText name(Texts texts) {
        return texts.text(id);
    }

    /** The parts of severity: rated high means a low score. */
    List<ItemRef> severityItems() {
        return List.of(new ItemRef(us(), true, 1), new ItemRef(others(), true, 1));
    }

    ItemRef oftenItem() {
        return new ItemRef(often(), true, 1);
    }

    /** Others count up and one's own team counts down, so that a score is half of the difference, from the middle. */
    List<ItemRef> gapItems() {
        return List.of(new ItemRef(others(), false, 1), new ItemRef(us(), true, 1));
    }

    List<Scale> details(Texts texts) {
        return List.of(
                detail(texts, id, "severity", severityItems(), 1, family.id()),
                detail(texts, seldom(), "seldom", List.of(oftenItem()), 1, SELDOM),
                // Whoever rated only one side shows no difference.
                detail(texts, gap(), GAP, gapItems(), 2, GAP).on(DIFFERENCE));
    }

    private Scale detail(Texts texts, String scale, String kind, List<ItemRef> items, int minAnswered, String within) {
        return new Scale(
                scale,
                texts.text(kind + ".scale", Map.of("barrier", name(texts))),
                texts.text(kind + ".meaning"),
                items,
                minAnswered,
                true,
                within);
    }
}
