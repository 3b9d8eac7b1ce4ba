package org.takeup.plan;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** What planners say about a plan or a step of it, to one another. Thread-safe; calls block. */
public final class PlanComments {
    static final CollectionSpec COMMENTS = CollectionSpec.named("plan_comments").index("plan", "at");

    private static final int LONGEST = 2_000;
    private static final int MOST_MENTIONED = 20;
    private static final int MOST_SHOWN = 200;
    private static final int PAGE = 50;
    private static final int MOST_AT_ONCE = 50;
    private static final Pattern CURSOR = Pattern.compile("\\d{13}-[0-9a-f]{1,32}");
    private static final Comparator<Comment> LATEST_FIRST =
            Comparator.comparing(PlanComments::key).reversed();
    private static final Pattern MENTION = Pattern.compile("@([\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8})");

    private final People people;
    private final List<BiConsumer<Workspace, Comment>> told = new CopyOnWriteArrayList<>();

    PlanComments(People people) {
        this.people = people;
    }

    /**
     * A comment.
     *
     * @param step id of a step of the plan; empty if it is about the plan
     * @param by id of a person
     * @param mentions ids of the people who should read it
     * @param resolved by whom and when, once nothing is left to do about it
     */
    public record Comment(
            String id,
            String plan,
            String step,
            String by,
            Instant at,
            String text,
            List<String> mentions,
            Optional<Resolved> resolved) {
        public Comment {
            mentions = List.copyOf(mentions);
        }
    }

    /** Who said that nothing is left to do. */
    public record Resolved(String by, Instant at) {}

    /**
     * From now on, this is told of each comment that mentions somebody, once it is stored. Called while wiring. Whoever is
     * told must not throw; after a crash it may never be told.
     */
    public void whenMentioned(BiConsumer<Workspace, Comment> listener) {
        told.add(listener);
    }

