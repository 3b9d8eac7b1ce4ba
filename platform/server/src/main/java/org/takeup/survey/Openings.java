package org.takeup.survey;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.store.JobRunner.Later;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Opens waves, at once or when their time comes. What an instrument asks and how it scores is frozen at the moment of
 * opening; what a planned wave shows is what would be asked today. A wave that could not be opened when its time came is
 * tried again until it can, or its time is over. Thread-safe.
 */
final class Openings {
    private static final String OPEN = "survey-open";
    private static final String SETTLE = "survey-draw";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    /** How long a wave is open at most. */
    static final Duration LONGEST = Duration.ofDays(366);

    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
    private static final int LONGEST_TITLE = 120;

    private final Waves waves;
    private final Instruments instruments;
    private final Frame frame;
    private final Closing closing;
    private final Invitations invitations;
    private final TenantJobs jobs;
    private final Events events;

    Openings(
            Waves waves,
            Instruments instruments,
            People people,
            Closing closing,
            Invitations invitations,
            TenantJobs jobs,
            Events events) {
        this.waves = waves;
        this.instruments = instruments;
        this.frame = new Frame(people);
        this.closing = closing;
        this.invitations = invitations;
        this.jobs = jobs;
        this.events = events;
        jobs.register(OPEN, (workspace, payload) -> openInTime(workspace, payload.getString("wave")));
        jobs.register(
                SETTLE,
                (workspace, payload) ->
                        Rotation.settleAbandoned(workspace, payload.getString("wave"), payload.getString("draw")));
    }

    /** What an instrument is and asks at this moment. */
    private record Current(Instrument instrument, Snapshot snapshot, int smallestGroup) {}

    /** A wave as it would be now, with what is stored beside it. */
    private record Draft(Wave wave, Snapshot snapshot, Frame.Census census) {}

    /**
     * Opens a wave, or plans one that opens later. Nobody is invited by this.
     *
     * @throws Problem 422 if the title, the times or the size of the audience does not fit
     * @throws org.takeup.plugin.PluginMissing if there is no such instrument here
     */
    Wave open(Workspace workspace, Opening opening) {
        Draft draft = draft(workspace, newId(), opening);
        Wave wave = draft.wave();
        new Named(workspace, wave.id()).put(opening.people());
        closing.plan(workspace, wave);
        plan(workspace, wave);
        new WaveStore(workspace)
                .insert(
                        wave,
                        WaveKey.fresh(),
                        draft.snapshot(),
                        draft.census().people(),
                        draft.census().leftOut());
        if (!wave.planned()) {
            events.tell(workspace, Event.once(Event.Kind.SURVEY_OPENED, "wave", wave.id()));
        }
        return wave;
    }

    /**
     * Changes a wave that is planned; with no later moment in {@code opening}, it opens now.
     *
     * @param revision of the wave that the planner saw
     * @throws Problem 409 if it is open by now, 412 if somebody else has changed it; otherwise as {@link #open}
     */
    Wave change(Workspace workspace, String waveId, long revision, Opening opening) {
        refuseUnlessPlanned(waves.reread(workspace, waveId).wave());
        Draft draft = draft(workspace, waveId, opening);
        closing.plan(workspace, draft.wave());
        plan(workspace, draft.wave());
        boolean changed = new WaveStore(workspace)
                .replan(
                        draft.wave(),
                        revision,
                        draft.snapshot(),
                        draft.census().people(),
                        draft.census().leftOut());
        if (!changed) {
            undraw(workspace, draft.wave().id(), draft.wave().audience());
            refuseUnlessPlanned(waves.reread(workspace, waveId).wave());
            throw new Problem(
                    412,
                    "wave-changed",
                    "Somebody else has changed this survey.",
                    "Open it again and make your change to what is there now.");
        }
        var named = new Named(workspace, waveId);
        named.clear();
        named.put(opening.people());
        waves.changed(workspace, waveId);
        if (!draft.wave().planned()) {
            events.tell(workspace, Event.once(Event.Kind.SURVEY_OPENED, "wave", waveId));
        }
        return draft.wave();
    }

    /**
     * Deletes a wave that is planned, or a pilot with all its answers.
     *
     * @throws Problem 409 if it is a real wave that has opened, 404 if there is none
     */
    void delete(Workspace workspace, String waveId) {
        Wave wave = waves.reread(workspace, waveId).wave();
        boolean pilot = wave.fieldwork().pilot();
        if (!pilot) {
            refuseUnlessPlanned(wave);
        }
        if (new WaveStore(workspace).delete(waveId)) {
            new Named(workspace, waveId).clear();
            new BallotStore(workspace, waveId).clear();
            new RollStore(workspace, waveId).clear();
            Rotation.end(workspace, wave);
            new InterimStore(workspace, waveId).clear();
            AnonymousAnswers.of(workspace, waveId).end();
        } else {
            refuseUnlessPlanned(waves.reread(workspace, waveId).wave());
        }
        waves.changed(workspace, waveId);
    }

