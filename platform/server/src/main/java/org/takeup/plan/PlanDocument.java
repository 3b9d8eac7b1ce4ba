package org.takeup.plan;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.takeup.plan.schedule.Recurrence;
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
                .append("version", plan.version())
                .append("accountable", plan.accountable())
                .append("holdOut", plan.holdOut().percent())
                .append("seed", plan.holdOut().seed())
                .append("last", write(plan.last()))
                .append("released", List.copyOf(plan.released()));
    }

    private static Document write(Plan.Approval approval) {
        return new Document("hash", approval.hash())
                .append("person", approval.personId())
                .append("name", approval.name())
                .append("at", Date.from(approval.at()));
    }

    static Document write(PlanEdit edit) {
        return new Document("version", edit.version())
                .append("by", edit.by())
                .append("at", Date.from(edit.at()))
                .append("what", edit.what())
                .append(
                        "steps",
                        edit.steps().stream()
                                .map(change -> new Document(
                                                "before",
                                                change.before()
                                                        .map(PlanDocument::write)
                                                        .orElse(null))
                                        .append(
                                                "after",
                                                change.after()
                                                        .map(PlanDocument::write)
                                                        .orElse(null)))
                                .toList());
    }

    static PlanEdit edit(Document row) {
        return new PlanEdit(
                row.getLong("version"),
                row.getString("by"),
                row.getDate("at").toInstant(),
                row.getList("what", String.class),
                row.getList("steps", Document.class, List.of()).stream()
                        .map(change -> new PlanEdit.StepChange(
                                Optional.ofNullable(change.get("before", Document.class))
                                        .map(PlanDocument::step),
                                Optional.ofNullable(change.get("after", Document.class))
                                        .map(PlanDocument::step)))
                        .toList());
    }

    static Document write(PlanStep step) {
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
                .append("days", step.measure().days())
                .append("owner", step.planning().owner())
                .append("waitsFor", step.planning().waitsFor().stream().sorted().toList())
                .append("time", step.planning().time().toString())
                .append("region", step.planning().region())
                .append(
                        "again",
                        step.planning().recurrence().map(PlanDocument::write).orElse(null))
                .append("changed", step.planning().changed());
    }

    private static Document write(Recurrence again) {
        return new Document("weeks", again.weeks())
                .append("until", again.until().toString());
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
                row.getLong("version"),
                row.get("accountable", ""),
                last(row),
                new HoldOut(row.get("holdOut", 0), row.get("seed", "")),
                new HashSet<>(row.getList("released", String.class, List.of())));
    }

    /** A plan of which what people read was not asked for: its words and reasons are empty. */
    static Plan outline(Document row) {
        row.getList("steps", Document.class)
                .forEach(step -> step.append("words", "").append("reason", ""));
        return read(row);
    }

    /** Plans that were stored before there were versions have none. */
    private static PlanEdit last(Document row) {
        return Optional.ofNullable(row.get("last", Document.class))
                .map(PlanDocument::edit)
                .orElseGet(() -> PlanEdit.of(
                        row.getLong("version"), "", row.getDate("made").toInstant(), "The plan as it was."));
    }

    private static Optional<Plan.Approval> approval(@Nullable Document row) {
        return Optional.ofNullable(row)
                .map(given -> new Plan.Approval(
                        given.getString("hash"),
                        given.getString("person"),
                        given.getString("name"),
                        given.getDate("at").toInstant()));
    }

    static PlanStep step(Document row) {
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
                new PlanDraft.Measure(PlanDraft.Metric.valueOf(row.getString("metric")), row.getInteger("days")),
                planning(row));
    }

    /** Steps that were stored before there was such a thing have what is usual. */
    private static PlanStep.Planning planning(Document row) {
        return new PlanStep.Planning(
                row.get("owner", ""),
                new HashSet<>(row.getList("waitsFor", String.class, List.of())),
                Optional.ofNullable(row.getString("time")).map(LocalTime::parse).orElse(PlanStep.Planning.MORNING),
                row.get("region", ""),
                Optional.ofNullable(row.get("again", Document.class))
                        .map(again ->
                                new Recurrence(again.getInteger("weeks"), LocalDate.parse(again.getString("until")))),
                row.get("changed", 0L));
    }
}
