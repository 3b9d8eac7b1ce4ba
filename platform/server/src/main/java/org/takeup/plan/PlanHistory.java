package org.takeup.plan;

import com.mongodb.client.MongoCursor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * The versions of a plan: who changed what when, what two of them differ in, and the way back to one. Only what changed is
 * stored, so a version is found by undoing later edits. Thread-safe; calls block.
 */
public final class PlanHistory {
    /** Versions on a page. */
    static final int PAGE = 50;

    private static final int LOOKED_BACK = 200;

    private final PlanEditor editor;

    PlanHistory(PlanEditor editor) {
        this.editor = editor;
    }

    /** What two versions differ in. @param steps fields of each step that differs, by what the step is about */
    public record Comparison(long from, long to, List<StepPair> steps) {}

    /** A step in two versions. @param fields all fields; before is empty for an added step, after for a removed one */
    public record StepPair(String subject, String what, List<StepDifference.Field> fields) {}

    /** What led to the versions before this one, the latest first, at most {@value #PAGE}. */
    public List<PlanEdit> before(Workspace workspace, String planId, long version) {
        return new PlanStore(workspace).edits(planId, version, PAGE);
    }

    /** What led to the versions after this one, the earliest first; of very many, the latest. */
    public List<PlanEdit> since(Workspace workspace, String planId, long version) {
        return new PlanStore(workspace)
                .edits(planId, Long.MAX_VALUE, PAGE).stream()
                        .filter(edit -> edit.version() > version)
                        .toList()
                        .reversed();
    }

    /** Whether the plan had a step with this id not long ago. */
    boolean knew(Workspace workspace, Plan plan, String stepId) {
        return new PlanStore(workspace).touched(plan.id(), 0, LOOKED_BACK).contains(stepId);
    }

    /** The steps of a version. @throws Problem 404 if there is no such version, or its edit is from before there were any */
    List<PlanStep> stepsAt(Workspace workspace, Plan plan, long version) {
        if (version > plan.version() || version < 1) {
            throw Problem.notFound();
        }
        Map<String, PlanStep> steps = new LinkedHashMap<>();
        plan.steps().forEach(step -> steps.put(step.id(), step));
        long reached = plan.version();
        try (MongoCursor<Document> rows =
                new PlanStore(workspace).editsAfter(plan.id(), version).iterator()) {
            while (rows.hasNext()) {
                PlanEdit edit = PlanDocument.edit(rows.next());
                // Somebody may have made a newer one meanwhile; one that is missing is the end of what is known.
                if (edit.version() == reached) {
                    undo(edit, steps);
                    reached--;
                }
            }
        }
        if (reached != version) {
            throw Problem.notFound();
        }
        return List.copyOf(steps.values());
    }

    private static void undo(PlanEdit edit, Map<String, PlanStep> steps) {
        edit.steps()
                .forEach(change -> change.before()
                        .ifPresentOrElse(step -> steps.put(step.id(), step), () -> steps.remove(change.id())));
    }

    /** Ids of the steps that versions after this one changed. */
    Set<String> touched(Workspace workspace, String planId, long version) {
        return new PlanStore(workspace).touched(planId, version, PAGE);
    }

    /** What one version has that another has not. @throws Problem 404 if one of them is not known */
    public Comparison compare(Workspace workspace, Plan plan, long from, long to) {
        List<PlanStep> before = stepsAt(workspace, plan, from);
        List<PlanStep> after = stepsAt(workspace, plan, to);
        return new Comparison(
                from,
                to,
                PlanEdit.changes(before, after).stream().map(PlanHistory::pair).toList());
    }

    private static StepPair pair(PlanEdit.StepChange change) {
        String what = String.join(" ", StepDifference.said(change));
        if (change.before().isPresent() && change.after().isPresent()) {
            PlanStep after = change.after().get();
            return new StepPair(
                    after.subject(),
                    what,
                    StepDifference.differing(change.before().get(), after));
        }
        PlanStep only = change.before().or(change::after).orElseThrow();
        boolean added = change.before().isEmpty();
        return new StepPair(
                only.subject(),
                what,
                StepDifference.fields(only, only).stream()
                        .filter(field -> !field.before().isEmpty())
                        .map(field -> new StepDifference.Field(
                                field.name(), field.label(), added ? "" : field.before(), added ? field.after() : ""))
                        .toList());
    }

    /**
     * Makes the next version with the steps of an earlier one. What has gone out stays as it went out.
     *
     * @param seen the version that the caller saw
     * @throws Changed if there is a newer one
     */
    public Plan restore(Workspace workspace, Caller caller, String planId, long version, long seen) {
        Set<String> out = new PlanStore(workspace)
                .progressOf(planId).keySet().stream().map(PlanStep::ofTime).collect(Collectors.toSet());
        return editor.edit(workspace, caller, planId, seen, (plan, now) -> {
            if (plan.version() != seen) {
                throw new Changed("plan");
            }
            var steps = new HashMap<String, PlanStep>();
            stepsAt(workspace, plan, version).forEach(step -> steps.put(step.id(), step));
            now.stream().filter(step -> out.contains(step.id())).forEach(step -> steps.put(step.id(), step));
            return List.copyOf(steps.values());
        });
    }
}
