package org.takeup.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.takeup.chat.Chats;
import org.takeup.delivery.MailState;
import org.takeup.delivery.Outbox;
import org.takeup.delivery.Tally;
import org.takeup.people.People;
import org.takeup.plan.PlanView.Named;
import org.takeup.plan.PlanView.Note;
import org.takeup.plan.PlanView.Planned;
import org.takeup.plan.PlanView.Status;
import org.takeup.plan.PlanView.StepView;
import org.takeup.plan.clash.Feeds;
import org.takeup.plan.schedule.Recurrence;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Workspace;

/** Puts together what is known about a plan: its content, the checks, the outbox, the tick-offs. */
final class PlanViews {
    private static final int AT_ONCE = 1_000;

    private final Builders builders;
    private final Stakeholders stakeholders;
    private final Contacts contacts;
    private final Outbox outbox;
    private final People people;
    private final PlanCalendar calendar;
    private final WeekLoad load;
    private final Feeds feeds;
    private final Supplier<Wording> wording;
    private final Chats chats;
    private final HoldOuts holdOuts;

    PlanViews(
            Builders builders,
            Stakeholders stakeholders,
            Contacts contacts,
            Outbox outbox,
            People people,
            PlanCalendar calendar,
            Feeds feeds,
            Supplier<Wording> wording,
            Chats chats,
            HoldOuts holdOuts) {
        this.chats = chats;
        this.holdOuts = holdOuts;
        this.builders = builders;
        this.stakeholders = stakeholders;
        this.contacts = contacts;
        this.outbox = outbox;
        this.people = people;
        this.calendar = calendar;
        this.load = new WeekLoad(people, stakeholders);
        this.feeds = feeds;
        this.wording = wording;
    }

    /** All that a view of one plan is made of, looked up once. */
    private record Known(
            Plan plan,
            Map<String, StepProgress> progress,
            Map<String, Tally> mails,
            Map<String, String> names,
            Map<String, String> subjects,
            Map<String, List<Note>> findings,
            Map<String, List<Note>> words,
            ReachNotes reach,
            Map<String, Stakeholder> map,
            DayNotes days,
            HeldBack held,
            HeartsMinds hearts) {}

    PlanView view(Workspace workspace, Plan plan) {
        Map<String, StepProgress> progress = new PlanStore(workspace).progressOf(plan.id());
        Map<String, String> subjects =
                plan.steps().stream().collect(Collectors.toMap(PlanStep::id, PlanStep::subject, (one, same) -> one));
        Map<String, List<Note>> findings = findings(workspace, plan, progress.keySet(), subjects.keySet());
        List<Stakeholder> map = stakeholders.all(workspace);
        var known = new Known(
                plan,
                progress,
                mails(workspace, plan, progress),
                names(workspace, plan),
                subjects,
                findings,
                wording.get().notes(workspace, plan),
                new ReachNotes(workspace, contacts, map),
                map.stream().collect(Collectors.toMap(Stakeholder::id, each -> each)),
                new DayNotes(calendar.workingDays(workspace), feeds.byDay(workspace), workspace.today(), plan),
                new HeldBack(workspace, plan, progress),
                new HeartsMinds(builders.heartsAndMinds(workspace), audiences(plan, map), plan.steps()));
        List<Note> notes = new ArrayList<>(findings.getOrDefault("", List.of()));
        WhoDoesWhat roles = WhoDoesWhat.of(plan, known.map(), known.names());
        notes.addAll(roles.notes());
        notes.addAll(tooMuch(workspace, plan));
        notes.addAll(known.hearts().notes());
        builders.supports(workspace, audiences(plan, map))
                .forEach(sentence -> notes.add(new Note(Finding.Severity.HINT, sentence)));
        List<StepView> steps =
                plan.steps().stream().map(step -> step(known, step)).toList();
        return new PlanView(
                plan.id(),
                plan.title(),
                plan.builder(),
                plan.objective(),
                plan.state(),
                plan.version(),
                plan.approval().map(given -> new PlanView.Approved(given.name(), given.at())),
                plan.assumptions(),
                plan.saidByLearningTeam(),
                notes,
                steps,
                PlanView.blocks(notes, steps),
                roles.accountable(),
                roles.parts(),
                holdOuts.shown(workspace, plan, !progress.isEmpty()));
    }

