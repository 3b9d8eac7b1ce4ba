package org.takeup.reach;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailState;
import org.takeup.delivery.Outbox;
import org.takeup.delivery.OutboxEntry;
import org.takeup.delivery.Tally;
import org.takeup.http.Changed;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.plan.Addressed;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;
import org.takeup.plan.Plans;
import org.takeup.plan.StepProgress;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.preference.Preferences;
import org.takeup.reach.ReachStore.Mark;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Who was reached by the steps of plans, and how far. Whether a mail was sent, came back or is in doubt is read from the
 * outbox whenever it is asked for, so that no second book can differ from it, whatever a crash cuts off. Thread-safe; blocks on
 * the store.
 */
public final class Reaches {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS =
            List.of(ReachStore.ROWS, LinkStore.LINKS, CountingStore.RULES);

    private static final String JOB = "step-said";
    private static final int BATCH = 500;
    private static final int AT_ONCE = 1_000;
    /** In keys of mails that invite, as against those that take it back. */
    private static final String INVITES = ":REQUEST:";

    private final Plans plans;
    private final Outbox outbox;
    private final TenantJobs jobs;
    private final Clicks clicks;
    private final Opens opens;
    private final CountedLately lately = new CountedLately();

    /**
     * Hears from now on whom steps are meant for, and who says them.
     *
     * @param preferences say who lets it be seen that they open a mail
     * @param publicUrl for counted links
     */
    public Reaches(Plans plans, People people, Preferences preferences, Outbox outbox, TenantJobs jobs, URI publicUrl) {
        this.opens = new Opens(people, preferences, publicUrl);
        this.clicks = new Clicks(people, publicUrl);
        this.plans = plans;
        this.outbox = outbox;
        this.jobs = jobs;
        jobs.register(JOB, this::noteWhoHeard);
        plans.whoKeepsWhoWasReached(new Notes());
    }

    /**
     * Of one step. Counts of people.
     *
     * @param planned behind the audience when the step went out; 0 for a chat, of which nobody knows who reads it
     * @param heldOut of them, by chance: they got nothing
     * @param sent the mail server has taken a mail to them, or it is in their inbox
     * @param delivered of those sent, the mails that have not come back
     * @param seenAsked how many had agreed that we may see whether they open a mail
     * @param seen how many of those have opened it; not reliable, since mail programs fetch pictures by themselves, or never
     * @param clicked who have followed a link; counted only while the workspace has it switched on
     * @param said to whom a messenger has said it, by their own word
     * @param messengers who have said it
     */
    public record Funnel(
            String stepId,
            long planned,
            long heldOut,
            long sent,
            long delivered,
            long seenAsked,
            long seen,
            long clicked,
            long said,
            long messengers) {}

    /** By step id, all steps of the plan that have gone out. @throws org.takeup.http.Problem 404 if there is no such plan */
    public Map<String, Funnel> funnels(Workspace workspace, String planId) {
        Plan plan = plans.require(workspace, planId);
        Map<String, StepProgress> out = plans.progress(workspace, planId);
        Map<String, Tally> mails = mails(workspace, planId, out.keySet());
        Map<String, Map<Mark, Long>> marks = new ReachStore(workspace).counts(planId);
        var funnels = new HashMap<String, Funnel>();
        out.forEach((stepId, progress) -> plan.step(stepId)
                .ifPresent(step -> funnels.put(
                        stepId,
                        funnel(
                                step,
                                progress,
                                sent(workspace, plan, step, mails.getOrDefault(stepId, Tally.NONE)),
                                marks.getOrDefault(stepId, Map.of())))));
        return funnels;
    }

    private record Sent(long sent, long delivered) {}

    private static Funnel funnel(PlanStep step, StepProgress progress, Sent mails, Map<Mark, Long> marks) {
        long found = marks.getOrDefault(Mark.FOUND, 0L);
        return new Funnel(
                step.id(),
                progress.meant(),
                progress.heldOut(),
                mails.sent() + found,
                mails.delivered() + found,
                marks.getOrDefault(Mark.ASKED, 0L),
                marks.getOrDefault(Mark.OPENED, 0L),
                marks.getOrDefault(Mark.CLICKED, 0L),
                marks.getOrDefault(Mark.SAID, 0L),
                progress.saidBy().size());
    }

