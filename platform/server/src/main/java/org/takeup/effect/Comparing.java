package org.takeup.effect;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.comparison.Contrast;
import org.takeup.disclosure.ShownGroups;
import org.takeup.effect.Measured.Figures;
import org.takeup.effect.Measured.State;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;
import org.takeup.plan.StepProgress;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Workspace;

/**
 * Compares one step with people whom it has not reached. Who is compared is decided when it is first shown, and stays: otherwise
 * two figures of one step would tell what somebody did who came or went in between. Thread-safe; calls block on the store.
 */
final class Comparing {
    /** As what steps are entered among the groups that are shown. */
    static final String STEP = "step";

    private final Groups groups;
    private final ShownGroups shown;

    Comparing(Groups groups, ShownGroups shown) {
        this.groups = groups;
        this.shown = shown;
    }

    /** A step that can be compared. @param learning when the learning data was counted @param touched whom any step reached */
    record Due(
            Plan plan, PlanStep step, StepProgress out, Hypothesis hypothesis, Instant learning, Set<String> touched) {
        Spell spell(Workspace workspace) {
            return spell(workspace, step, out);
        }

        static Spell spell(Workspace workspace, PlanStep step, StepProgress out) {
            return Spell.of(
                    out.dispatched().atZone(workspace.settings().zone()).toLocalDate(),
                    step.measure().days());
        }
    }

    /** Compares and stores what may be shown. */
    void measure(Workspace workspace, Due due) {
        var store = new EffectStore(workspace);
        Optional<Measured> before = store.find(due.step().id()).filter(each -> each.state() == State.SHOWN);
        Groups.Reached reached = groups.reached(workspace, due.plan(), due.step());
        int smallest = workspace.settings().smallestGroup();
        if (before.isEmpty() && reached.people().size() < smallest) {
            store.put(result(workspace, due, reached, State.TOO_FEW, Optional.empty(), List.of(tooFew(due, smallest))));
            return;
        }
        Groups.Found found = before.isPresent()
                ? new Groups.Found(
                        before.get().figures().orElseThrow().basis(),
                        store.members(due.step().id()))
                : entered(workspace, store, due.step().id(), found(workspace, store, due, reached));
        if (before.isPresent() && fewer(found, before.get().figures().orElseThrow(), smallest)) {
            return;
        }
        long treated = found.members().stream().filter(Member::treated).count();
        long others = found.members().size() - treated;
        if (treated < smallest || found.basis().compares() && others < smallest) {
            store.put(result(workspace, due, reached, State.TOO_FEW, Optional.empty(), List.of(tooFew(due, smallest))));
            return;
        }
        if (!shown.entered(workspace, STEP, due.step().id())) {
            store.assign(due.step().id(), found.members());
        }
        Optional<String> alike = shown.enter(workspace, STEP, due.step().id(), Member.compared(found.members()));
        if (alike.isPresent()) {
            String why = "Nearly the same people are in the figures of "
                    + alike.get()
                    + ": what the few did who are in one of the two only could be told from both. So these are not shown.";
            store.put(result(workspace, due, reached, State.WITHHELD, Optional.empty(), List.of(why)));
            if (before.isEmpty()) {
                store.forget(due.step().id());
            }
            return;
        }
        Figures figures = figures(workspace, due, found, reached.people().size());
        store.put(result(
                workspace,
                due,
                reached,
                State.SHOWN,
                Optional.of(figures),
                EffectWords.of(
                        figures,
                        due.step().measure().metric(),
                        due.spell(workspace),
                        due.hypothesis().least())));
    }

    /** A computation that died after it was entered is gone on with, by the same people: others have looked at them. */
    private Groups.Found entered(Workspace workspace, EffectStore store, String stepId, Groups.Found found) {
        return shown.entered(workspace, STEP, stepId) ? new Groups.Found(found.basis(), store.members(stepId)) : found;
    }

    private static String tooFew(Due due, int smallest) {
        return due.step().channel() == PlanDraft.Channel.CHAT
                ? "Nobody can tell who has read it in a chat, so nobody can be compared with anybody. Send it into the inbox too, with a"
                        + " hold-out, if you want to know what it comes to."
                : "Fewer than " + smallest + " people are known to have been reached, so there are no figures.";
    }

