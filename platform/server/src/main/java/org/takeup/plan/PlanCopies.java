package org.takeup.plan;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.plan.schedule.WorkingDays;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * Plans made from plans: templates, whose days are counted from a start, and copies for another audience. A template is
 * a plan that starts on a day of its own and is never sent. Thread-safe; calls block.
 */
public final class PlanCopies {
    static final CollectionSpec TEMPLATES =
            CollectionSpec.named("plan_templates").index("at");

    private static final int MOST_TEMPLATES = 200;

    private final Stakeholders stakeholders;
    private final PlanCalendar calendar;

    PlanCopies(Stakeholders stakeholders, PlanCalendar calendar) {
        this.stakeholders = stakeholders;
        this.calendar = calendar;
    }

    /** A template in the list. @param days from its first step to its last */
    public record Template(String id, String title, int steps, long days, Instant at) {}

    /**
     * What a copy is to be.
     *
     * @param title of the new plan
     * @param from id of the stakeholder for whom another one stands; empty to leave all as they are
     * @param to id of that other stakeholder
     * @param messenger who says what is said to them; nobody else than before if it is left out
     * @param start the day of the first step; the days stay as they are if it is left out
     */
    public record CopyEntry(
            @Nullable String title,
            @Nullable String from,
            @Nullable String to,
            @Nullable Messenger messenger,
            @Nullable LocalDate start) {}

    /** Keeps a plan as a template. @return its id @throws Problem 404 without the plan, 409 if it has no step or there are too many */
    public String keep(Workspace workspace, String planId) {
        Plan plan = new PlanStore(workspace).find(planId).orElseThrow(Problem::notFound);
        if (plan.steps().isEmpty()) {
            throw new Problem(409, "nothing-to-keep", "This plan has no step.", "Add a step first.");
        }
        TenantCollection templates = workspace.collection(TEMPLATES);
        if (all(workspace).size() >= MOST_TEMPLATES) {
            throw new Problem(
                    409,
                    "too-many-templates",
                    "There are " + MOST_TEMPLATES + " templates already.",
                    "Remove one that nobody uses.");
        }
        Document kept = PlanDocument.write(plan);
        kept.remove("last");
        kept.remove("released");
        kept.append("authors", List.of()).append("approval", null).append("accountable", "");
        String id = RandomCode.hex(12);
        templates.insert(id, new Document("at", Date.from(workspace.clock().instant())).append("plan", kept));
        return id;
    }

    /** The latest first. */
    public List<Template> all(Workspace workspace) {
        return workspace
                .collection(TEMPLATES)
                .all()
                .sort(Sorts.descending("at"))
                .limit(MOST_TEMPLATES)
                .map(PlanCopies::template)
                .into(new ArrayList<>());
    }

    private static Template template(Document row) {
        Plan plan = plan(row);
        long days = plan.steps().isEmpty()
                ? 0
                : plan.steps().getLast().on().toEpochDay()
                        - plan.steps().getFirst().on().toEpochDay();
        return new Template(
                TenantCollection.id(row),
                plan.title(),
                plan.steps().size(),
                days,
                row.getDate("at").toInstant());
    }

    private static Plan plan(Document row) {
        return PlanDocument.read(new Document(row.get("plan", Document.class)).append("_id", row.get("_id")));
    }

    /** Removes a template; plans that began with it stay. @throws Problem 404 without it */
    public void remove(Workspace workspace, String templateId) {
        if (!workspace.collection(TEMPLATES).delete(templateId)) {
            throw Problem.notFound();
        }
    }

    /** Makes a plan from a template. @throws Problem 404 without it, 422 naming what does not fit */
    public Plan begin(Workspace workspace, Caller caller, String templateId, CopyEntry entry) {
        Plan template = workspace
                .collection(TEMPLATES)
                .find(templateId)
                .map(PlanCopies::plan)
                .orElseThrow(Problem::notFound);
        if (entry.start() == null) {
            throw Problem.invalid("start", "Please give the day of the first step.");
        }
        return made(workspace, caller, template, entry);
    }

    /** Makes a plan from another one. @throws Problem 404 without it, 422 naming what does not fit */
    public Plan copy(Workspace workspace, Caller caller, String planId, CopyEntry entry) {
        return made(workspace, caller, new PlanStore(workspace).find(planId).orElseThrow(Problem::notFound), entry);
    }

