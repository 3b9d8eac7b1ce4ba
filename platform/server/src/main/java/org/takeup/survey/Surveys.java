package org.takeup.survey;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.takeup.delivery.Outbox;
import org.takeup.delivery.Tally;
import org.takeup.event.Events;
import org.takeup.http.Problem;
import org.takeup.learning.TakeUps;
import org.takeup.people.People;
import org.takeup.people.Segment;
import org.takeup.people.SizedSegment;
import org.takeup.plugin.PluginMissing;
import org.takeup.plugin.Plugins;
import org.takeup.questionnaire.Questionnaires;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Signals;
import org.takeup.store.TenantCollection;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.tenant.Caller;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/** Surveys of a workspace: open a wave, invite, watch who takes part, close, read results. Thread-safe; calls block. */
public final class Surveys {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS = Stream.concat(
                    Stream.of(
                            WaveStore.WAVES,
                            WaveStore.SNAPSHOTS,
                            BallotStore.BALLOTS,
                            RollStore.ROLL,
                            InterimStore.SPEC,
                            Codes.SPEC,
                            Coding.SPEC,
                            Asked.ASKED,
                            Named.LISTS),
                    AnonymousWave.COLLECTIONS.stream())
            .toList();

    /** When who was asked last, and who holds them. */
    public static final CollectionSpec ASKED = Asked.ASKED;

    /** Gives the people whom a tenant's older panels hold to their waves. For a migration; safe to repeat. */
    public static void holdByWave(Function<CollectionSpec, TenantCollection> tenant) {
        OlderWaves.holdByWave(tenant.apply(WaveStore.WAVES), tenant.apply(ASKED));
    }

    /** Notes of a tenant's older waves what their results are used for. For a migration; safe to repeat. */
    public static void sayUses(Function<CollectionSpec, TenantCollection> tenant) {
        OlderWaves.sayUses(tenant.apply(WaveStore.WAVES), tenant.apply(WaveStore.SNAPSHOTS));
    }

    /** Notes of a tenant's older waves what they ask. For a migration; safe to repeat. */
    public static void sayAsks(Function<CollectionSpec, TenantCollection> tenant) {
        OlderWaves.sayAsks(tenant.apply(WaveStore.WAVES), tenant.apply(WaveStore.SNAPSHOTS));
    }

    /** How many waves a list shows at once. */
    static final int LATEST = 50;

    private final People people;
    private final Instruments instruments;
    private final Waves waves;
    private final Answering answering;
    private final InterimResults interim;
    private final FreeTexts freeTexts;
    private final Links links;
    private final Reminders reminders;
    private final Invitations invitations;
    private final Closing closing;
    private final Turnout turnout = new Turnout();
    private final Outcomes outcomes;
    private final Openings openings;

    /**
     * @param takeUps what scores of units are put beside
     * @param publicUrl where people reach the platform, for links in mails
     */
    public Surveys(
            People people,
            Plugins plugins,
            Questionnaires questionnaires,
            Outbox outbox,
            TenantJobs jobs,
            Signals signals,
            Events events,
            TakeUps takeUps,
            URI publicUrl) {
        this.people = people;
        this.instruments = new Instruments(plugins, questionnaires);
        this.waves = new Waves(signals);
        var counter = new InterimCounter(waves);
        this.interim = new InterimResults(waves, counter);
        this.freeTexts = new FreeTexts(waves, people);
        this.answering = new Answering(waves, counter, new Directory(people));
        this.links = new Links(waves);
        var letters = new Letters(people, publicUrl);
        this.reminders = new Reminders(waves, people, outbox, jobs, letters);
        this.invitations = new Invitations(waves, people, outbox, jobs, letters, reminders);
        var results = new Results(waves, plugins);
        this.outcomes = new Outcomes(waves, results, takeUps);
        this.closing = new Closing(waves, results::keep, jobs, events);
        this.openings = new Openings(waves, instruments, people, closing, invitations, jobs, events);
    }

    /** What can be asked with here: instruments of plugins and own questionnaires. One whose plugin does not answer is left out. */
    public List<InstrumentOffer> instruments(Workspace workspace) {
        return instruments.offers(workspace);
    }

    /** Whether an instrument is a questionnaire of the workspace's own. @param plugin as waves and offers name it */
    public static boolean isOwn(String plugin) {
        return Instruments.isOwn(plugin);
    }

    /** Whether a wave that is open, or planned, asks with this own questionnaire. */
    boolean asksWith(Workspace workspace, String questionnaire) {
        return new WaveStore(workspace)
                .unfinished().stream()
                        .anyMatch(wave -> wave.instrument().plugin().equals(Instruments.OWN + questionnaire));
    }

    /**
     * Opens a wave with the instrument's questions and scoring as they are now, or plans one that opens later. Nobody is
     * invited by this.
     *
     * @throws Problem 422 if the title, the times or the size of the audience does not fit
     * @throws PluginMissing if there is no such instrument here
     */
    public Wave open(Workspace workspace, Opening opening) {
        return openings.open(workspace, opening);
    }

    /**
     * Changes a wave that is planned; with no later moment in {@code opening}, it opens now.
     *
     * @param revision of the wave that the planner saw
     * @throws Problem 409 if it is open by now, 412 if somebody else has changed it; otherwise as {@link #open}
     */
    public Wave change(Workspace workspace, String waveId, long revision, Opening opening) {
        return openings.change(workspace, waveId, revision, opening);
    }

