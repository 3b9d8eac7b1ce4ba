package org.takeup.plan;

import java.time.LocalDate;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.store.TenantCollection;

/** How a plan is written in the store. */
final class PlanDocument {
    private PlanDocument() {}

    static Document write(Plan plan) {
        return new Document("title", plan.title())
                .append("builder", plan.builder())
                .append("objective", plan.objective())
                .append("assumptions", plan.assumptions())
                .append("steps", plan.steps().stream().map(PlanDocument::write).toList())
                .append("state", plan.state().name())
                .append("approval", plan.approval().map(PlanDocument::write).orElse(null))
                .append("authors", List.copyOf(plan.authors()))
                .append("made", Date.from(plan.made()))
                .append("version", plan.version());
    }

    private static Document write(Plan.Approval approval) {
        return new Document("hash", approval.hash())
                .append("person", approval.personId())
                .append("name", approval.name())
                .append("at", Date.from(approval.at()));
    }

    private static Document write(PlanStep step) {
        return new Document("id", step.id())
                .append("audienceId", step.audienceId())
                .append("audience", step.audience())
                .append("purpose", step.purpose().name())
                .append("phase", step.phase().name())
                .append("messenger", step.messenger().name())
                .append("channel", step.channel().name())
                .append("on", step.on().toString())
                .append("subject", step.subject())
                .append("words", step.words())
                .append("reason", step.reason())
                .append("metric", step.measure().metric().name())
                .append("days", step.measure().days());
    }

    static Plan read(Document row) {
        return new Plan(
                TenantCollection.id(row),
                row.getString("title"),
                row.getString("builder"),
                row.getString("objective"),
                row.getList("assumptions", String.class),
                row.getList("steps", Document.class).stream()
                        .map(PlanDocument::step)
                        .toList(),
                PlanState.valueOf(row.getString("state")),
                approval(row.get("approval", Document.class)),
                new HashSet<>(row.getList("authors", String.class)),
                row.getDate("made").toInstant(),
                row.getLong("version"));
    }

    private static Optional<Plan.Approval> approval(@Nullable Document row) {
        return Optional.ofNullable(row)
                .map(given -> new Plan.Approval(
                        given.getString("hash"),
                        given.getString("person"),
                        given.getString("name"),
                        given.getDate("at").toInstant()));
    }

    private static PlanStep step(Document row) {
        return new PlanStep(
                row.getString("id"),
                row.getString("audienceId"),
                row.getString("audience"),
                PlanDraft.Purpose.valueOf(row.getString("purpose")),
                PlanDraft.Phase.valueOf(row.getString("phase")),
                Messenger.valueOf(row.getString("messenger")),
                PlanDraft.Channel.valueOf(row.getString("channel")),
                LocalDate.parse(row.getString("on")),
                row.getString("subject"),
                row.getString("words"),
                row.getString("reason"),
                new PlanDraft.Measure(PlanDraft.Metric.valueOf(row.getString("metric")), row.getInteger("days")));
    }
}
