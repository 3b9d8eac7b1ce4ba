package org.takeup.plan;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.calendar.Invitations;
import org.takeup.chat.ChatComposer.Composed;
import org.takeup.chat.ChatMessage;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailClass;
import org.takeup.delivery.MailComposer;
import org.takeup.delivery.MailFoot;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.http.Problem;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Workspace;

/**
 * Lets an approved plan's steps go out, each once, and only as they were approved. People are invited to what a calendar
 * holds as soon as it is approved, and hear of every later version; everything else goes out on its day.
 */
final class Dispatch {
    private static final String STEP = "plan-step";
    /** Whatever lets a step go wakes its plan; this is for the case that the node died in between. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private static final String MAIL_OF_STEP = "mail-step";
    /** Steps have a day and no end; so long is what calendars show. */
    static final Duration LASTS = Duration.ofMinutes(30);

    private final Contacts contacts;
    private final Stakeholders stakeholders;
    private final Outbox outbox;
    private final URI publicUrl;
    private final Supplier<Wording> wording;
    private final Supplier<Addressed> addressed;
    private final Ways ways;
    private final PlanMeetings meetings;
    private final ApprovedSteps approvedSteps = new ApprovedSteps();

    Dispatch(
            Contacts contacts,
            Stakeholders stakeholders,
            Outbox outbox,
            URI publicUrl,
            Supplier<Wording> wording,
            Supplier<Addressed> addressed,
            Ways ways) {
        this.contacts = contacts;
        this.stakeholders = stakeholders;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
        this.wording = wording;
        this.addressed = addressed;
        this.ways = ways;
        this.meetings = new PlanMeetings(contacts, outbox, publicUrl, wording, approvedSteps);
        outbox.register(STEP, MailClass.CAMPAIGN, this::stepMail);
        ways.chats().register(STEP, this::chatMessage);
    }

    /**
     * What became of a step at the moment it went out.
     *
     * @param mails how many were added to the outbox, or how many chats or inboxes it was put into
     * @param passedOver how many people it cannot reach
     * @param heldOut as in {@link StepProgress#heldOut()}
     * @param meant as in {@link StepProgress#meant()}
     * @param asked as in {@link StepProgress#asked()}
     * @param notes as in {@link StepProgress#notes()}
     */
    record Gone(int mails, int passedOver, int heldOut, int meant, List<String> asked, List<String> notes) {
        Gone(int mails, int passedOver, List<String> asked) {
            this(mails, passedOver, 0, mails + passedOver, asked, List.of());
        }

        /** To an audience: whoever is not held out gets it, or is passed over. */
        static Gone to(int mails, int passedOver, int heldOut) {
            return new Gone(mails, passedOver, heldOut, mails + passedOver + heldOut, List.of(), List.of());
        }
    }

    /** When a step is said: on its day at its time, in the tenant's zone. */
    static Instant at(Workspace workspace, PlanStep step) {
        return step.due(workspace.settings().zone());
    }

    /**
     * When to look at the plan again, if it is approved and something has not gone out: when the next step is due, now if
     * invitations are. A step that is due and held back is looked at again in an hour.
     */
    Optional<Instant> next(Workspace workspace, String planId) {
        var store = new PlanStore(workspace);
        Map<String, StepProgress> out = store.progressOf(planId);
        return store.find(planId).filter(Plan::isAsApproved).flatMap(plan -> {
            var waiting = new Waiting(plan, out);
            Instant present = workspace.clock().instant();
            Stream<Instant> steps = plan.times().stream()
                    .filter(step -> !out.containsKey(step.id()))
                    .map(step -> {
                        Instant due = at(workspace, step);
                        boolean held = !due.isAfter(present)
                                && (waiting.holds(step) || lacksALanguage(workspace, plan, step, out.keySet()));
                        return held ? present.plus(LOOK_AGAIN) : due;
                    });
            Stream<Instant> invited = owesInvitations(workspace, plan, waiting, out.keySet())
                    ? Stream.of(Instant.EPOCH)
                    // Somebody's language is missing: they may choose another one.
                    : meetings.unheard(workspace, plan, waiting, out.keySet()).map(step -> present.plus(LOOK_AGAIN));
            return Stream.concat(invited, steps).min(Instant::compareTo);
        });
    }