    /**
     * Deletes a wave that is planned, or a pilot with all its answers.
     *
     * @throws Problem 409 if it is a real wave that has opened, 404 if there is none
     */
    public void delete(Workspace workspace, String waveId) {
        openings.delete(workspace, waveId);
    }

    /** How a wave is getting on. @throws Problem not found */
    Course course(Workspace workspace, String waveId) {
        return new CourseStore(workspace).of(waveId).orElseThrow(Problem::notFound);
    }

    Links links() {
        return links;
    }

    /** The people whom a planner names, by address or id. @throws Problem 422 naming whoever is unknown */
    List<String> named(Workspace workspace, String text) {
        return Named.find(people, workspace, text);
    }

    /**
     * What an instrument asks, how it scores and how it is meant to be used.
     *
     * @throws PluginMissing if there is no such instrument here
     * @throws Problem if it cannot be asked at all
     */
    InstrumentView instrument(Workspace workspace, String plugin, Locale language) {
        Instruments.Said said = instruments.require(workspace, plugin);
        return InstrumentView.of(plugin, said.version(), said.whole(), language);
    }

    /** The segments that can be asked, with sizes. */
    public List<SizedSegment> segments(Workspace workspace) {
        return people.segments(workspace);
    }

    /** Who could be asked today by a rotating panel, and when the others can be. */
    Rotation.Outlook panel(Workspace workspace, Segment segment) {
        return new Rotation(workspace, new Frame(people)).outlook(segment);
    }

    /** Waves, newest first. @param before those opened before this moment, or empty for the newest */
    public List<Wave> list(Workspace workspace, Optional<Instant> before) {
        return waves.list(workspace, before, LATEST);
    }

    /** @throws Problem not found */
    public Wave find(Workspace workspace, String waveId) {
        return waves.find(workspace, waveId).wave();
    }

    /** What the wave asks. @throws Problem not found */
    Waves.Known asked(Workspace workspace, String waveId) {
        return waves.find(workspace, waveId);
    }

    /**
     * Invites everybody of the audience who is not invited yet, soon. Nobody is invited twice.
     *
     * @param mail whether to write to them; they find the survey after signing in either way
     * @throws WaveClosed if it takes no answers any more
     */
    public void invite(Workspace workspace, String waveId, boolean mail) {
        invitations.start(workspace, waveId, mail);
    }

    /** Stops inviting; whoever is invited by then stays invited, and inviting can be begun again. @throws Problem not found */
    public void cancelInviting(Workspace workspace, String waveId) {
        invitations.cancel(workspace, find(workspace, waveId).id());
    }

    /** Stops the reminders that were not sent. @throws Problem not found */
    public void stopReminders(Workspace workspace, String waveId) {
        reminders.stop(workspace, find(workspace, waveId).id());
    }

    /** How many mails of each of the wave's reminders are in which state, by its number. */
    Map<Integer, Tally> reminderMails(Workspace workspace, String waveId, Course course) {
        return reminders.mails(workspace, waveId, course);
    }

    /**
     * Cuts the last thread between a person and what they have answered: ballots that they filled in, of surveys that are
     * not separated yet, get an id that leads to nobody, and blank ones are thrown away. Safe to repeat.
     *
     * @param salt random, the same when it is repeated, and forgotten afterwards
     * @return how many ballots
     */
    public int forget(Workspace workspace, String personId, byte[] salt) {
        int ballots = 0;
        for (WaveStore.Keyed keyed : new WaveStore(workspace).withKey()) {
            if (keyed.key().isPresent()) {
                String id = keyed.wave().id();
                String ballot = WaveKey.ballotId(id, keyed.key().get().ticket(personId));
                String random = new WaveKey(salt).separated(ballot);
                ballots += AnonymousAnswers.of(workspace, id).forget(ballot, random) ? 1 : 0;
                ballots += new SeparationStore(workspace, id).detach(ballot, random) ? 1 : 0;
            }
        }
        return ballots + (int) SeparationStore.unname(workspace, personId);
    }

    /**
     * Closes the wave now. Nothing happens if it is closed already.
     *
     * @return the wave afterwards
     * @throws WaveNotOpen if it has not opened: it can be deleted
     */
    public Wave close(Workspace workspace, String waveId) {
        Wave wave = waves.reread(workspace, waveId).wave();
        if (wave.planned()) {
            throw new WaveNotOpen(wave);
        }
        closing.close(workspace, waveId, workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        return waves.reread(workspace, waveId).wave();
    }

    /** The open surveys that this person is invited to and has not finished, the most urgent first. */
    public List<Waiting> waitingFor(Workspace workspace, Caller caller) {
        return Waiting.on(workspace, caller);
    }

    /** The names of these people, by id; whoever is not here any more is left out. */
    Map<String, String> names(Workspace workspace, List<String> personIds) {
        return people.names(workspace, personIds);
    }

    /** Whether this person is on the roll of the wave. */
    boolean isInvited(Workspace workspace, String waveId, Caller caller) {
        return new RollStore(workspace, waveId).isEnrolled(caller.personId());
    }

    /** Who took part, in numbers. */
    public Turnout turnout() {
        return turnout;
    }

    /** What the surveys came to. */
    public Outcomes outcomes() {
        return outcomes;
    }

    Answering answering() {
        return answering;
    }

    InterimResults interim() {
        return interim;
    }

    FreeTexts freeTexts() {
        return freeTexts;
    }
}