    /** Those whom the plan speaks to, in the order of their first steps. */
    private static List<Stakeholder> audiences(Plan plan, List<Stakeholder> map) {
        return plan.steps().stream()
                .map(PlanStep::audienceId)
                .distinct()
                .flatMap(id -> map.stream().filter(each -> each.id().equals(id)))
                .toList();
    }

    static String reference(Plan plan, PlanStep step) {
        return plan.id() + "/" + step.id();
    }

    /** What the builder says, by step; by nothing what is about the plan. Of what is out, nothing can be mended. */
    private Map<String, List<Note>> findings(Workspace workspace, Plan plan, Set<String> out, Set<String> steps) {
        if (plan.steps().isEmpty()) {
            return Map.of();
        }
        Locale language = workspace.settings().language();
        var byStep = new HashMap<String, List<Note>>();
        for (Finding finding : builders.lint(workspace, plan)) {
            if (!out.contains(finding.where())) {
                byStep.computeIfAbsent(steps.contains(finding.where()) ? finding.where() : "", key -> new ArrayList<>())
                        .add(new Note(finding.severity(), finding.message().in(language)));
            }
        }
        return byStep;
    }

    /** Of what has gone out alone: nothing else has mails. */
    private Map<String, Tally> mails(Workspace workspace, Plan plan, Map<String, StepProgress> progress) {
        var all = new HashMap<String, Tally>();
        List<String> references =
                progress.keySet().stream().map(id -> plan.id() + "/" + id).toList();
        for (int from = 0; from < references.size(); from += AT_ONCE) {
            List<String> some = references.subList(from, Math.min(references.size(), from + AT_ONCE));
            // A step has one channel, so that nothing is counted twice.
            all.putAll(outbox.tallies(workspace, some));
            all.putAll(chats.tallies(workspace, some));
        }
        return all;
    }

