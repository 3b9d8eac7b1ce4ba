package org.takeup.plan;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.delivery.Outbox;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.language.LocalWords;
import org.takeup.people.People;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * What people are asked to say, and their tick-offs. Everybody finds what they were asked to say themselves, whatever
 * their role; what a mailbox was asked, managers and planners find. Thread-safe; calls block on the store.
 */
public final class HandOvers {
    /** What people read who are asked to say something. */
    static final LocalWords WORDS = LocalWords.beside(HandOvers.class, "handover");

    /** All collections of hand-overs. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(HandOverStore.ASKS, HandOverNotes.NOTES);

    static final int LONGEST_NOTE = 2_000;
    private static final int MOST_SHOWN = 100;

    private final People people;
    private final HandOverAsks asks;
    private final TenantJobs jobs;
    private final ComingUp comingUp;
    /** Set while wiring. */
    private volatile Addressed addressed = Addressed.NOBODY;

    /** @param publicUrl for links in mails */
    public HandOvers(People people, Stakeholders stakeholders, Outbox outbox, TenantJobs jobs, URI publicUrl) {
        this.people = people;
        this.jobs = jobs;
        this.comingUp = new ComingUp(people, stakeholders);
        this.asks = new HandOverAsks(people, stakeholders, outbox, jobs, publicUrl);
    }

    /**
     * A pack: ready-made words for somebody's own mouth. Why the builder chose them is left out, because that can tell
     * where somebody stands.
     *
     * @param on the day on which it is to be said
     * @param script what of the words can be said in a minute
     * @param question one to ask afterwards, in the reader's language
     * @param said whether this person has ticked it off
     * @param note what this person said differently, or empty; only where one pack is asked for
     */
    public record Pack(
            String stepId,
            String audience,
            LocalDate on,
            String subject,
            String words,
            String script,
            String question,
            boolean said,
            String note) {}

    /** From now on, this is asked about the words of steps. Called while wiring. */
    void whoKeepsTheWords(Wording asked) {
        asks.whoKeepsTheWords(asked);
    }

    /** What the caller is asked to say, the latest first; what they have not said comes before the rest. */
    public List<Pack> all(Workspace workspace, Caller caller, Locale language) {
        return all(workspace, namesOf(caller), caller.personId(), language);
    }

    /** The same of what a person of the directory was asked themselves. */
    public List<Pack> all(Workspace workspace, String personId, Locale language) {
        return all(workspace, Set.of(personId), personId, language);
    }

    private List<Pack> all(Workspace workspace, Set<String> names, String personId, Locale language) {
        var open = new ArrayList<Pack>();
        var said = new ArrayList<Pack>();
        Map<StepProgress, Wording.ToSay> steps = steps(workspace, names);
        Map<String, Wording.Spoken> spoken = asks.wording().spoken(workspace, List.copyOf(steps.values()), personId);
        steps.forEach((progress, toSay) -> {
            Pack pack = pack(toSay.step(), spoken, progress, personId, WORDS.in(language), "");
            (pack.said() ? said : open).add(pack);
        });
        open.addAll(said);
        return open;
    }

    /**
     * What somebody will be asked to say if nothing changes until then.
     *
     * @param on the day on which it is to be said, and not before
     */
    public record Coming(String stepId, String audience, LocalDate on, String subject, String words) {}

    /** What the caller will be asked to say in the coming {@value ComingUp#DAYS} days by approved plans, the earliest first. */
    public List<Coming> comingUp(Workspace workspace, Caller caller) {
        return comingUp(workspace, comingUp.all(workspace), caller.personId(), caller.roles());
    }

    /** The steps of approved plans that somebody will be asked to say in the coming days; for many people at once. */
    public List<Wording.ToSay> dueSoon(Workspace workspace) {
        return comingUp.all(workspace);
    }

    /** Those of {@link #dueSoon} that a person of the directory will be asked to say themselves. */
    public List<Coming> comingUp(Workspace workspace, List<Wording.ToSay> soon, String personId) {
        return comingUp(workspace, soon, personId, Set.of());
    }

    /**
     * Those of these people of the directory who are to say something themselves: they were asked for a day within these and
     * have not said it, or will be asked by one of {@code soon}. A few looks for all of them; at most a few hundred at a time.
     *
     * @param soon as of {@link #dueSoon}
     * @param until the last day
     */
    public Set<String> whoIsToSay(
            Workspace workspace, Collection<String> people, List<Wording.ToSay> soon, LocalDate from, LocalDate until) {
        if (people.isEmpty()) {
            return Set.of();
        }
        var found = new HashSet<>(comingUp.messengers(workspace, approved(workspace, soon, until, people), people));
        var wanted = Set.copyOf(people);
        var open = new HashMap<StepProgress, List<String>>();
        try (Stream<StepProgress> asked = new PlanStore(workspace).everAskedOf(people)) {
            asked.forEach(progress -> {
                List<String> silent = progress.asked().stream()
                        .filter(wanted::contains)
                        .filter(person -> !progress.saidBy().contains(person))
                        .toList();
                if (!silent.isEmpty()) {
                    open.put(progress, silent);
                }
            });
        }
        Map<String, Plan> plans = open.isEmpty()
                ? Map.of()
                : new PlanStore(workspace)
                        .outlines(
                                open.keySet().stream().map(StepProgress::planId).collect(Collectors.toSet()));
        open.forEach((progress, silent) -> Optional.ofNullable(plans.get(progress.planId()))
                .flatMap(plan -> plan.step(progress.stepId()))
                .map(PlanStep::on)
                .filter(on -> !on.isBefore(from) && !on.isAfter(until))
                .ifPresent(ignored -> found.addAll(silent)));
        return found;
    }

