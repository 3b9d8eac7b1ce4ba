package org.takeup.plan;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.delivery.Address;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailClass;
import org.takeup.delivery.MailComposer;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.plan.HandOverStore.Ask;
import org.takeup.plan.HandOverStore.State;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.store.JobRunner.Later;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Asks people to say a step, reminds each once when the day is over, and then leaves it to a planner: ask again, or ask the
 * next messenger. Each mail has a key of its own, so that it is written once whatever is cut off. Thread-safe; calls block.
 */
final class HandOverAsks {
    private static final Logger LOG = LoggerFactory.getLogger(HandOverAsks.class);
    private static final String ASK = "plan-hand-over";
    private static final String REMINDER = "plan-hand-over-reminder";
    private static final String JOB = "plan-hand-over";
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final int BATCH = 200;

    /** Who is asked in somebody's place, in this order: those first who count for more with learners. */
    private static final List<Messenger> CHAIN = List.of(
            Messenger.LINE_MANAGER,
            Messenger.PEER,
            Messenger.SPONSOR,
            Messenger.TRAINER,
            Messenger.INTERNAL_COMMUNICATIONS);

    private final People people;
    private final Contacts contacts;
    private final Stakeholders stakeholders;
    private final Outbox outbox;
    private final TenantJobs jobs;
    private final URI publicUrl;
    private final ApprovedSteps approvedSteps = new ApprovedSteps();
    private volatile Wording wording = Wording.PLAIN;

    HandOverAsks(People people, Stakeholders stakeholders, Outbox outbox, TenantJobs jobs, URI publicUrl) {
        this.people = people;
        this.contacts = new Contacts(people);
        this.stakeholders = stakeholders;
        this.outbox = outbox;
        this.jobs = jobs;
        this.publicUrl = publicUrl;
        outbox.register(ASK, MailClass.CAMPAIGN, this::askMail);
        outbox.register(REMINDER, MailClass.CAMPAIGN, this::reminderMail);
        jobs.register(
                JOB, (workspace, payload) -> remind(workspace, payload.getString("plan"), payload.getString("step")));
    }

    /** From now on, this is asked about the words of steps. Called while wiring. */
    void whoKeepsTheWords(Wording asked) {
        wording = asked;
    }

    Wording wording() {
        return wording;
    }

    /** Ids of those of the directory who would be asked to say a step now. */
    Set<String> whoIsAsked(Workspace workspace, PlanStep step) {
        return contacts.asked(workspace, step, stakeholders.all(workspace)).contacts().stream()
                .filter(contact -> !contact.mailbox())
                .map(Contact::id)
                .collect(Collectors.toSet());
    }

    /** Asks a step's messengers. Whoever has no address that a mail can go to still finds the words after signing in. */
    Dispatch.Gone ask(Workspace workspace, Plan plan, PlanStep step, List<Stakeholder> map) {
        var mails = new StepMails(outbox, workspace, ASK, PlanViews.reference(plan, step));
        var asked = new LinkedHashSet<String>();
        var asks = new ArrayList<Ask>();
        LocalDate day = later(step.on(), workspace.today());
        Contacts.Asked chosen = contacts.asked(workspace, step, map);
        chosen.contacts().forEach(contact -> {
            Ask ask = first(workspace, plan, step, chosen.messenger(), contact, day);
            asked.add(ask.asked());
            asks.add(ask);
            mails.add(contact);
        });
        if (chosen.forLearningTeam()) {
            asked.add(StepProgress.LEARNING_TEAM);
        }
        mails.flush();
        new HandOverStore(workspace).begin(asks);
        if (!asks.isEmpty()) {
            watch(workspace, plan.id(), step.id(), asks.getFirst().remind());
        }
        return new Dispatch.Gone(mails.added(), mails.passedOver(), 0, 0, List.copyOf(asked), chosen.notes());
    }

