package org.takeup.plan;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.plan.schedule.Recurrence;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;

/**
 * A communication plan. Immutable; a change makes the next version.
 *
 * @param builder id of the plugin that drafted it
 * @param steps by date
 * @param authors ids of everybody who wrote on it
 * @param accountable id of the one person who answers for it; empty for nobody
 * @param last what led to this version
 * @param holdOut whom it does not speak to, so that its effect can be seen
 * @param released ids of the times of steps that go out whatever they wait for
 */
public record Plan(
        String id,
        String title,
        String builder,
        String objective,
        List<String> assumptions,
        List<PlanStep> steps,
        PlanState state,
        Optional<Approval> approval,
        Set<String> authors,
        Instant made,
        long version,
        String accountable,
        PlanEdit last,
        HoldOut holdOut,
        Set<String> released) {
    /** Steps of one plan, so that it is shown, checked and saved in a moment. */
    public static final int MOST_STEPS = 5_000;
    /**
     * Bytes of all texts of one plan in UTF-8. A document of the store holds 16 MB, and the last edit stands beside the steps
     * with what was before and after.
     */
    public static final int MOST_BYTES = 4_000_000;

    public Plan {
        assumptions = List.copyOf(assumptions);
        steps = steps.stream()
                .sorted(Comparator.comparing(PlanStep::on)
                        .thenComparing(step -> step.planning().time())
                        .thenComparing(PlanStep::id))
                .toList();
        authors = Set.copyOf(authors);
        released = Set.copyOf(released);
    }

    /** A plan that speaks to everybody, whose steps keep their order. */
    public Plan(
            String id,
            String title,
            String builder,
            String objective,
            List<String> assumptions,
            List<PlanStep> steps,
            PlanState state,
            Optional<Approval> approval,
            Set<String> authors,
            Instant made,
            long version,
            String accountable,
            PlanEdit last) {
        this(
                id,
                title,
                builder,
                objective,
                assumptions,
                steps,
                state,
                approval,
                authors,
                made,
                version,
                accountable,
                last,
                HoldOut.NONE,
                Set.of());
    }

    /** A plan that nobody is accountable for and whose past nobody knows. */
    public Plan(
            String id,
            String title,
            String builder,
            String objective,
            List<String> assumptions,
            List<PlanStep> steps,
            PlanState state,
            Optional<Approval> approval,
            Set<String> authors,
            Instant made,
            long version) {
        this(
                id,
                title,
                builder,
                objective,
                assumptions,
                steps,
                state,
                approval,
                authors,
                made,
                version,
                "",
                PlanEdit.of(version, "", made, "Drafted the plan."));
    }

    /** No id is written so, so that no other plan has the same bytes. */
    private static final String TIME = "\u0000time";

    private static final String AGAIN = "\u0000again";

    private static final String HELD = "\u0000held";

    /**
     * What was approved, by whom.
     *
     * @param hash of the content; whatever is sent must still have it
     */
    public record Approval(String hash, String personId, String name, Instant at) {}

    /** The step with this id, or that one of its times which has this id. */
    public Optional<PlanStep> step(String stepId) {
        String own = PlanStep.ofTime(stepId);
        return steps.stream()
                .filter(step -> step.id().equals(own))
                .flatMap(step -> own.equals(stepId) ? Stream.of(step) : step.times().stream())
                .filter(step -> step.id().equals(stepId))
                .findFirst();
    }

    /** Every time that a step comes, by date: what goes out. */
    public List<PlanStep> times() {
        return steps.stream()
                .flatMap(step -> step.times().stream())
                .sorted(Comparator.comparing(PlanStep::on)
                        .thenComparing(step -> step.planning().time()))
                .toList();
    }

    /** Whether its content is the approved one. */
    public boolean isAsApproved() {
        return state.approved()
                && approval.filter(given -> given.hash().equals(hash())).isPresent();
    }

    /** How many percent of the steps the learning team says itself. The fewer, the better: learners count its word least. */
    public int saidByLearningTeam() {
        if (steps.isEmpty()) {
            return 0;
        }
        long own = steps.stream()
                .filter(step -> step.messenger() == Messenger.LEARNING_TEAM)
                .count();
        return (int) Math.round(100.0 * own / steps.size());
    }

    PlanDraft draft() {
        return new PlanDraft(
                title, assumptions, steps.stream().map(PlanStep::draft).toList());
    }

    /**
     * SHA-256 over all that people read and all that decides who gets it when. Every part has its length before it. What
     * steps wait for is left out: it can only delay what was approved, and a change of it is an edit.
     */
    String hash() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            part(out, title);
            part(out, objective);
            for (PlanStep step : steps) {
                part(out, step.id());
                part(out, step.audienceId());
                part(out, step.messenger().name());
                part(out, step.channel().name());
                part(out, step.on().toString());
                part(out, step.subject());
                part(out, step.words());
                when(out, step.planning());
            }
            if (holdOut.percent() > 0) {
                part(out, HELD);
                part(out, Integer.toString(holdOut.percent()));
                part(out, holdOut.seed());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot happen in memory", e);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Nothing for what is usual, so that what was approved before there was anything else is still approved. */
    private static void when(DataOutputStream out, PlanStep.Planning planning) throws IOException {
        if (!planning.time().equals(PlanStep.Planning.MORNING)) {
            part(out, TIME);
            part(out, planning.time().toString());
        }
        if (planning.recurrence().isPresent()) {
            Recurrence again = planning.recurrence().get();
            part(out, AGAIN);
            part(out, Integer.toString(again.weeks()));
            part(out, again.until().toString());
        }
    }

    private static void part(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The next version with these steps, for which every approval is gone. */
    Plan edited(String by, Instant at, List<PlanStep> newSteps) {
        var more = new HashSet<>(authors);
        more.add(by);
        var before = new HashMap<String, PlanStep>();
        steps.forEach(step -> before.put(step.id(), step));
        List<PlanStep> dated = newSteps.stream()
                .map(step -> {
                    PlanStep was = before.get(step.id());
                    return was != null && was.sameAs(step)
                            ? was
                            : step.with(step.planning().changedIn(version + 1));
                })
                .toList();
        var edit = PlanEdit.between(version + 1, by, at, steps, dated);
        return next(
                dated,
                PlanState.DRAFT,
                Optional.empty(),
                more,
                accountable,
                edit,
                holdOut,
                stillReleased(before, dated));
    }

    /** A step that is not as it was waits again. */
    private Set<String> stillReleased(Map<String, PlanStep> before, List<PlanStep> now) {
        Set<String> same = now.stream()
                .filter(step -> step.equals(before.get(step.id())))
                .map(PlanStep::id)
                .collect(Collectors.toSet());
        return released.stream()
                .filter(time -> same.contains(PlanStep.ofTime(time)))
                .collect(Collectors.toSet());
    }

    /** The next version in another state, with the same content. @param by id of a person; empty for the platform itself */
    Plan in(PlanState next, Optional<Approval> given, String by, Instant at) {
        String what = switch (next) {
            case DRAFT -> "Took the plan back to a draft.";
            case IN_REVIEW -> "Asked for approval.";
            case APPROVED -> "Approved the plan.";
            case RUNNING -> "The first step went out.";
            case DONE -> "The last step went out.";
        };
        PlanEdit edit = PlanEdit.of(version + 1, by, at, what);
        return next(steps, next, given, authors, accountable, edit, holdOut, released);
    }

    /** The next version, for which somebody else answers. What was approved stays approved: it is the same content. */
    Plan answeredForBy(String person, String by, Instant at) {
        PlanEdit edit = PlanEdit.of(version + 1, by, at, "Named who answers for the plan.");
        return next(steps, state, approval, authors, person, edit, holdOut, released);
    }

    /** The next version, which holds others out, and for which every approval is gone. */
    Plan holdingOut(HoldOut other, String by, Instant at) {
        var more = new HashSet<>(authors);
        more.add(by);
        String what = other.percent() == 0
                ? "Holds nobody out any more."
                : "Holds " + other.percent() + " % of the people out, to see what the plan does.";
        PlanEdit edit = PlanEdit.of(version + 1, by, at, what);
        return next(steps, PlanState.DRAFT, Optional.empty(), more, accountable, edit, other, released);
    }

    /** The next version, in which this time of a step goes out whatever it waits for. What was approved stays approved. */
    Plan letGo(PlanStep time, String by, Instant at) {
        var more = new HashSet<>(released);
        more.add(time.id());
        String what = "Let “" + time.subject() + "” of " + time.on() + " go without what it waits for.";
        PlanEdit edit = PlanEdit.of(version + 1, by, at, what);
        return next(steps, state, approval, authors, accountable, edit, holdOut, more);
    }

    private Plan next(
            List<PlanStep> newSteps,
            PlanState newState,
            Optional<Approval> given,
            Set<String> writers,
            String person,
            PlanEdit edit,
            HoldOut held,
            Set<String> free) {
        return new Plan(
                id,
                title,
                builder,
                objective,
                assumptions,
                newSteps,
                newState,
                given,
                writers,
                made,
                version + 1,
                person,
                edit,
                held,
                free);
    }

    /** Bytes of all that people read in it. */
    long bytes() {
        return steps.stream()
                .mapToLong(step -> utf8(step.subject()) + utf8(step.words()) + utf8(step.reason()))
                .sum();
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