    /** Those until a day whose words are the approved ones. That is the same for every messenger. */
    private List<Wording.ToSay> approved(
            Workspace workspace, List<Wording.ToSay> soon, LocalDate until, Collection<String> people) {
        List<Wording.ToSay> inTime =
                soon.stream().filter(each -> !each.step().on().isAfter(until)).toList();
        Map<String, Wording.Spoken> spoken =
                asks.wording().spoken(workspace, inTime, people.iterator().next());
        return inTime.stream()
                .filter(each -> spoken.containsKey(each.step().id()))
                .toList();
    }

    private List<Coming> comingUp(Workspace workspace, List<Wording.ToSay> soon, String personId, Set<Role> roles) {
        List<Wording.ToSay> steps = comingUp.of(workspace, soon, personId, roles);
        Map<String, Wording.Spoken> spoken = asks.wording().spoken(workspace, steps, personId);
        return steps.stream()
                .map(Wording.ToSay::step)
                .flatMap(step -> Optional.ofNullable(spoken.get(step.id())).map(words -> coming(step, words)).stream())
                .toList();
    }

    private static Coming coming(PlanStep step, Wording.Spoken words) {
        return new Coming(step.id(), step.audience(), step.on(), words.subject(), words.words());
    }

    /** What these names were asked to say, the latest first. */
    static Map<StepProgress, Wording.ToSay> steps(Workspace workspace, Set<String> names) {
        var store = new PlanStore(workspace);
        Map<String, Optional<Plan>> plans = new HashMap<>();
        Map<StepProgress, Wording.ToSay> steps = new LinkedHashMap<>();
        for (StepProgress progress : store.askedOf(names)) {
            plans.computeIfAbsent(progress.planId(), store::find)
                    .ifPresent(plan -> plan.step(progress.stepId())
                            .ifPresent(step -> steps.put(progress, new Wording.ToSay(plan, step))));
        }
        return steps;
    }

    /** What the caller is asked to say and has not said, the latest first. */
    public List<Pack> waitingFor(Workspace workspace, Caller caller) {
        return all(workspace, caller, Locale.ENGLISH).stream()
                .filter(pack -> !pack.said())
                .toList();
    }

    /** @throws Problem 404 unless the caller is asked to say a step with this id */
    public Pack require(Workspace workspace, Caller caller, String stepId, Locale language) {
        StepProgress progress = asked(workspace, caller, stepId);
        String note = new HandOverNotes(workspace).of(stepId, caller.personId());
        return new PlanStore(workspace)
                .find(progress.planId())
                .flatMap(plan -> plan.step(stepId).map(step -> new Wording.ToSay(plan, step)))
                .map(toSay -> pack(
                        toSay.step(),
                        asks.wording().spoken(workspace, List.of(toSay), caller.personId()),
                        progress,
                        caller.personId(),
                        WORDS.in(language),
                        note))
                .orElseThrow(Problem::notFound);
    }

    private static StepProgress asked(Workspace workspace, Caller caller, String stepId) {
        return new PlanStore(workspace)
                .progress(stepId)
                .filter(known -> known.asked().stream().anyMatch(namesOf(caller)::contains))
                .orElseThrow(Problem::notFound);
    }

    /** From now on, this is told who says what. Called while wiring. */
    void whenSaid(Addressed told) {
        addressed = told;
    }

    /** Notes that the caller has said it. Doing it twice changes nothing. @throws Problem as {@link #require} */
    public void said(Workspace workspace, Caller caller, String stepId) {
        StepProgress progress = asked(workspace, caller, stepId);
        if (!progress.saidBy().contains(caller.personId())) {
            // Before the tick: what is ticked off is known to have been told.
            addressed.said(
                    workspace, progress.planId(), stepId, caller.personId(), askedAs(workspace, caller, progress));
        }
        new PlanStore(workspace)
                .tick(stepId, caller.personId(), workspace.clock().instant());
        new HandOverStore(workspace).said(stepId, namesOf(caller));
        if (progress.saidBy().isEmpty()) {
            // What waits for it waits for the first who says it.
            jobs.add(workspace, DueSteps.FREED, new Document("plan", progress.planId()));
        }
    }