    private static Ask first(
            Workspace workspace, Plan plan, PlanStep step, Messenger messenger, Contact contact, LocalDate day) {
        LocalDate reminded = workday(day.plusDays(1));
        return new Ask(
                HandOverStore.idOf(step.id(), contact.id()),
                plan.id(),
                step.id(),
                contact.id(),
                contact.mailbox() ? StepProgress.MANAGERS : contact.id(),
                contact.mailbox() ? contact.email() : "",
                messenger,
                1,
                morning(workspace, reminded),
                morning(workspace, workday(reminded.plusDays(1))),
                State.OPEN);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** The day, or the Monday after it: on weekends nobody is reminded. */
    private static LocalDate workday(LocalDate day) {
        LocalDate work = day;
        while (work.getDayOfWeek() == DayOfWeek.SATURDAY || work.getDayOfWeek() == DayOfWeek.SUNDAY) {
            work = work.plusDays(1);
        }
        return work;
    }

    private static Instant morning(Workspace workspace, LocalDate day) {
        return day.atTime(MORNING).atZone(workspace.settings().zone()).toInstant();
    }

    private void watch(Workspace workspace, String planId, String stepId, Instant due) {
        jobs.add(workspace, JOB, new Document("plan", planId).append("step", stepId), due);
    }

    private void remind(Workspace workspace, String planId, String stepId) throws Later {
        try {
            remindAll(workspace, planId, stepId);
        } catch (RuntimeException e) {
            // It may take longer than a job's attempts until the store is there again.
            LOG.warn("Nobody can be reminded now of step {}", stepId, e);
            throw new Later("Nobody can be reminded now", AFTER_TROUBLE);
        }
    }

    private void remindAll(Workspace workspace, String planId, String stepId) throws Later {
        var store = new HandOverStore(workspace);
        Instant now = workspace.clock().instant();
        List<Ask> due = store.toRemind(stepId, now, BATCH);
        while (!due.isEmpty()) {
            for (Ask ask : due) {
                mail(workspace, REMINDER, planId + "/" + stepId, ask);
                store.reminded(ask);
            }
            due = store.toRemind(stepId, now, BATCH);
        }
        Optional<Instant> next = store.nextReminder(stepId);
        if (next.isPresent()) {
            throw Later.until("The next reminder is due at " + next.get(), next.get());
        }
    }

    /** One mail of a round; a second one with the same key is none. */
    private void mail(Workspace workspace, String kind, String reference, Ask ask) {
        String to = ask.to().isEmpty()
                ? people.find(workspace, ask.contactId())
                        .filter(Person::active)
                        .map(Person::email)
                        .orElse("")
                : ask.to();
        if (Address.isPlain(to)) {
            // The first ask of a step has the key that its other mails have.
            String round = kind.equals(ASK) && ask.round() == 1 ? "" : ":" + ask.round();
            String key = kind + ":" + reference + ":" + ask.contactId() + round;
            outbox.add(workspace, new MailToSend(key, ask.contactId(), to, kind, reference));
        }
    }

    /** @throws Problem 404, 409 unless its time is over */
    private static Ask late(Workspace workspace, String planId, String askId) {
        Ask ask = new HandOverStore(workspace)
                .find(askId)
                .filter(found -> found.planId().equals(planId))
                .orElseThrow(Problem::notFound);
        boolean late = ask.state() == State.OPEN
                && !ask.due().isAfter(workspace.clock().instant());
        if (!late) {
            throw decided();
        }
        return ask;
    }

    private static Problem decided() {
        return new Problem(
                409,
                "hand-over-decided",
                "There is nothing to decide about this any more.",
                "It has been said meanwhile, or somebody has asked again; reload the page.");
    }

    void again(Workspace workspace, String planId, String askId) {
        Ask ask = late(workspace, planId, askId);
        Ask next = begun(workspace, ask, ask.round() + 1);
        // The mail first: whoever dies in between asks again with the same key.
        mail(workspace, ASK, planId + "/" + ask.stepId(), next);
        watch(workspace, planId, ask.stepId(), next.remind());
        if (!new HandOverStore(workspace).again(ask, next.remind(), next.due())) {
            throw decided();
        }
    }

    void next(Workspace workspace, String planId, String askId) {
        Ask ask = late(workspace, planId, askId);
        var plans = new PlanStore(workspace);
        Plan plan = plans.find(planId).orElseThrow(Problem::notFound);
        PlanStep step = plan.step(ask.stepId()).orElseThrow(Problem::notFound);
        var store = new HandOverStore(workspace);
        Ask wished = Optional.of(ask)
                .filter(store::hasChosen)
                .or(() -> successor(workspace, plan, step, ask))
                .orElseThrow(
                        () -> new Problem(
                                409,
                                "no-next-messenger",
                                "There is nobody else to ask.",
                                "Ask again, or put somebody on your map who could say it: a respected individual or a sponsor."));
        Ask other = store.chosen(ask, begun(workspace, wished, 1));
        store.begin(List.of(other));
        store.letFind(step.id(), other.asked());
        mail(workspace, ASK, planId + "/" + step.id(), other);
        watch(workspace, planId, step.id(), other.remind());
        if (!store.passedOn(ask)) {
            throw decided();
        }
    }

    /** The same with the times of somebody who is asked today. */
    private static Ask begun(Workspace workspace, Ask ask, int round) {
        LocalDate reminded = workday(workspace.today().plusDays(1));
        return new Ask(
                ask.id(),
                ask.planId(),
                ask.stepId(),
                ask.contactId(),
                ask.asked(),
                ask.to(),
                ask.messenger(),
                round,
                morning(workspace, reminded),
                morning(workspace, workday(reminded.plusDays(1))),
                State.OPEN);
    }

    /** The first of the next kind of messenger who was not asked yet and reads a language in which the words are there. */
    private Optional<Ask> successor(Workspace workspace, Plan plan, PlanStep step, Ask ask) {
        List<Stakeholder> map = stakeholders.all(workspace);
        var store = new HandOverStore(workspace);
        Set<String> met = new HashSet<>();
        met.add(ask.contactId());
        int at = CHAIN.indexOf(ask.messenger() == Messenger.CHAMPION ? Messenger.PEER : ask.messenger());
        // Those of the same kind first who were not asked, then the later kinds.
        for (Messenger messenger : CHAIN.subList(Math.max(at, 0), CHAIN.size())) {
            try (Stream<Contact> others = contacts.messengers(workspace, as(step, messenger), map)) {
                Optional<Contact> other = others.filter(contact -> met.add(contact.id()))
                        .filter(contact -> store.find(HandOverStore.idOf(step.id(), contact.id()))
                                .isEmpty())
                        // Nobody can write the words in another language any more: they are out.
                        .filter(contact -> wording.inTheLanguageOf(workspace, plan, step, contact.id()))
                        .findFirst();
                if (other.isPresent()) {
                    return other.map(contact -> first(workspace, plan, step, messenger, contact, workspace.today()));
                }
            }
        }
        return Optional.empty();
    }

    private static PlanStep as(PlanStep step, Messenger messenger) {
        return new PlanStep(
                step.id(),
                step.audienceId(),
                step.audience(),
                step.purpose(),
                step.phase(),
                messenger,
                step.channel(),
                step.on(),
                step.subject(),
                step.words(),
                step.reason(),
                step.measure());
    }

    private Mail askMail(Workspace workspace, MailToSend mail) {
        refuseUnlessOpen(workspace, mail);
        return mail(workspace, mail, "ask");
    }

    private Mail reminderMail(Workspace workspace, MailToSend mail) {
        refuseUnlessOpen(workspace, mail);
        return mail(workspace, mail, "reminder");
    }

    /** A mail may be composed before it is noted whom it asks; then nobody can have said it. */
    private static void refuseUnlessOpen(Workspace workspace, MailToSend mail) {
        String stepId = mail.reference().substring(mail.reference().indexOf('/') + 1);
        boolean over = new HandOverStore(workspace)
                .find(HandOverStore.idOf(stepId, mail.personId()))
                .filter(ask -> ask.state() != State.OPEN)
                .isPresent();
        if (over) {
            throw new MailComposer.NotNeeded("It has been said, or somebody else was asked.");
        }
    }

    private Mail mail(Workspace workspace, MailToSend mail, String what) {
        Wording.ToSay toSay = approvedSteps.toSay(workspace, mail.reference());
        PlanStep step = toSay.step();
        Wording.Spoken spoken = Optional.ofNullable(wording.spoken(workspace, List.of(toSay), mail.personId())
                        .get(step.id()))
                .orElseThrow(() ->
                        new MailComposer.NotNow("The words are being changed; this goes out once they are approved."));
        var words = HandOvers.WORDS.in(wording.languageOf(workspace, mail.personId()));
        Map<String, String> values = Map.of(
                "audience",
                step.audience(),
                "subject",
                spoken.subject(),
                "words",
                spoken.words(),
                "question",
                HandOvers.question(words, step.phase()),
                "link",
                publicUrl + "/w/" + workspace.tenant().slug() + "/hand-over/" + step.id());
        return new Mail(words.say(what + ".subject", values), words.say(what + ".text", values) + "\n");
    }
}
