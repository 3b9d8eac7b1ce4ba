package org.takeup.plan;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.takeup.delivery.Outbox;
import org.takeup.event.Events;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.plan.clash.Feeds;
import org.takeup.plan.voice.Voices;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.egress.Egress;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Communication plans: drafted by a plugin ({@link PlanDrafts}), edited ({@link PlanEditor}) and approved ({@link Approvals}) by
 * people, sent by the platform ({@link DueSteps}). Here they are found and looked at. Thread-safe; calls block. Every change
 * names the version that it is made to and is refused with {@link Changed} if there is a newer one.
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
    private final PlanDrafts drafts;
    private final Approvals approvals;
    private final DueSteps due;
    private final PlanViews views;
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
        this.handOvers = ways.handOvers();
        this.stakeholders = stakeholders;
        this.people = people;
        this.ways = ways;
        this.contacts = new Contacts(people);
        this.holdOuts = new HoldOuts(stakeholders, people, contacts);
        this.feeds = new Feeds(egress);
        var builders = new Builders(plugins, stakeholders, people, voices, calendar, signals);
        this.drafts = new PlanDrafts(builders, stakeholders);
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
        this.due = new DueSteps(
                new Dispatch(contacts, stakeholders, outbox, publicUrl, wording::get, addressed::get, ways), jobs);
        this.approvals = new Approvals(views, holdOuts, people, wording::get, due, events);
        this.editor = new PlanEditor(stakeholders, people, calendar);
        this.history = new PlanHistory(editor);
        this.comments = new PlanComments(people);
        this.readers = new PlanReaders(people);
        this.copies = new PlanCopies(stakeholders, calendar);
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

    /** Ids of the people of the directory who would be asked to say a step if it went out now; a mailbox is nobody. */
    public Set<String> whoIsAsked(Workspace workspace, PlanStep step) {
        return handOvers.whoIsAsked(workspace, step);
    }

    /** Whom plans hold out. */
    public HoldOuts holdOuts() {
        return holdOuts;
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
        return new PlanStore(workspace).require(planId);
    }

    /** The plan with what became of its steps and what the checks say. Asks the builder. */
    public PlanView view(Workspace workspace, String planId) {
        return views.view(workspace, require(workspace, planId));
    }

    /** The weeks in which somebody would get more than the workspace allows, by this plan and all that are approved. */
    List<WeekLoad.Week> tooMuch(Workspace workspace, String planId) {
        return views.load(workspace, require(workspace, planId));
    }

    /** How plans begin. */
    public PlanDrafts drafts() {
        return drafts;
    }

    /** Who answers for plans, and who has approved them. */
    public Approvals approvals() {
        return approvals;
    }

    /** What sends steps when they are due. */
    public DueSteps due() {
        return due;
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
}