    private static void refuseUnlessPlanned(Wave wave) {
        if (!wave.planned()) {
            throw new Problem(
                    409,
                    "wave-opened",
                    "This survey has opened.",
                    "It can be closed, and no longer changed or deleted: people may have seen it.");
        }
    }

    private void plan(Workspace workspace, Wave wave) {
        if (wave.planned()) {
            jobs.add(workspace, OPEN, new Document("wave", wave.id()), wave.opened());
        }
    }

    /** Whatever a job finds that came for nothing, or a second time, it leaves as it is. */
    private void openInTime(Workspace workspace, String waveId) throws Later {
        var store = new WaveStore(workspace);
        Optional<Wave> found = store.find(waveId).map(WaveStore.Keyed::wave);
        Instant now = workspace.clock().instant();
        if (found.filter(Wave::planned).isPresent() && !now.isBefore(found.get().opened())) {
            open(workspace, store, found.get(), now);
        }
        // Also if an earlier run of the job died right after opening it.
        var course = new CourseStore(workspace);
        boolean invites = store.find(waveId)
                .map(WaveStore.Keyed::wave)
                .filter(wave -> wave.takesAnswers(now) && wave.fieldwork().invites())
                .filter(wave -> course.of(waveId).flatMap(Course::inviting).isEmpty())
                .isPresent();
        if (invites) {
            invite(workspace, course, waveId);
        }
    }

    private void invite(Workspace workspace, CourseStore course, String waveId) throws Later {
        try {
            invitations.start(workspace, waveId, true);
        } catch (Problem e) {
            course.notInvited(waveId, why(e));
            throw new Later("Nobody can be invited now", TRY_AGAIN);
        }
    }

    private void open(Workspace workspace, WaveStore store, Wave planned, Instant now) throws Later {
        var course = new CourseStore(workspace);
        if (!now.isBefore(planned.closes())) {
            course.trouble(planned.id(), "It was to close before it could open. Give it another time, or delete it.");
            return;
        }
        long revision = course.of(planned.id()).map(Course::revision).orElse(0L);
        try {
            List<String> named = new Named(workspace, planned.id()).all();
            Draft draft = draft(
                    workspace,
                    planned.id(),
                    new Opening(
                            planned.instrument().plugin(),
                            planned.title(),
                            planned.audience(),
                            named,
                            Optional.empty(),
                            planned.closes(),
                            Optional.of(planned.fieldwork()),
                            planned.privacy().mode()),
                    now);
            if (!store.replan(
                    draft.wave(),
                    revision,
                    draft.snapshot(),
                    draft.census().people(),
                    draft.census().leftOut())) {
                undraw(workspace, draft.wave().id(), draft.wave().audience());
                throw new Later("The wave was changed at this moment", Duration.ofSeconds(1));
            }
            waves.changed(workspace, planned.id());
            events.tell(workspace, Event.once(Event.Kind.SURVEY_OPENED, "wave", planned.id()));
        } catch (Problem e) {
            course.trouble(planned.id(), why(e));
            throw new Later("The wave cannot be opened now", TRY_AGAIN);
        }
    }

    private static String why(Problem problem) {
        String reason = problem.fields().isEmpty()
                ? problem.title() + " " + problem.detail()
                : problem.fields().getFirst().message();
        return reason + " It is tried again every minute until it would close.";
    }

    private Draft draft(Workspace workspace, String waveId, Opening opening) {
        Instant now = workspace.clock().instant();
        check(opening, now);
        return draft(workspace, waveId, opening, now);
    }

