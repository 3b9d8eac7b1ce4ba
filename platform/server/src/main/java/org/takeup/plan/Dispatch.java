package org.takeup.plan;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailClass;
import org.takeup.delivery.MailComposer;
import org.takeup.delivery.MailFoot;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/** Lets an approved plan's steps go out, each once, and only as they were approved. */
final class Dispatch {
    private static final String STEP = "plan-step";
    private static final String HAND_OVER = "plan-hand-over";

    private final Contacts contacts;
    private final Stakeholders stakeholders;
    private final Outbox outbox;
    private final URI publicUrl;
    private final Supplier<Wording> wording;
    private final KnownPlans known = new KnownPlans();

    Dispatch(Contacts contacts, Stakeholders stakeholders, Outbox outbox, URI publicUrl, Supplier<Wording> wording) {
        this.contacts = contacts;
        this.stakeholders = stakeholders;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
        this.wording = wording;
        outbox.register(STEP, MailClass.CAMPAIGN, this::stepMail);
        outbox.register(HAND_OVER, MailClass.CAMPAIGN, this::handOverMail);
    }

    /**
     * What became of a step at the moment it went out.
     *
     * @param mails how many were added to the outbox
     * @param passedOver how many people have no address that a mail can go to
     * @param asked as in {@link StepProgress#asked()}
     * @param notes as in {@link StepProgress#notes()}
     */
    record Gone(int mails, int passedOver, List<String> asked, List<String> notes) {
        Gone(int mails, int passedOver, List<String> asked) {
            this(mails, passedOver, asked, List.of());
        }
    }

    /** When a step is said: on its day at its time, in the tenant's zone. */
    static Instant at(Workspace workspace, PlanStep step) {
        return step.due(workspace.settings().zone());
    }

    /** When the next step that has not gone out is due, if the plan is approved and has one. */
    Optional<Instant> next(Workspace workspace, String planId) {
        var store = new PlanStore(workspace);
        Map<String, StepProgress> out = store.progressOf(planId);
        return store.find(planId).filter(Plan::isAsApproved).stream()
                .flatMap(plan -> plan.times().stream())
                .filter(step -> !out.containsKey(step.id()))
                .map(step -> at(workspace, step))
                .min(Instant::compareTo);
    }

    /**
     * Sends the steps that are due and have not gone out.
     *
     * @return how many steps went out now
     * @throws Problem 409 if the plan is not as it was approved
     */
    int send(Workspace workspace, String planId, Predicate<PlanStep> due) {
        var store = new PlanStore(workspace);
        Map<String, StepProgress> out = store.progressOf(planId);
        Plan plan = approved(store, planId);
        int sent = 0;
        for (PlanStep step : plan.times()) {
            if (due.test(step) && !out.containsKey(step.id())) {
                // Looked at again for each step: an edit takes the approval away at once.
                Plan now = approved(store, planId);
                store.dispatched(
                        now,
                        step,
                        goOut(workspace, now, step),
                        workspace.clock().instant());
                sent++;
            }
        }
        moveOn(workspace, store, planId);
        return sent;
    }

    private static Plan approved(PlanStore store, String planId) {
        return store.find(planId)
                .filter(Plan::isAsApproved)
                .orElseThrow(() -> new Problem(
                        409,
                        "plan-not-approved",
                        "This plan is not approved as it is now.",
                        "Have it reviewed and approved; then its steps go out."));
    }

    private Gone goOut(Workspace workspace, Plan plan, PlanStep step) {
        List<Stakeholder> map = stakeholders.all(workspace);
        return switch (step.channel()) {
            case EMAIL -> toAudience(workspace, plan, step, map);
            case HAND_OVER -> toMessengers(workspace, plan, step, map);
        };
    }

    private Gone toAudience(Workspace workspace, Plan plan, PlanStep step, List<Stakeholder> map) {
        var mails = new StepMails(outbox, workspace, STEP, PlanViews.reference(plan, step));
        try (Stream<Contact> audience = map.stream()
                .filter(each -> each.id().equals(step.audienceId()))
                .flatMap(each -> contacts.behind(workspace, each))) {
            audience.forEach(mails::add);
        }
        mails.flush();
        return new Gone(mails.added(), mails.passedOver(), List.of());
    }

    /** Whoever has no address that a mail can go to still finds the words after signing in. */
    private Gone toMessengers(Workspace workspace, Plan plan, PlanStep step, List<Stakeholder> map) {
        var mails = new StepMails(outbox, workspace, HAND_OVER, PlanViews.reference(plan, step));
        Contacts.Asked chosen = contacts.asked(workspace, step, map);
        var asked = new LinkedHashSet<String>();
        chosen.contacts().forEach(contact -> {
            asked.add(contact.mailbox() ? StepProgress.MANAGERS : contact.id());
            mails.add(contact);
        });
        if (chosen.forLearningTeam()) {
            asked.add(StepProgress.LEARNING_TEAM);
        }
        mails.flush();
        return new Gone(mails.added(), mails.passedOver(), List.copyOf(asked), chosen.notes());
    }

    /** The plan runs once a step went out and is done when all have. An edit at the same moment wins. */
    private static void moveOn(Workspace workspace, PlanStore store, String planId) {
        Map<String, StepProgress> out = store.progressOf(planId);
        store.find(planId).filter(Plan::isAsApproved).ifPresent(plan -> {
            boolean all = plan.times().stream().allMatch(step -> out.containsKey(step.id()));
            PlanState next = all ? PlanState.DONE : out.isEmpty() ? PlanState.APPROVED : PlanState.RUNNING;
            if (next != plan.state()) {
                store.replace(
                        plan.in(next, plan.approval(), "", workspace.clock().instant()));
            }
        });
    }

    private Mail stepMail(Workspace workspace, MailToSend mail) {
        PlanStep step = approvedStep(workspace, mail.reference());
        String plan = mail.reference().substring(0, mail.reference().indexOf('/'));
        return wording.get()
                .mail(workspace, plan, step, mail.personId())
                .orElseGet(() -> new Mail(
                        step.subject(), MailFoot.below(step.words(), publicUrl, workspace, "mail-step")));
    }

    private Mail handOverMail(Workspace workspace, MailToSend mail) {
        PlanStep step = approvedStep(workspace, mail.reference());
        String link = publicUrl + "/w/" + workspace.tenant().slug() + "/hand-over/" + step.id();
        return new Mail(
                "Could you say this to " + step.audience() + "?",
                MailFoot.below(
                        "People listen to you more than to the learning team. Please say this to " + step.audience()
                                + ", in your own words:\n\n" + step.subject() + "\n\n" + step.words()
                                + "\n\nWhen you have said it, tick it off here:\n" + link,
                        publicUrl,
                        workspace,
                        "mail-hand-over"));
    }

    private PlanStep approvedStep(Workspace workspace, String reference) {
        int slash = reference.indexOf('/');
        Plan plan = known.find(workspace, reference.substring(0, slash))
                .orElseThrow(() -> new MailComposer.NotNeeded("The plan was removed."));
        PlanStep step = plan.step(reference.substring(slash + 1))
                .orElseThrow(() -> new MailComposer.NotNeeded("The step was removed from the plan."));
        if (!plan.isAsApproved()) {
            throw new MailComposer.NotNow("The plan is being changed; the mail goes out once it is approved again.");
        }
        return step;
    }
}