    private static Messenger askedAs(Workspace workspace, Caller caller, StepProgress progress) {
        return new HandOverStore(workspace)
                .messenger(progress.stepId(), caller.personId(), namesOf(caller))
                .orElse(Messenger.LEARNING_TEAM);
    }

    /**
     * Keeps what the caller said differently, in place of what they wrote before. Nothing takes it back.
     *
     * @throws Problem as {@link #require}, 422 if it is longer than {@value #LONGEST_NOTE} characters
     */
    public void note(Workspace workspace, Caller caller, String stepId, String text) {
        StepProgress progress = asked(workspace, caller, stepId);
        var wrong = new ArrayList<Problem.Field>();
        String clean = Plain.text(text, "note", LONGEST_NOTE, false, wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        new HandOverNotes(workspace)
                .put(
                        progress.planId(),
                        stepId,
                        caller.personId(),
                        clean,
                        workspace.clock().instant());
    }

    /** Whom a plan's steps were asked of, for planners. @param late who has not said it in time */
    public record Overview(String planId, String title, List<Late> late, List<Note> notes) {}

    /** Somebody who has not said a step in time. @param who their name, or what stands for a mailbox @param round of asking */
    public record Late(String id, String who, String subject, Instant since, int round) {}

    /** What somebody said differently. */
    public record Note(String who, String subject, String text, Instant at) {}

    /** What became of a plan's hand-overs; of very many, {@value #MOST_SHOWN}. @throws Problem 404 if there is no such plan */
    Overview overview(Workspace workspace, String planId) {
        Plan plan = new PlanStore(workspace).find(planId).orElseThrow(Problem::notFound);
        List<HandOverStore.Ask> late =
                new HandOverStore(workspace).late(planId, workspace.clock().instant(), MOST_SHOWN);
        List<HandOverNotes.Note> notes = new HandOverNotes(workspace).latest(planId, MOST_SHOWN);
        Set<String> ids = new HashSet<>();
        late.forEach(ask -> ids.add(ask.contactId()));
        notes.forEach(note -> ids.add(note.personId()));
        Map<String, String> names = people.names(workspace, ids);
        Map<String, String> subjects = plan.steps().stream().collect(Collectors.toMap(PlanStep::id, PlanStep::subject));
        return new Overview(
                planId,
                plan.title(),
                late.stream()
                        .map(ask -> new Late(
                                ask.id(),
                                names.getOrDefault(ask.contactId(), ask.to().isEmpty() ? "Somebody" : ask.to()),
                                subjects.getOrDefault(ask.stepId(), ""),
                                ask.due(),
                                ask.round()))
                        .toList(),
                notes.stream()
                        .map(note -> new Note(
                                names.getOrDefault(note.personId(), "Somebody"),
                                subjects.getOrDefault(note.stepId(), ""),
                                note.text(),
                                note.at()))
                        .toList());
    }

    /** Asks somebody again who has not said it in time. @throws Problem 404, 409 if there is nothing to ask any more */
    void askAgain(Workspace workspace, String planId, String askId) {
        asks.again(workspace, planId, askId);
    }

    /** Asks the next messenger in the place of one who has not said it in time. @throws Problem 404, 409 as well if nobody is left */
    void askNext(Workspace workspace, String planId, String askId) {
        asks.next(workspace, planId, askId);
    }

    /** Ids of the people of the directory who would be asked to say a step if it went out now; a mailbox is nobody. */
    Set<String> whoIsAsked(Workspace workspace, PlanStep step) {
        return asks.whoIsAsked(workspace, step);
    }

    /** Asks a step's messengers to say it. Doing it twice changes nothing. */
    Dispatch.Gone ask(Workspace workspace, Plan plan, PlanStep step, List<Stakeholder> map) {
        return asks.ask(workspace, plan, step, map);
    }

    /** Everything that the caller may be meant by in {@link StepProgress#asked()}. */
    private static Set<String> namesOf(Caller caller) {
        var names = new HashSet<String>();
        names.add(caller.personId());
        if (caller.is(Role.MANAGER) || caller.is(Role.PLANNER)) {
            names.add(StepProgress.MANAGERS);
        }
        if (caller.is(Role.PLANNER)) {
            names.add(StepProgress.LEARNING_TEAM);
        }
        return names;
    }

    /** Words of a step that is out stay as they are; should they be missing, its own ones say it. */
    private static Pack pack(
            PlanStep step,
            Map<String, Wording.Spoken> spoken,
            StepProgress progress,
            String personId,
            LocalWords words,
            String note) {
        Wording.Spoken said = spoken.getOrDefault(step.id(), new Wording.Spoken(step.subject(), step.words()));
        return new Pack(
                step.id(),
                step.audience(),
                step.on(),
                said.subject(),
                said.words(),
                Script.of(said.words()),
                question(words, step.phase()),
                progress.saidBy().contains(personId),
                note);
    }

    /** One question that fits what a step is to do to people. */
    static String question(LocalWords words, PlanDraft.Phase phase) {
        return words.say("question." + phase.name().toLowerCase(Locale.ROOT));
    }
}