    /**
     * Sends the steps that are due, have not gone out and wait for nothing that has not happened, and the invitations that
     * are not as the plan is now.
     *
     * @return how many steps went out now
     * @throws Problem 409 if the plan is not as it was approved
     */
    int send(Workspace workspace, String planId, Predicate<PlanStep> due) {
        var store = new PlanStore(workspace);
        var sent = new HashSet<String>();
        int before;
        do {
            before = sent.size();
            sendWhatIsFree(workspace, store, planId, due, sent);
            // What has just gone out may have been all that others waited for.
        } while (sent.size() > before);
        moveOn(workspace, store, planId);
        return sent.size();
    }

    private void sendWhatIsFree(
            Workspace workspace, PlanStore store, String planId, Predicate<PlanStep> due, Set<String> sent) {
        Map<String, StepProgress> out = store.progressOf(planId);
        Plan plan = approved(store, planId);
        var waiting = new Waiting(plan, out);
        invite(workspace, store, plan, waiting, out.keySet());
        for (PlanStep step : plan.times()) {
            if (due.test(step)
                    && !out.containsKey(step.id())
                    && !waiting.holds(step)
                    && !lacksALanguage(workspace, plan, step, out.keySet())
                    && sent.add(step.id())) {
                // Looked at again for each step: an edit takes the approval away at once.
                Plan now = approved(store, planId);
                store.dispatched(
                        now,
                        step,
                        goOut(workspace, now, step),
                        workspace.clock().instant());
            }
        }
    }

    /**
     * Whether somebody would get a step in another language than theirs. Once one of a step's times is out its words are
     * fixed, so that its later ones do not wait for what nobody can write any more; and a meeting is not held back to which
     * people were invited already.
     */
    private boolean lacksALanguage(Workspace workspace, Plan plan, PlanStep step, Set<String> out) {
        return !isFixed(workspace, plan, step, out) && !wording.get().inEverybodysLanguage(workspace, plan, step);
    }

    private boolean isFixed(Workspace workspace, Plan plan, PlanStep step, Set<String> out) {
        return out.stream().anyMatch(id -> PlanStep.ofTime(id).equals(PlanStep.ofTime(step.id())))
                || meetings.hasGuests(workspace, plan, step);
    }