    private Draft draft(Workspace workspace, String waveId, Opening opening, Instant now) {
        Current current = current(workspace, opening.plugin());
        var privacy =
                Confidentiality.of(opening.privacy(), workspace.settings().smallestGroup(), current.smallestGroup());
        Telling.refuse(privacy, current.snapshot());
        Fieldwork asked = opening.fieldwork()
                .orElseGet(() -> Fieldwork.plain(workspace.settings().zone()));
        // That nobody is asked twice is what a panel is.
        Fieldwork fieldwork = opening.audience() instanceof Audience.Panel ? asked.sparing(true) : asked;
        boolean planned = opening.opens().isPresent();
        Frame.Census census = !planned && opening.audience() instanceof Audience.Panel panel
                ? drawn(workspace, waveId, panel, fieldwork.pilot())
                : frame.census(workspace, opening.audience(), opening.people(), Asked.Sparing.by(fieldwork));
        refuseTooFew(workspace, waveId, opening, fieldwork, census, fieldwork.pilot() ? 1 : privacy.smallestGroup());
        Set<String> unnamed = fieldwork.sparing() || fieldwork.pilot()
                ? Set.of()
                : new SameAgain(workspace, frame)
                        .unnamed(
                                new Round(
                                        "",
                                        current.instrument().id(),
                                        Round.Question.of(current.snapshot().questionnaire()),
                                        opening.opens().orElse(now),
                                        opening.closes()),
                                census.audience(),
                                opening.people(),
                                privacy);
        List<String> units = CountedUnits.named(census.byUnit(), unnamed, privacy);
        var wave = new Wave(
                waveId,
                opening.title().strip(),
                planned ? Wave.State.PLANNED : Wave.State.OPEN,
                opening.opens().orElse(now).truncatedTo(ChronoUnit.MILLIS),
                opening.closes().truncatedTo(ChronoUnit.MILLIS),
                Optional.empty(),
                current.instrument(),
                // A planned sample is drawn when the wave opens, from whoever is there then.
                planned ? opening.audience() : census.audience(),
                privacy,
                units,
                Participation.none(),
                fieldwork);
        return new Draft(wave, current.snapshot(), census);
    }

    /** What is left of it should the wave never be kept is settled by a job, which is there before anybody is held. */
    private Frame.Census drawn(Workspace workspace, String waveId, Audience.Panel panel, boolean pilot) {
        String draw = Rotation.newDraw(waveId);
        jobs.add(
                workspace,
                SETTLE,
                new Document("wave", waveId).append("draw", draw),
                workspace.clock().instant().plus(Pulse.SILENT));
        return new Rotation(workspace, frame).draw(Asked.holder(waveId, panel, pilot), draw, panel);
    }

    private static void undraw(Workspace workspace, String waveId, Audience audience) {
        if (audience instanceof Audience.Panel panel && panel.isDrawn()) {
            Rotation.settle(workspace, waveId, panel.draw());
        }
    }

    private Current current(Workspace workspace, String plugin) {
        Instruments.Said said = instruments.require(workspace, plugin);
        InstrumentProfile profile = said.whole().profile();
        Snapshot snapshot = said.whole().snapshot();
        var instrument = new Instrument(
                plugin,
                said.version(),
                profile.id(),
                snapshot.questionnaire().version(),
                profile.name(),
                profile.purpose(),
                profile.minutes(),
                said.whole().uses());
        return new Current(instrument, snapshot, profile.smallestGroup());
    }

    private static void check(Opening opening, Instant now) {
        var wrong = new ArrayList<Problem.Field>();
        String title = opening.title().strip();
        if (title.isEmpty() || title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
            wrong.add(
                    new Problem.Field("title", "Give a title of one line, at most " + LONGEST_TITLE + " characters."));
        }
        opening.opens().ifPresent(opens -> {
            if (!opens.isAfter(now) || opens.isAfter(now.plus(LONGEST))) {
                wrong.add(new Problem.Field(
                        "opens", "Choose a time in the future and within a year, or none to open now."));
            }
        });
        Instant opens = opening.opens().filter(later -> later.isAfter(now)).orElse(now);
        if (opening.closes().isBefore(opens.plus(SHORTEST)) || opening.closes().isAfter(opens.plus(LONGEST))) {
            wrong.add(new Problem.Field(
                    "closes",
                    opening.opens().isPresent()
                            ? "Choose a time at least a minute after it opens and within a year from then."
                            : "Choose a time in the future, at least a minute from now and within a year."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
    }

    /** @throws Problem if so few are asked that there can be no result */
    private static void refuseTooFew(
            Workspace workspace,
            String waveId,
            Opening opening,
            Fieldwork fieldwork,
            Frame.Census census,
            int smallest) {
        if (census.people() >= smallest) {
            return;
        }
        undraw(workspace, waveId, census.audience());
        boolean one = census.leftOut() == 1;
        String lately = census.leftOut() == 0
                ? ""
                : " " + census.leftOut() + (one ? " more was asked " : " more were asked ")
                        + (fieldwork.sparing() ? "" : "by a rotating panel ")
                        + "in the last " + Asked.DAYS + " days and " + (one ? "is" : "are") + " left out.";
        throw Problem.invalid(
                switch (opening.audience()) {
                    case Audience.Whole _ -> "segment";
                    case Audience.Named _ -> "people";
                    case Audience.Drawn _, Audience.Panel _ -> "sample";
                },
                "This has " + census.people() + (census.people() == 1 ? " person." : " people.") + lately
                        + " Results are shown for groups of at least " + smallest + "; choose a larger one.");
    }

    private static String newId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
