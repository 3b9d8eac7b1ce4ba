package org.takeup.effect;

import java.time.Instant;
import java.time.LocalDate;
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
 * Compares one step with people whom it has not reached. Who is compared is decided when it is first shown, and stays, with the
 * day from which each is counted: otherwise two figures of one step would tell what somebody did who came or went in between. So it
 * is not shown before the weeks of everybody whom it has reached are over, and nobody's weeks are counted in part. Thread-safe;
 * calls block on the store.
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
        /** The step's day. */
        LocalDate day(Workspace workspace) {
            return day(workspace, out);
        }

        /** By which somebody is counted whom it reached on a day. */
        Spell spell(LocalDate day) {
            return Spell.of(day, step.measure().days());
        }

        /** By which a step's first people are counted. */
        static Spell spell(Workspace workspace, PlanStep step, StepProgress out) {
            return Spell.of(day(workspace, out), step.measure().days());
        }

        private static LocalDate day(Workspace workspace, StepProgress out) {
            return out.dispatched().atZone(workspace.settings().zone()).toLocalDate();
        }

        /** Whether there is learning data of all days before one. */
        boolean knows(Workspace workspace, LocalDate end) {
            return !learning.atZone(workspace.settings().zone()).toLocalDate().isBefore(end);
        }
    }

    private static Measured tooFew(Workspace workspace, Due due, Reached reached, LocalDate day) {
        return result(
                workspace,
                due,
                reached,
                reached.last(day),
                State.TOO_FEW,
                Optional.empty(),
                List.of(tooFew(due, workspace.settings().smallestGroup())));
    }

    /** Compares and stores what may be shown. */
    void measure(Workspace workspace, Due due) {
        var store = new EffectStore(workspace);
        Optional<Measured> before = store.find(due.step().id()).filter(each -> each.state() == State.SHOWN);
        LocalDate day = due.day(workspace);
        Reached reached = groups.reached(workspace, due.plan(), due.step(), day);
        int smallest = workspace.settings().smallestGroup();
        if (before.isEmpty() && reached.people().size() < smallest) {
            store.put(tooFew(workspace, due, reached, day));
            return;
        }
        boolean entered = shown.entered(workspace, STEP, due.step().id());
        if (before.isEmpty()
                && !entered
                && !due.knows(workspace, due.spell(reached.last(day)).after().end())) {
            store.put(result(workspace, due, reached, reached.last(day), State.TOO_EARLY, Optional.empty(), List.of()));
            return;
        }
        Groups.Found found = before.isEmpty()
                ? entered(store, due, entered, day, found(workspace, store, due, reached))
                : new Groups.Found(
                        before.get().figures().orElseThrow().basis(),
                        store.members(due.step().id(), day));
        if (before.isPresent() && fewer(found, before.get().figures().orElseThrow(), smallest)) {
            return;
        }
        long treated = found.members().stream().filter(Member::treated).count();
        long others = found.members().size() - treated;
        if (treated < smallest || found.basis().compares() && others < smallest) {
            store.put(tooFew(workspace, due, reached, day));
            return;
        }
        if (!entered) {
            store.assign(due.step().id(), found.members());
        }
        Optional<String> alike = shown.enter(workspace, STEP, due.step().id(), Member.compared(found.members()));
        if (alike.isPresent()) {
            String why = "Nearly the same people are in the figures of "
                    + alike.get()
                    + ": what the few did who are in one of the two only, or are counted from another day, could be told from both."
                    + " So these are not shown.";
            store.put(
                    result(workspace, due, reached, reached.last(day), State.WITHHELD, Optional.empty(), List.of(why)));
            if (before.isEmpty()) {
                store.forget(due.step().id());
            }
            return;
        }
        Counted counted = Counted.of(found.members(), due.step().measure().days());
        Figures figures = figures(workspace, due, found, reached.people().size());
        store.put(result(
                workspace,
                due,
                reached,
                counted.last().minusDays(1),
                State.SHOWN,
                Optional.of(figures),
                EffectWords.of(
                        figures,
                        due.step().measure().metric(),
                        counted,
                        due.hypothesis().least())));
    }

    /** A computation that died after it was entered is gone on with, by the same people: others have looked at them. */
    private static Groups.Found entered(
            EffectStore store, Due due, boolean entered, LocalDate day, Groups.Found found) {
        return entered
                ? new Groups.Found(found.basis(), store.members(due.step().id(), day))
                : found;
    }

    private static String tooFew(Due due, int smallest) {
        return due.step().channel() == PlanDraft.Channel.CHAT
                ? "Nobody can tell who has read it in a chat, so nobody can be compared with anybody. Send it into the inbox too, with a"
                        + " hold-out, if you want to know what it comes to."
                : "Fewer than " + smallest + " people are known to have been reached, so there are no figures.";
    }

    /**
     * A few of one of the groups were erased since: the figures of the rest, beside the old ones, would tell what they did, however
     * many of the other group were erased as well.
     */
    private static boolean fewer(Groups.Found found, Figures shown, int smallest) {
        int treated = (int) found.members().stream().filter(Member::treated).count();
        int others = found.members().size() - treated;
        return few(shown.treated() - treated, smallest) || few(shown.others() - others, smallest);
    }

    private static boolean few(int gone, int smallest) {
        return gone > 0 && gone < smallest;
    }

    /** Steps of a plan for one audience are compared by the same draw, so by the same people. */
    private Groups.Found found(Workspace workspace, EffectStore store, Due due, Reached reached) {
        LocalDate day = due.day(workspace);
        var asked = new Groups.Asked(due.plan(), due.step(), due.hypothesis().course(), day, reached, due.touched());
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
                return asked.drawn(store.members(same.get().stepId(), day));
            }
        }
        return groups.find(workspace, asked);
    }

    private Figures figures(Workspace workspace, Due due, Groups.Found found, long reached) {
        Map<String, double[]> did = groups.did(
                workspace,
                found.members(),
                due.step().measure().metric(),
                due.hypothesis().course(),
                due.step().measure().days());
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
            Reached reached,
            LocalDate last,
            State state,
            Optional<Figures> figures,
            List<String> sentences) {
        LocalDate day = due.day(workspace);
        boolean said = due.step().channel() == PlanDraft.Channel.HAND_OVER;
        return new Measured(
                due.step().id(),
                due.plan().id(),
                due.step().subject(),
                reached.messenger(),
                due.step().channel(),
                due.step().measure().metric(),
                due.spell(day).after().first(),
                due.spell(last).after().end(),
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