    private Map<String, Tally> mails(Workspace workspace, String planId, Set<String> stepIds) {
        List<String> references = stepIds.stream().map(id -> planId + "/" + id).toList();
        var mails = new HashMap<String, Tally>();
        for (int from = 0; from < references.size(); from += AT_ONCE) {
            outbox.tallies(workspace, references.subList(from, Math.min(references.size(), from + AT_ONCE)))
                    .forEach((reference, tally) -> mails.put(reference.substring(planId.length() + 1), tally));
        }
        return mails;
    }

    private Sent sent(Workspace workspace, Plan plan, PlanStep step, Tally mails) {
        return switch (step.channel()) {
            case EMAIL -> new Sent(mails.of(MailState.SENT) + mails.of(MailState.BOUNCED), mails.of(MailState.SENT));
            case CALENDAR -> {
                // A changed invitation is one more mail to the same person.
                Set<String> delivered = invited(workspace, plan, step, MailState.SENT);
                Set<String> all = new HashSet<>(delivered);
                all.addAll(invited(workspace, plan, step, MailState.BOUNCED));
                yield new Sent(all.size(), delivered.size());
            }
            // Mails of a hand-over go to messengers, which is not yet anybody of the audience.
            case HAND_OVER, CHAT, IN_APP -> new Sent(0, 0);
        };
    }

    private Set<String> invited(Workspace workspace, Plan plan, PlanStep step, MailState state) {
        var people = new HashSet<String>();
        eachMail(workspace, plan.id(), step.id(), state, mail -> {
            if (mail.mail().key().contains(INVITES)) {
                people.add(mail.mail().personId());
            }
        });
        return people;
    }

    private void eachMail(
            Workspace workspace, String planId, String stepId, MailState state, Consumer<OutboxEntry> each) {
        outbox.each(workspace, planId + "/" + stepId, state, each);
    }

    /** A person whom a step has reached. @param at the first time @param messenger who spoke */
    public record Reached(String personId, Instant at, Messenger messenger) {}

    /**
     * Everybody whom a step has reached: delivered to them, or said by the messenger they have. Streams; each person once. A
     * mailbox is here as well, by its stakeholder's id.
     *
     * @throws org.takeup.http.Problem 404 if there is no such plan
     */
    public void eachReached(Workspace workspace, String planId, String stepId, Consumer<Reached> each) {
        plans.require(workspace, planId).step(stepId).ifPresent(step -> eachReached(workspace, planId, step, each));
    }

    private void eachReached(Workspace workspace, String planId, PlanStep step, Consumer<Reached> each) {
        var store = new ReachStore(workspace);
        switch (step.channel()) {
            case EMAIL ->
                eachMail(
                        workspace,
                        planId,
                        step.id(),
                        MailState.SENT,
                        mail -> each.accept(new Reached(mail.mail().personId(), mail.changed(), step.messenger())));
            case CALENDAR -> {
                var first = new HashMap<String, Instant>();
                eachMail(workspace, planId, step.id(), MailState.SENT, mail -> {
                    if (mail.mail().key().contains(INVITES)) {
                        first.merge(
                                mail.mail().personId(),
                                mail.changed(),
                                (one, other) -> one.isBefore(other) ? one : other);
                    }
                });
                first.forEach((person, at) -> each.accept(new Reached(person, at, step.messenger())));
            }
            case IN_APP ->
                store.each(
                        step.id(),
                        Mark.FOUND,
                        row -> each.accept(new Reached(row.personId(), row.at(), step.messenger())));
            case HAND_OVER ->
                store.each(
                        step.id(),
                        Mark.SAID,
                        row -> each.accept(new Reached(row.personId(), row.at(), Messenger.valueOf(row.messenger()))));
            case CHAT -> {
                // Nobody knows who reads it.
            }
        }
    }