    private Plan made(Workspace workspace, Caller caller, Plan source, CopyEntry entry) {
        var wrong = new ArrayList<Problem.Field>();
        String title = Plain.line(entry.title(), "title", StepEntry.LONGEST_SUBJECT, false, wrong);
        LocalDate start = entry.start();
        LocalDate today = workspace.today();
        if (start != null && (start.isBefore(today) || !StepEntry.sane(start, today))) {
            wrong.add(new Problem.Field("start", "Please give a date from today to two years ahead."));
        }
        Map<String, Stakeholder> map =
                stakeholders.all(workspace).stream().collect(Collectors.toMap(Stakeholder::id, each -> each));
        String from = entry.from() == null ? "" : entry.from().strip();
        String to = entry.to() == null ? "" : entry.to().strip();
        Optional<Stakeholder> other = Optional.ofNullable(map.get(to));
        if (!from.isEmpty()
                && source.steps().stream().noneMatch(step -> step.audienceId().equals(from))) {
            wrong.add(new Problem.Field("from", "Please choose somebody to whom this plan speaks."));
        }
        if (!from.isEmpty() && other.isEmpty()) {
            wrong.add(new Problem.Field("to", "Please choose one of your stakeholders."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        List<PlanStep> steps = dated(workspace, source, start).stream()
                .map(step -> step.audienceId().equals(from) && other.isPresent()
                        ? adapted(step, other.get(), entry.messenger())
                        : step)
                .toList();
        Instant now = workspace.clock().instant();
        var plan = new Plan(
                RandomCode.hex(12),
                title.isEmpty() ? source.title() : title,
                source.builder(),
                source.objective(),
                source.assumptions(),
                newIds(steps),
                PlanState.DRAFT,
                Optional.empty(),
                Set.of(caller.personId()),
                now,
                1,
                caller.personId(),
                PlanEdit.of(1, caller.personId(), now, "Made from “" + source.title() + "”."));
        new PlanStore(workspace).insert(plan);
        return plan;
    }

    /** Days from a start, each on a working day; the order is kept. */
    private List<PlanStep> dated(Workspace workspace, Plan source, @Nullable LocalDate start) {
        if (start == null || source.steps().isEmpty()) {
            return source.steps();
        }
        WorkingDays days = calendar.workingDays(workspace);
        long by = start.toEpochDay() - source.steps().getFirst().on().toEpochDay();
        return source.steps().stream()
                .map(step -> step.movedTo(
                        days.onOrAfter(step.on().plusDays(by), step.planning().region())))
                .toList();
    }

    private static PlanStep adapted(PlanStep step, Stakeholder to, @Nullable Messenger messenger) {
        return step.copy(
                step.id(),
                to.id(),
                to.name(),
                messenger == null ? step.messenger() : messenger,
                step.channel(),
                step.on(),
                fitting(step.subject(), step.audience(), to.name(), StepEntry.LONGEST_SUBJECT),
                fitting(step.words(), step.audience(), to.name(), StepEntry.LONGEST_WORDS),
                step.planning());
    }

    /** The other name for the one; the text as it was, should it become too long. */
    private static String fitting(String text, String name, String other, int most) {
        String fitted = name.isEmpty() ? text : text.replace(name, other);
        return fitted.codePointCount(0, fitted.length()) > most ? text : fitted;
    }

    /** Ids are unique in the workspace: delivery knows a step by its id alone. */
    private static List<PlanStep> newIds(List<PlanStep> steps) {
        var ids = new HashMap<String, String>();
        steps.forEach(step -> ids.put(step.id(), RandomCode.hex(12)));
        return steps.stream()
                .map(step -> {
                    PlanStep.Planning was = step.planning();
                    Set<String> before = was.waitsFor().stream()
                            .map(id -> ids.getOrDefault(id, ""))
                            .filter(id -> !id.isEmpty())
                            .collect(Collectors.toSet());
                    return step.copy(
                            ids.getOrDefault(step.id(), step.id()),
                            step.audienceId(),
                            step.audience(),
                            step.messenger(),
                            step.channel(),
                            step.on(),
                            step.subject(),
                            step.words(),
                            new PlanStep.Planning(was.owner(), before, was.time(), was.region(), was.recurrence(), 1));
                })
                .toList();
    }
}
