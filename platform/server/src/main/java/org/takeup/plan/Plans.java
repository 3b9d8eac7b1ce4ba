package org.takeup.plan;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.delivery.Outbox;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.http.Changed;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.plan.clash.Feeds;
import org.takeup.plan.voice.Voices;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.BuilderProfile;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.egress.Egress;
import org.takeup.store.CollectionSpec;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.JobRunner.Progress;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Communication plans: drafted by a plugin, edited and approved by people, sent by the platform. Thread-safe; calls block.
 * Every change names the version that it is made to and is refused with {@link Changed} if there is a newer one.
 */
public final class Plans {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(
            StakeholderStore.STAKEHOLDERS,
            Positions.POSITIONS,
            Past.HISTORY,
            Relations.RELATIONS,
            Suggestions.DECISIONS,
            PlanStore.PLANS,
            PlanStore.VERSIONS,
            PlanStore.STEPS,
            PlanCalendar.CALENDAR,
            PlanComments.COMMENTS,
            PlanReaders.READERS,
            Feeds.FEEDS,
            PlanCopies.TEMPLATES);

    private static final Logger LOG = LoggerFactory.getLogger(Plans.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);
    private static final String JOB = "plan-steps";
    /** Looks at a plan once: something that a step waited for may have happened. */
    static final String FREED = "plan-steps-freed";

    private static final int LONGEST_OBJECTIVE = 500;
    private static final int WORDS_ATTEMPTS = 10;

    private final Stakeholders stakeholders;
    private final HandOvers handOvers;
    private final PlanCalendar calendar = new PlanCalendar();
    private final PlanEditor editor;
    private final Feeds feeds;
    private final PlanHistory history;
    private final PlanComments comments;
    private final PlanReaders readers;
    private final PlanCopies copies;
    private final People people;
    private final Builders builders;
    private final Dispatch dispatch;
    private final PlanViews views;
    private final TenantJobs jobs;
    private final Events events;
    private final AtomicReference<Wording> wording = new AtomicReference<>(Wording.PLAIN);
    private final AtomicReference<Addressed> addressed = new AtomicReference<>(Addressed.NOBODY);
    private final Contacts contacts;
    private final Ways ways;
    private final HoldOuts holdOuts;

    /**
     * @param publicUrl for links in mails
     * @param egress through which calendars of organisations are read
     * @param voices whose opinion counts
     * @param signals what released survey results say, most important first
     * @param ways on which steps go out, beside mail
     */
    public Plans(
            Plugins plugins,
            Stakeholders stakeholders,
            People people,
            Outbox outbox,
            TenantJobs jobs,
            Events events,
            URI publicUrl,
            Egress egress,
            Voices voices,
            Function<Workspace, List<Signal>> signals,
            Ways ways) {
        this.events = events;
        this.handOvers = ways.handOvers();
        this.stakeholders = stakeholders;
        this.builders = new Builders(plugins, stakeholders, people, voices, calendar, signals);
        this.contacts = new Contacts(people);
        this.ways = ways;
        this.dispatch = new Dispatch(contacts, stakeholders, outbox, publicUrl, wording::get, addressed::get, ways);

        this.holdOuts = new HoldOuts(stakeholders, people, contacts);
        this.feeds = new Feeds(egress);
        this.views = new PlanViews(
                builders,
                stakeholders,
                contacts,
                outbox,
                people,
                calendar,
                feeds,
                wording::get,
                ways.chats(),
                holdOuts);
        this.editor = new PlanEditor(stakeholders, people, calendar);
        this.history = new PlanHistory(editor);
        this.comments = new PlanComments(people);
        this.readers = new PlanReaders(people);
        this.copies = new PlanCopies(stakeholders, calendar);
        this.people = people;
        this.jobs = jobs;
        jobs.registerQueue(
                JOB,
                (workspace, payload, progress) ->
                        safely(payload.getString("plan"), plan -> wake(workspace, plan, progress)));
        jobs.registerQueue(
                FREED,
                (workspace, payload, progress) ->
                        safely(payload.getString("plan"), plan -> sendDue(workspace, plan, progress)));
    }

    /** From now on, this is asked about the words of steps. Called while wiring. */
    public void whoKeepsTheWords(Wording asked) {
        wording.set(asked);
        handOvers.whoKeepsTheWords(asked);
    }

    /** From now on, this is told whom steps were meant for. Called while wiring. */
    public void whoKeepsWhoWasReached(Addressed told) {
        addressed.set(told);
        ways.handOvers().whenSaid(told);
    }