    /** People of the step's audience who were held out of it by chance. Streams; each once. */
    public void eachHeldOut(Workspace workspace, String planId, String stepId, Consumer<String> personId) {
        plans.require(workspace, planId);
        new ReachStore(workspace).each(stepId, Mark.HELD, row -> personId.accept(row.personId()));
    }

    /** What the workspace has switched on. */
    public Counting counting(Workspace workspace) {
        return new CountingStore(workspace).read();
    }

    /**
     * Switches counting on or off. Links of mails that went out before lead where they did.
     *
     * @param seen the version that the caller saw
     * @throws Changed if there is a newer one
     */
    public void count(Workspace workspace, boolean clicksToo, boolean opensToo, long seen) {
        if (!new CountingStore(workspace).put(clicksToo, opensToo, seen)) {
            throw new Changed("counting");
        }
        lately.changed(workspace);
    }

    /** Where a counted link leads; see {@link Clicks#follow}. @throws org.takeup.http.Problem 404 for a ticket that is none */
    URI follow(Workspace workspace, String ticket, boolean read) {
        return clicks.follow(workspace, ticket, read);
    }

    /** Somebody's mail program asks for the picture; see {@link Opens#open}. @throws org.takeup.http.Problem 404 as above */
    void open(Workspace workspace, String ticket, boolean read) {
        opens.open(workspace, ticket, read);
    }

    /** Writes down what plans tell. */
    private final class Notes implements Addressed {
        @Override
        public void heldOut(Workspace workspace, String planId, String stepId, List<String> personIds) {
            mark(workspace, planId, stepId, personIds, Mark.HELD);
        }

        @Override
        public void found(Workspace workspace, String planId, String stepId, List<String> personIds) {
            mark(workspace, planId, stepId, personIds, Mark.FOUND);
        }

        private static void mark(Workspace workspace, String planId, String stepId, List<String> personIds, Mark mark) {
            new ReachStore(workspace)
                    .mark(planId, stepId, personIds, mark, workspace.clock().instant());
        }

        @Override
        public Mail traced(Workspace workspace, String planId, PlanStep step, String personId, Mail mail) {
            Counting counting = lately.of(workspace);
            Mail counted = clicks.counted(workspace, counting, planId, step.id(), personId, mail);
            return opens.seen(workspace, counting, planId, step.id(), personId, counted);
        }

        /** Many may have heard it: a job notes them, which a crash does not end. */
        @Override
        public void said(Workspace workspace, String planId, String stepId, String personId, Messenger messenger) {
            jobs.add(
                    workspace,
                    JOB,
                    new Document("plan", planId)
                            .append("step", stepId)
                            .append("person", personId)
                            .append("messenger", messenger.name())
                            .append("at", java.util.Date.from(workspace.clock().instant())));
        }
    }

    /** A line manager speaks to their own people, anybody else to the whole audience. */
    private void noteWhoHeard(Workspace workspace, Document told) {
        String planId = told.getString("plan");
        String stepId = told.getString("step");
        Messenger messenger = Messenger.valueOf(told.getString("messenger"));
        String speaker = told.getString("person");
        Instant at = told.getDate("at").toInstant();
        var store = new ReachStore(workspace);
        plans.find(workspace, planId).flatMap(plan -> plan.step(stepId)).ifPresent(step -> {
            var batch = new ArrayList<String>(BATCH);
            try (Stream<Person> audience = plans.audience(workspace, step)) {
                for (Person person : (Iterable<Person>) audience::iterator) {
                    if (hears(person, speaker, messenger)) {
                        batch.add(person.id());
                    }
                    if (batch.size() == BATCH) {
                        store.said(planId, stepId, List.copyOf(batch), messenger, at);
                        batch.clear();
                    }
                }
            }
            store.said(planId, stepId, batch, messenger, at);
        });
    }

    private static boolean hears(Person person, String speaker, Messenger messenger) {
        return !person.id().equals(speaker)
                && (messenger != Messenger.LINE_MANAGER
                        || person.managerId().filter(speaker::equals).isPresent());
    }
}