    /** Somebody was erased since: the figures of the rest, beside the old ones, would tell what they did. */
    private static boolean fewer(Groups.Found found, Figures shown, int smallest) {
        int gone = shown.treated() + shown.others() - found.members().size();
        return gone > 0 && gone < smallest;
    }

    /** Steps of a plan for one audience are compared by the same draw, so by the same people. */
    private Groups.Found found(Workspace workspace, EffectStore store, Due due, Groups.Reached reached) {
        if (Groups.drawn(due.plan(), due.step())) {
            Optional<Measured> same = store.ofPlan(due.plan().id()).values().stream()
                    .filter(each -> each.figures()
                            .filter(figures -> figures.basis() == Basis.RANDOMISED)
                            .isPresent())
                    .filter(each -> due.plan()
                            .step(each.stepId())
                            .filter(step -> step.audienceId().equals(due.step().audienceId()))
                            .isPresent())
                    .min(java.util.Comparator.comparing(Measured::stepId));
            if (same.isPresent()) {
                return new Groups.Found(
                        Basis.RANDOMISED, store.members(same.get().stepId()));
            }
        }
        return groups.find(
                workspace,
                new Groups.Asked(
                        due.plan(),
                        due.step(),
                        due.hypothesis().course(),
                        due.spell(workspace),
                        reached.people(),
                        due.touched()));
    }

    private Figures figures(Workspace workspace, Due due, Groups.Found found, long reached) {
        Map<String, double[]> did = groups.did(
                workspace,
                found.members(),
                due.step().measure().metric(),
                due.hypothesis().course(),
                due.spell(workspace));
        List<Contrast.Seen> seen = found.members().stream()
                .sorted(java.util.Comparator.comparing(Member::person))
                .map(each -> {
                    double[] values = did.getOrDefault(each.person(), new double[2]);
                    return new Contrast.Seen(each.treated(), each.unit(), each.pair(), values[0], values[1]);
                })
                .toList();
        Contrast.Dealing dealing = switch (found.basis()) {
            case RANDOMISED -> Contrast.Dealing.ANYHOW;
            case MATCHED -> Contrast.Dealing.WITHIN_PAIRS;
            case BEFORE_AFTER -> Contrast.Dealing.NOBODY_ELSE;
        };
        Contrast contrast = Contrast.of(seen, dealing, Sample.number(due.plan().id()));
        return new Figures(
                found.basis(),
                reached,
                contrast.treated(),
                contrast.others(),
                contrast.treatedBefore(),
                contrast.treatedAfter(),
                contrast.othersBefore(),
                contrast.othersAfter(),
                contrast.difference(),
                contrast.interval(),
                detectable(contrast),
                contrast.method());
    }

    /** Seen four times in five: 2.8 standard errors, or by the rule for two shares where there is no interval. */
    private static double detectable(Contrast contrast) {
        return contrast.interval()
                .map(each -> 2.8 * (each.high() - each.low()) / 2 / League.Z95)
                .orElseGet(() -> {
                    double share = contrast.treatedAfter();
                    return Contrast.detectable(
                            share > 0 && share < 1 ? share : 0.5,
                            contrast.treated(),
                            Math.max(1, contrast.others() == 0 ? contrast.treated() : contrast.others()));
                });
    }

    private static Measured result(
            Workspace workspace,
            Due due,
            Groups.Reached reached,
            State state,
            Optional<Figures> figures,
            List<String> sentences) {
        Spell spell = due.spell(workspace);
        boolean said = due.step().channel() == PlanDraft.Channel.HAND_OVER;
        return new Measured(
                due.step().id(),
                due.plan().id(),
                due.step().subject(),
                reached.messenger(),
                due.step().channel(),
                due.step().measure().metric(),
                spell.after().first(),
                spell.after().end(),
                due.hypothesis().least(),
                state,
                figures,
                said ? due.out().asked().size() : 0,
                said ? due.out().saidBy().size() : 0,
                sentences,
                workspace.clock().instant(),
                due.learning());
    }
}
