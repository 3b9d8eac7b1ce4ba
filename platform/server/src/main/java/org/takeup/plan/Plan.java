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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;

/**
 * A communication plan. Immutable; a change makes the next version.
 *
 * @param builder id of the plugin that drafted it
 * @param steps by date
 * @param authors ids of everybody who wrote on it
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
        long version) {
    public Plan {
        assumptions = List.copyOf(assumptions);
        steps = steps.stream()
                .sorted(Comparator.comparing(PlanStep::on).thenComparing(PlanStep::id))
                .toList();
        authors = Set.copyOf(authors);
    }

    /**
     * What was approved, by whom.
     *
     * @param hash of the content; whatever is sent must still have it
     */
    public record Approval(String hash, String personId, String name, Instant at) {}

    public Optional<PlanStep> step(String stepId) {
        return steps.stream().filter(step -> step.id().equals(stepId)).findFirst();
    }

    /** Whether its content is the approved one. */
    boolean isAsApproved() {
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

    /** SHA-256 over all that people read and all that decides who gets it when. Every part has its length before it. */
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

    private static void part(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The next version with this content, for which every approval is gone. */
    Plan edited(String by, List<PlanStep> newSteps) {
        var more = new java.util.HashSet<>(authors);
        more.add(by);
        return new Plan(
                id,
                title,
                builder,
                objective,
                assumptions,
                newSteps,
                PlanState.DRAFT,
                Optional.empty(),
                more,
                made,
                version + 1);
    }

    /** The next version in another state, with the same content. */
    Plan in(PlanState next, Optional<Approval> given) {
        return new Plan(id, title, builder, objective, assumptions, steps, next, given, authors, made, version + 1);
    }
}