    private Map<String, String> names(Workspace workspace, Plan plan) {
        Set<String> ids = plan.steps().stream()
                .map(step -> step.planning().owner())
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(HashSet::new));
        if (!plan.accountable().isEmpty()) {
            ids.add(plan.accountable());
        }
        var names = new HashMap<String, String>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            people.active(workspace, all.subList(from, Math.min(all.size(), from + AT_ONCE)))
                    .forEach(person -> names.put(person.id(), person.name()));
        }
        return names;
    }

    List<WeekLoad.Week> load(Workspace workspace, Plan plan) {
        return load.over(workspace, plan, calendar.cap(workspace));
    }

    private List<Note> tooMuch(Workspace workspace, Plan plan) {
        int cap = calendar.cap(workspace);
        return load(workspace, plan).stream()
                .map(week -> new Note(
                        Finding.Severity.WARNING,
                        "Too much at once in the week of " + week.monday() + ": "
                                + (week.few()
                                        ? "fewer than " + workspace.settings().smallestGroup() + " people"
                                        : week.people() + " people")
                                + " would get up to " + week.most() + " messages from all plans; " + cap
                                + " is the most that you allow."))
                .toList();
    }

    private static Optional<Named> named(Known known, String id) {
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Named(id, known.names().getOrDefault(id, "")));
    }

    private static StepView step(Known known, PlanStep step) {
        Optional<StepProgress> progress = Optional.ofNullable(known.progress().get(step.id()));
        Tally mails = known.mails().getOrDefault(reference(known.plan(), step), Tally.NONE);
        int said = progress.map(out -> out.saidBy().size()).orElse(0);
        int passedOver = progress.map(StepProgress::passedOver).orElse(0);
        return new StepView(
                step.id(),
                step.audienceId(),
                step.audience(),
                step.purpose(),
                step.phase(),
                step.messenger(),
                step.channel(),
                step.on(),
                step.subject(),
                step.words(),
                step.reason(),
                step.measure().metric(),
                step.measure().days(),
                status(known, step),
                step.channel() == PlanDraft.Channel.IN_APP
                        ? progress.map(StepProgress::mails).orElse(0)
                        : mails.of(MailState.SENT),
                mails.open(),
                mails.of(MailState.FAILED) + mails.of(MailState.UNSURE),
                passedOver,
                progress.map(StepProgress::heldOut).orElse(0),
                said,
                notes(known, step, progress),
                planned(known, step, progress.isPresent()));
    }

    private static List<Note> notes(Known known, PlanStep step, Optional<StepProgress> out) {
        boolean over = step.times().stream().allMatch(time -> known.progress().containsKey(time.id()));
        if (over) {
            return out.map(StepProgress::notes).orElse(List.of()).stream()
                    .map(note -> new Note(Finding.Severity.HINT, note))
                    .toList();
        }
        List<Note> said = out.isPresent() ? List.of() : known.findings().getOrDefault(step.id(), List.of());
        var notes = new ArrayList<>(said);
        known.reach().about(step).ifPresent(notes::add);
        known.hearts().about(step).ifPresent(notes::add);
        WhoDoesWhat.about(step, Optional.ofNullable(known.map().get(step.audienceId())))
                .ifPresent(notes::add);
        if (out.isEmpty()) {
            notes.addAll(known.words().getOrDefault(step.id(), List.of()));
        }
        notes.addAll(known.days().about(step, time -> !known.progress().containsKey(time.id())));
        String owner = step.planning().owner();
        if (!owner.isEmpty() && !known.names().containsKey(owner)) {
            notes.add(new Note(
                    Finding.Severity.WARNING,
                    "Whoever should see to it is not in the directory any more: choose another owner."));
        }
        return notes;
    }

    private static Planned planned(Known known, PlanStep step, boolean out) {
        PlanStep.Planning planning = step.planning();
        List<PlanView.Time> times = planning.recurrence().isEmpty()
                ? List.of()
                : step.times().stream()
                        .map(time -> new PlanView.Time(time.id(), time.on(), status(known, time)))
                        .toList();
        return new Planned(
                named(known, planning.owner()),
                planning.waitsFor().stream()
                        .map(id -> new PlanView.Before(id, known.subjects().getOrDefault(id, "")))
                        .filter(before -> !before.subject().isEmpty())
                        .sorted(Comparator.comparing(PlanView.Before::subject))
                        .toList(),
                planning.time().toString(),
                planning.region(),
                planning.recurrence().map(Recurrence::weeks).orElse(0),
                planning.recurrence().map(Recurrence::until),
                times,
                out ? Optional.empty() : known.days().instead(step),
                step.times().stream()
                        .flatMap(time -> known.held().of(time).stream())
                        .toList());
    }

    private static Status status(Known known, PlanStep step) {
        Tally mails = known.mails().getOrDefault(reference(known.plan(), step), Tally.NONE);
        return Optional.ofNullable(known.progress().get(step.id()))
                .map(out -> status(step, out, mails))
                .orElseGet(() -> known.held().of(step).isPresent() ? Status.HELD_BACK : Status.PLANNED);
    }

    private static Status status(PlanStep step, StepProgress out, Tally mails) {
        return switch (step.channel()) {
            case HAND_OVER -> {
                if (out.mails() + out.passedOver() == 0) {
                    yield Status.NOBODY_ASKED;
                }
                yield out.saidBy().isEmpty() ? Status.ASKED : Status.TICKED_OFF;
            }
            case EMAIL, CHAT, IN_APP, CALENDAR -> {
                if (out.mails() == 0) {
                    yield Status.SENT_TO_NOBODY;
                }
                yield mails.open() > 0 ? Status.SENDING : Status.SENT;
            }
        };
    }
}