    /** What became of a plan's steps that have gone out, by their ids, those of each time of a series among them. */
    public Map<String, StepProgress> progress(Workspace workspace, String planId) {
        return new PlanStore(workspace).progressOf(planId);
    }

    /** The people behind a step's audience, whoever they are now; a mailbox is nobody. Reads as it goes: close it. */
    public Stream<Person> audience(Workspace workspace, PlanStep step) {
        return stakeholders
                .find(workspace, step.audienceId())
                .map(audience -> contacts.people(workspace, audience))
                .orElseGet(Stream::empty);
    }

    /** Whom plans hold out. */
    public HoldOuts holdOuts() {
        return holdOuts;
    }

    /** A plan's step that has gone out, for marking it in charts. */
    public record Mark(String planId, String stepId, String title, LocalDate on) {}

    /** The plan builders that this workspace can use, by plugin id. */
    public List<BuilderProfile> builders(Workspace workspace) {
        return builders.offered(workspace);
    }

    /** The questions that a builder asks before it drafts. @throws org.takeup.plugin.PluginMissing if it is not enabled */
    public List<FormField> wizard(Workspace workspace, String builder) {
        return builders.wizard(workspace, builder, "");
    }

    /**
     * Has a builder draft a plan and stores it.
     *
     * @param answers by field id of {@link #wizard}
     * @throws Problem 422 naming what does not fit, 409 on an empty stakeholder map
     * @throws DraftRefused if the builder's draft cannot be used
     */
    public Plan draft(
            Workspace workspace, Caller caller, String builder, String objective, Map<String, String> answers) {
        var wrong = new ArrayList<Problem.Field>();
        String aim = Plain.repeatable(
                Plain.line(objective, "objective", LONGEST_OBJECTIVE, true, wrong), "objective", wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        List<Stakeholder> known = stakeholders.all(workspace);
        if (known.isEmpty()) {
            throw new Problem(
                    409,
                    "no-stakeholders",
                    "There is nobody to speak to yet.",
                    "Put the people and groups that count on the stakeholder map first.");
        }
        Map<String, Answer> checked = Builders.answers(builders.wizard(workspace, builder, aim), answers);
        var proposed = new DraftCheck(builder, workspace.today(), known)
                .check(builders.propose(workspace, builder, aim, checked));
        var plan = new Plan(
                RandomCode.hex(12),
                proposed.title(),
                builder,
                aim,
                proposed.assumptions(),
                proposed.steps(),
                PlanState.DRAFT,
                Optional.empty(),
                Set.of(caller.personId()),
                workspace.clock().instant(),
                1,
                caller.personId(),
                PlanEdit.of(1, caller.personId(), workspace.clock().instant(), "Drafted the plan."));
        new PlanStore(workspace).insert(plan);
        return plan;
    }

    /** The latest first, in outline: without words and reasons. Whatever is to be sent is read by {@link #require}. */
    public List<Plan> all(Workspace workspace) {
        return new PlanStore(workspace).latest();
    }

    /**
     * A page of all plans, in outline, for who goes through every one of them however many there are.
     *
     * @param id of the last one of the page before; empty for the first page
     */
    public List<Plan> behind(Workspace workspace, String id, int most) {
        return new PlanStore(workspace).behind(id, most);
    }

    public Optional<Plan> find(Workspace workspace, String planId) {
        return new PlanStore(workspace).find(planId);
    }

    /** @throws Problem 404 if there is none with this id */
    public Plan require(Workspace workspace, String planId) {
        return find(workspace, planId).orElseThrow(Problem::notFound);
    }

    /** The plan with what became of its steps and what the checks say. Asks the builder. */
    public PlanView view(Workspace workspace, String planId) {
        return views.view(workspace, require(workspace, planId));
    }

    /** The weeks in which somebody would get more than the workspace allows, by this plan and all that are approved. */
    List<WeekLoad.Week> tooMuch(Workspace workspace, String planId) {
        return views.load(workspace, require(workspace, planId));
    }

    /** What changes steps. */
    public PlanEditor editor() {
        return editor;
    }

    /** On which days something can be said. */
    public PlanCalendar calendar() {
        return calendar;
    }

    /** Earlier versions. */
    public PlanHistory history() {
        return history;
    }

    /**
     * Takes a plan back to a draft, because what its steps say has changed outside of it. Changes nothing if it is a draft that
     * the caller has a part in.
     *
     * @throws Changed if others change it again and again meanwhile
     */
    public void wordsChanged(Workspace workspace, Caller caller, String planId) {
        for (int attempt = 0; attempt < WORDS_ATTEMPTS; attempt++) {
            Plan plan = require(workspace, planId);
            boolean known = plan.authors().contains(caller.personId());
            if (plan.state() == PlanState.DRAFT && known
                    || new PlanStore(workspace)
                            .replace(plan.edited(
                                    caller.personId(), workspace.clock().instant(), plan.steps()))) {
                return;
            }
        }
        throw new Changed("plan");
    }

    /** @throws Problem 404 if the plan has no such step, 409 if the step has gone out */
    public void refuseIfOut(Workspace workspace, String planId, String stepId) {
        PlanEditor.refuseIfOut(workspace, planId, stepId);
    }

    /** What planners say about plans. */
    public PlanComments comments() {
        return comments;
    }

    /** Who may see plans. */
    public PlanReaders readers() {
        return readers;
    }

    /** Templates, and plans made from plans. */
    public PlanCopies copies() {
        return copies;
    }

    /** Calendars of the organisation. */
    public Feeds feeds() {
        return feeds;
    }

    People people() {
        return people;
    }

    /** The version of a plan, without reading all of it. @throws Problem 404 if there is none with this id */
    public long version(Workspace workspace, String planId) {
        return new PlanStore(workspace).version(planId).orElseThrow(Problem::notFound);
    }

    /**
     * Names the one person who answers for a plan. An approval stays: who gets what when is as it was.
     *
     * @param address of the person
     * @throws Problem 422 if nobody or several have it
     */
    public Plan answerFor(Workspace workspace, Caller caller, String planId, long seen, String address) {
        Plan plan = seen(workspace, planId, seen);
        var wrong = new ArrayList<Problem.Field>();
        String person = StepForm.person(workspace, people, address, "accountable", wrong);
        if (!wrong.isEmpty() || person == null) {
            throw Problem.invalid(wrong);
        }
        return stored(
                workspace,
                plan.answeredForBy(person, caller.personId(), workspace.clock().instant()));
    }

    /** Asks for the approval of a draft. */
    public Plan review(Workspace workspace, Caller caller, String planId, long seen) {
        Plan plan = seen(workspace, planId, seen);
        refuseUnless(plan.state() == PlanState.DRAFT, "Only a draft can be sent for review.");
        refuseTooFewHeldOut(workspace, plan);
        return stored(
                workspace,
                plan.in(
                        PlanState.IN_REVIEW,
                        Optional.empty(),
                        caller.personId(),
                        workspace.clock().instant()));
    }

    /** Whether this person may approve the plan: any admin, or a planner who wrote nothing of it. */
    public boolean mayApprove(Caller caller, Plan plan) {
        return caller.is(Role.ADMIN)
                || caller.is(Role.PLANNER) && !plan.authors().contains(caller.personId());
    }

    /**
     * Approves exactly the version that the caller saw. From then on its steps go out when they are due.
     *
     * @throws Problem 403 for a planner's own plan, 409 if it is not in review, 422 if a check finds an error
     */
    public Plan approve(Workspace workspace, Caller caller, String planId, long seen) {
        Plan plan = require(workspace, planId);
        refuseIfApproved(plan);
        if (plan.version() != seen) {
            throw new Changed("plan");
        }
        refuseUnless(plan.state() == PlanState.IN_REVIEW, "Only a plan in review can be approved.");
        if (!mayApprove(caller, plan)) {
            throw new Problem(
                    403,
                    "own-plan",
                    "You wrote on this plan yourself.",
                    "Have another planner or an admin approve it.");
        }
        if (views.view(workspace, plan).blocked()) {
            throw new Problem(
                    422,
                    "plan-has-errors",
                    "A check found an error in this plan.",
                    "Open the plan, correct what is marked as an error, and ask for approval again.");
        }
        refuseTooFewHeldOut(workspace, plan);
        Objects.requireNonNull(wording.get()).approving(workspace, plan);
        Instant now = workspace.clock().instant();
        var approval = new Plan.Approval(plan.hash(), caller.personId(), caller.name(), now);
        Plan approved = plan.in(PlanState.APPROVED, Optional.of(approval), caller.personId(), now);
        if (!new PlanStore(workspace).replace(approved)) {
            refuseIfApproved(require(workspace, planId));
            throw new Changed("plan");
        }
        jobs.add(workspace, JOB, new Document("plan", planId));
        events.tell(workspace, Event.of(Event.Kind.PLAN_APPROVED, Map.of("plan", planId)));
        return approved;
    }

    /** Once a step went out, the draw is fixed and nothing can be mended. */
    private void refuseTooFewHeldOut(Workspace workspace, Plan plan) {
        if (new PlanStore(workspace).progressOf(plan.id()).isEmpty()) {
            holdOuts.refuseTooFew(workspace, plan);
        }
    }

    /** Of two who approve at once, the later one is told that it is done. */
    private static void refuseIfApproved(Plan plan) {
        if (plan.isAsApproved()) {
            throw new Problem(
                    409,
                    "already-approved",
                    plan.approval().map(Plan.Approval::name).orElse("Somebody") + " has approved this plan already.",
                    "There is nothing left to do: its steps go out when they are due.");
        }
    }

    /**
     * Sends the steps that are due today or were due before, without waiting for the morning.
     *
     * @return how many went out
     * @throws Problem 409 if the plan is not as it was approved
     */
    public int dispatch(Workspace workspace, String planId) {
        require(workspace, planId);
        LocalDate today = workspace.today();
        return dispatch.send(workspace, planId, step -> !step.on().isAfter(today));
    }

    private interface Deed {
        void of(String planId) throws Later;
    }

    private static void safely(String planId, Deed deed) throws Later {
        try {
            deed.of(planId);
        } catch (RuntimeException e) {
            // A plan runs for weeks: trouble now must not end it, as a job's attempts would.
            LOG.warn("The steps of plan {} cannot go out now", planId, e);
            throw new Later("The steps cannot go out now", AFTER_TROUBLE);
        }
    }

    /**
     * Lets a time of a step go out whatever it waits for. The approval stays: what was approved is said, and no earlier.
     *
     * @param stepId of a step, or of one of its times
     * @throws Problem 404 without it, 409 if the plan is not approved as it is, or the step is out or waits for nothing
     */
    public Plan letGo(Workspace workspace, Caller caller, String planId, String stepId, long seen) {
        Plan plan = seen(workspace, planId, seen);
        PlanStep time = plan.step(stepId).orElseThrow(Problem::notFound);
        var store = new PlanStore(workspace);
        Map<String, StepProgress> out = store.progressOf(planId);
        refuseUnless(plan.isAsApproved(), "The steps of a plan go out once it is approved.");
        if (out.containsKey(stepId) || !new Waiting(plan, out).holds(time)) {
            throw new Problem(
                    409,
                    "step-not-held",
                    "Nothing holds this step back any more.",
                    "There is nothing left to do: it has gone out, or goes out when it is due.");
        }
        Plan next = stored(
                workspace, plan.letGo(time, caller.personId(), workspace.clock().instant()));
        jobs.add(workspace, FREED, new Document("plan", planId));
        return next;
    }

    private void wake(Workspace workspace, String planId, Progress progress) throws Later {
        Optional<Instant> next = sendDue(workspace, planId, progress);
        if (next.isPresent()) {
            Instant now = workspace.clock().instant();
            throw new Later("The next step is due at " + next.get(), Duration.between(now, next.get()));
        }
    }

    /** @return when to look again, if anything is left to send */
    private Optional<Instant> sendDue(Workspace workspace, String planId, Progress progress) {
        Optional<Instant> next = dispatch.next(workspace, planId);
        Instant now = workspace.clock().instant();
        if (next.isPresent() && !next.get().isAfter(now)) {
            dispatch.send(
                    workspace, planId, step -> !Dispatch.at(workspace, step).isAfter(now));
            progress.made();
            next = dispatch.next(workspace, planId);
        }
        return next;
    }

    /** The steps that have gone out, the earliest first; of very many, the latest. */
    public List<Mark> marks(Workspace workspace) {
        return new PlanStore(workspace)
                .dispatched().stream()
                        .map(step -> new Mark(
                                step.planId(),
                                step.stepId(),
                                step.subject(),
                                LocalDate.ofInstant(
                                        step.dispatched(), workspace.settings().zone())))
                        .toList();
    }

    private Plan seen(Workspace workspace, String planId, long seen) {
        Plan plan = require(workspace, planId);
        if (plan.version() != seen) {
            throw new Changed("plan");
        }
        return plan;
    }

    private static Plan stored(Workspace workspace, Plan next) {
        if (!new PlanStore(workspace).replace(next)) {
            throw new Changed("plan");
        }
        return next;
    }

    private static void refuseUnless(boolean fits, String sentence) {
        if (!fits) {
            throw new Problem(409, "wrong-plan-state", sentence, "Open the plan again to see where it is now.");
        }
    }
}