    /** The meetings to which people can be invited now. What a step lacks, each of its times does: it is looked for once. */
    private List<PlanStep> toInvite(Workspace workspace, Plan plan, Waiting waiting, Set<String> out) {
        var whole = new HashMap<String, Boolean>();
        return meetings.unheard(workspace, plan, waiting, out)
                .filter(step -> isFixed(workspace, plan, step, out)
                        || whole.computeIfAbsent(
                                PlanStep.ofTime(step.id()),
                                ignored -> wording.get().inEverybodysLanguage(workspace, plan, step)))
                .toList();
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
            case HAND_OVER -> {
                Gone asked = ways.handOvers().ask(workspace, plan, step, map);
                yield new Gone(
                        asked.mails(),
                        asked.passedOver(),
                        0,
                        contacts.count(workspace, step, map),
                        asked.asked(),
                        asked.notes());
            }
            case CHAT ->
                new Gone(
                        ways.chats().send(workspace, STEP, PlanViews.reference(plan, step)),
                        0,
                        0,
                        0,
                        List.of(),
                        List.of());
            case IN_APP -> toInboxes(workspace, plan, step, map);
            case CALENDAR -> {
                Invitations.Count count = meetings.invite(workspace, plan, step, map);
                yield Gone.to(count.invited(), count.passedOver(), heldOut(workspace, plan, step, map));
            }
        };
    }

    private Gone toAudience(Workspace workspace, Plan plan, PlanStep step, List<Stakeholder> map) {
        var mails = new StepMails(outbox, workspace, STEP, PlanViews.reference(plan, step));
        var parted = new StepAudience(addressed.get(), workspace, plan, step);
        try (Stream<Contact> audience = contacts.audience(workspace, step, map)) {
            audience.filter(contact -> !parted.holdsOut(contact)).forEach(mails::add);
        }
        mails.flush();
        parted.flush();
        return Gone.to(mails.added(), mails.passedOver(), parted.heldOut());
    }

    /** Invitations leave before their step: who is held out of it is noted when it goes out. */
    private int heldOut(Workspace workspace, Plan plan, PlanStep step, List<Stakeholder> map) {
        if (plan.holdOut().percent() == 0) {
            return 0;
        }
        var parted = new StepAudience(addressed.get(), workspace, plan, step);
        try (Stream<Contact> audience = contacts.audience(workspace, step, map)) {
            audience.forEach(parted::holdsOut);
        }
        parted.flush();
        return parted.heldOut();
    }

    /** A mailbox is nobody who could sign in. */
    private Gone toInboxes(Workspace workspace, Plan plan, PlanStep step, List<Stakeholder> map) {
        String reference = PlanViews.reference(plan, step);
        var parted = new StepAudience(addressed.get(), workspace, plan, step);
        Function<String, Wording.Spoken> words = words(workspace, plan, step);
        int passedOver = 0;
        try (Stream<Contact> audience = contacts.audience(workspace, step, map)) {
            for (Contact contact : (Iterable<Contact>) audience::iterator) {
                if (parted.holdsOut(contact)) {
                    continue;
                }
                String key = step.id() + ":" + contact.id() + ":" + PlanDraft.Channel.IN_APP;
                Wording.Spoken theirs = words.apply(contact.id());
                var note = new InApp.Note(key, contact.id(), reference, theirs.subject(), theirs.words());
                if (!contact.mailbox() && ways.inApp().put(workspace, note)) {
                    parted.found(contact);
                } else {
                    passedOver++;
                }
            }
        }
        parted.flush();
        return Gone.to(parted.put(), passedOver, parted.heldOut());
    }

    private Function<String, Wording.Spoken> words(Workspace workspace, Plan plan, PlanStep step) {
        try {
            return wording.get().found(workspace, plan, step);
        } catch (MailComposer.NotNow e) {
            throw PlanState.wrong(String.valueOf(e.getMessage()));
        }
    }

    private boolean owesInvitations(Workspace workspace, Plan plan, Waiting waiting, Set<String> out) {
        return meetings.owesCancellations(workspace, plan)
                || !toInvite(workspace, plan, waiting, out).isEmpty();
    }

    private void invite(Workspace workspace, PlanStore store, Plan plan, Waiting waiting, Set<String> out) {
        List<PlanStep> steps = toInvite(workspace, plan, waiting, out);
        if (steps.isEmpty() && !meetings.owesCancellations(workspace, plan)) {
            return;
        }
        List<Stakeholder> map = stakeholders.all(workspace);
        for (PlanStep step : steps) {
            meetings.invite(workspace, approved(store, plan.id()), step, map);
        }
        meetings.cancelOthers(workspace, approved(store, plan.id()));
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
        PlanStep step = approvedSteps.find(workspace, mail.reference());
        String plan = mail.reference().substring(0, mail.reference().indexOf('/'));
        Wording.Posted plain = wording.get()
                .mail(workspace, plan, step, mail.personId())
                .orElseGet(() -> new Wording.Posted(
                        wording.get().languageOf(workspace, mail.personId()), new Mail(step.subject(), step.words())));
        Mail written = addressed.get().traced(workspace, plan, step, mail.personId(), plain.mail());
        Locale language = plain.reader();
        var footed = new Mail(
                written.subject(),
                MailFoot.below(written.text().stripTrailing(), publicUrl, workspace, language, MAIL_OF_STEP));
        return written.html()
                .map(html -> footed.withHtml(MailFoot.withinHtml(html, publicUrl, workspace, language, MAIL_OF_STEP)))
                .orElse(footed);
    }

    private Composed chatMessage(Workspace workspace, String reference) {
        try {
            Wording.ToSay toSay = approvedSteps.toSay(workspace, reference);
            return new Composed.Ready(inOneMessage(List.copyOf(wording.get()
                    .inEachLanguage(workspace, toSay.plan(), toSay.step())
                    .values())));
        } catch (MailComposer.NotNow e) {
            return new Composed.NotNow(String.valueOf(e.getMessage()));
        } catch (MailComposer.NotNeeded e) {
            return new Composed.NotNeeded(String.valueOf(e.getMessage()));
        }
    }

    /** Everybody in the room finds their own language: the first under the title, each other one under its own subject. */
    private static ChatMessage inOneMessage(List<Wording.Spoken> languages) {
        String text = Stream.concat(
                        languages.stream().limit(1).map(Wording.Spoken::words),
                        languages.stream().skip(1).map(other -> other.subject() + "\n\n" + other.words()))
                .collect(Collectors.joining("\n\n"));
        return new ChatMessage(languages.getFirst().subject(), text, Optional.empty());
    }
}