    /**
     * Adds a comment. Somebody is mentioned by {@code @} and their mail address.
     *
     * @param step id of a step of the plan, or empty
     * @throws Problem 422 naming what does not fit, also whoever is mentioned and not in the directory or not known to see plans;
     *     404 without the plan or step
     */
    public Comment add(Workspace workspace, Caller caller, String planId, String step, String text) {
        Plan plan = new PlanStore(workspace).find(planId).orElseThrow(Problem::notFound);
        if (!step.isEmpty() && plan.step(step).isEmpty()) {
            throw Problem.notFound();
        }
        var wrong = new ArrayList<Problem.Field>();
        String clean = Plain.text(text, "text", LONGEST, true, wrong);
        Set<String> mentions = mentioned(workspace, caller, clean, wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        var comment = new Comment(
                RandomCode.hex(12),
                planId,
                step,
                caller.personId(),
                // As it is stored.
                workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                clean,
                List.copyOf(mentions),
                Optional.empty());
        workspace.collection(COMMENTS).insert(comment.id(), write(comment));
        if (!mentions.isEmpty()) {
            told.forEach(each -> each.accept(workspace, comment));
        }
        return comment;
    }

    private Set<String> mentioned(Workspace workspace, Caller caller, String text, List<Problem.Field> wrong) {
        var ids = new LinkedHashSet<String>();
        for (String address : MENTION.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList()) {
            if (ids.size() >= MOST_MENTIONED) {
                wrong.add(new Problem.Field("text", "Mention at most " + MOST_MENTIONED + " people."));
                break;
            }
            var found = new ArrayList<Problem.Field>();
            String id = StepForm.person(workspace, people, address, "text", found);
            if (id != null && !id.isEmpty()) {
                ids.add(id);
                if (!id.equals(caller.personId()) && !PlanReaders.sees(workspace, id)) {
                    found.add(new Problem.Field("text", cannotSee(workspace, id)));
                }
            }
            found.forEach(each -> wrong.add(new Problem.Field("text", "@" + address + ": " + each.message())));
        }
        return ids;
    }

    private String cannotSee(Workspace workspace, String id) {
        return people.names(workspace, List.of(id)).getOrDefault(id, "This person")
                + " cannot be mentioned: they have not opened a plan in the last half year, so that they may not be allowed to"
                + " see one. Mention somebody who works on plans, or tell them yourself.";
    }

    /** Of a plan and its steps, the earliest first; of very many, the latest. */
    public List<Comment> of(Workspace workspace, String planId) {
        return workspace
                .collection(COMMENTS)
                .find(eq("plan", planId))
                .sort(Sorts.descending("at"))
                .limit(MOST_SHOWN)
                .map(PlanComments::read)
                .into(new ArrayList<>())
                .reversed();
    }

    /** A part of a plan's comments, the latest first. @param next the cursor of the part after it, if there is one */
    public record Part(List<Comment> comments, Optional<String> next) {}

    /**
     * Comments of a plan and its steps, the latest first, {@value #PAGE} at a time.
     *
     * @param cursor of the part before, or empty for the first one
     * @throws Problem 422 if it is none
     */
    public Part part(Workspace workspace, String planId, Optional<String> cursor) {
        if (cursor.isPresent() && !CURSOR.matcher(cursor.get()).matches()) {
            throw Problem.invalid("before", "Use the cursor that the part before ended with.");
        }
        Bson which = cursor.map(each -> and(
                        eq("plan", planId), lte("at", new Date(Long.parseLong(each.substring(0, each.indexOf('-')))))))
                .orElse(eq("plan", planId));
        // Comments of one millisecond may stand on both sides of a cursor: there are never many.
        List<Comment> found = workspace
                .collection(COMMENTS)
                .find(which)
                .sort(Sorts.descending("at"))
                .limit(PAGE + MOST_AT_ONCE)
                .map(PlanComments::read)
                .into(new ArrayList<>());
        List<Comment> left = found.stream()
                .sorted(LATEST_FIRST)
                .dropWhile(each ->
                        cursor.filter(last -> key(each).compareTo(last) >= 0).isPresent())
                .toList();
        List<Comment> part = left.subList(0, Math.min(PAGE, left.size()));
        return new Part(part, left.size() > PAGE ? Optional.of(key(part.getLast())) : Optional.empty());
    }

    /** By time, then by id. */
    private static String key(Comment comment) {
        return String.format(Locale.ROOT, "%013d-%s", comment.at().toEpochMilli(), comment.id());
    }

    /** Says that nothing is left to do about a comment. Doing it twice changes nothing. @throws Problem 404 without it */
    public void resolve(Workspace workspace, Caller caller, String planId, String commentId) {
        TenantCollection comments = workspace.collection(COMMENTS);
        if (comments.find(commentId)
                .filter(row -> planId.equals(row.getString("plan")))
                .isEmpty()) {
            throw Problem.notFound();
        }
        comments.updateIf(
                commentId,
                eq("resolvedAt", null),
                new Document(
                        "$set",
                        new Document("resolvedBy", caller.personId())
                                .append(
                                        "resolvedAt",
                                        Date.from(workspace.clock().instant()))));
    }

    private static Document write(Comment comment) {
        return new Document("plan", comment.plan())
                .append("step", comment.step())
                .append("by", comment.by())
                .append("at", Date.from(comment.at()))
                .append("text", comment.text())
                .append("mentions", comment.mentions())
                .append("resolvedBy", null)
                .append("resolvedAt", null);
    }

    private static Comment read(Document row) {
        return new Comment(
                TenantCollection.id(row),
                row.getString("plan"),
                row.getString("step"),
                row.getString("by"),
                row.getDate("at").toInstant(),
                row.getString("text"),
                row.getList("mentions", String.class),
                Optional.ofNullable(row.getDate("resolvedAt"))
                        .map(at -> new Resolved(row.getString("resolvedBy"), at.toInstant())));
    }
}
