package org.takeup.survey;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailClass;
import org.takeup.delivery.MailComposer;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Puts a wave's people on the roll, lays out their ballots and sends each of them one mail with their link, in batches
 * that are safe to repeat. A run that was stopped or broken off is gone on with by another one, which passes over
 * whoever is on the roll; nobody is invited twice.
 */
final class Invitations {
    private static final String JOB = "survey-invite";
    private static final String MAIL = "survey-invitation";

    private final Waves waves;
    private final Frame frame;
    private final Outbox outbox;
    private final TenantJobs jobs;
    private final Letters letters;
    private final Reminders reminders;

    Invitations(Waves waves, People people, Outbox outbox, TenantJobs jobs, Letters letters, Reminders reminders) {
        this.waves = waves;
        this.frame = new Frame(people);
        this.outbox = outbox;
        this.jobs = jobs;
        this.letters = letters;
        this.reminders = reminders;
        jobs.register(JOB, (workspace, payload) -> run(workspace, payload.getString("wave"), payload.getString("run")));
        outbox.register(MAIL, MailClass.NEEDED, this::compose);
    }

    /**
     * Invites everybody of the audience who is not invited yet. A job does it; only whom it would reach is looked at here.
     *
     * @param mail whether to write to them
     * @throws Problem 409 if so few came or left since the wave opened that its results would tell what these few said
     */
    void start(Workspace workspace, String waveId, boolean mail) {
        Waves.Known known = waves.reread(workspace, waveId);
        known.keyForAnswers(workspace);
        new SameAgain(workspace, frame)
                .refuseChanged(known.wave(), workspace.clock().instant());
        String run = UUID.randomUUID().toString();
        new CourseStore(workspace).beginInviting(waveId, inviting(workspace, run, mail, 0, 0));
        jobs.add(workspace, JOB, new Document("wave", waveId).append("run", run));
    }

    /** Stops inviting after the batch that is under way. Whoever is invited by then stays invited. */
    void cancel(Workspace workspace, String waveId) {
        new CourseStore(workspace).cancelInviting(waveId);
    }

    private static Course.Inviting inviting(Workspace workspace, String run, boolean mail, long seen, long leftOut) {
        return new Course.Inviting(
                run,
                Course.Inviting.State.RUNNING,
                mail,
                seen,
                leftOut,
                workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private void run(Workspace workspace, String waveId, String run) throws InterruptedException {
        var store = new CourseStore(workspace);
        Optional<Course.Inviting> current = store.of(waveId)
                .flatMap(Course::inviting)
                .filter(each -> each.run().equals(run) && each.state() == Course.Inviting.State.RUNNING);
        if (current.isEmpty()) {
            return;
        }
        // As it is stored: what is known here may be from before it opened, when its sample was not drawn.
        Wave wave = waves.reread(workspace, waveId).wave();
        reminders.plan(workspace, wave);
        var pass = new Pass(
                workspace, waveId, store, inviting(workspace, run, current.get().mail(), 0, 0));
        frame.each(workspace, wave, pass);
        pass.end();
    }

    /** One way through the audience. Used by one thread. */
    private final class Pass implements Frame.Batches {
        private final Workspace workspace;
        private final String waveId;
        private final CourseStore store;
        private Course.Inviting now;

        Pass(Workspace workspace, String waveId, CourseStore store, Course.Inviting begin) {
            this.workspace = workspace;
            this.waveId = waveId;
            this.store = store;
            this.now = begin;
        }

        @Override
        public boolean take(List<Person> members) {
            Waves.Known known = waves.reread(workspace, waveId);
            Optional<WaveKey> key = Letters.key(workspace, known);
            if (key.isEmpty() || !store.invited(waveId, now)) {
                // Closed, stopped, or another run has begun.
                return false;
            }
            long leftOut = invite(known.wave(), key.get(), members);
            now = inviting(workspace, now.run(), now.mail(), now.seen() + members.size(), now.leftOut() + leftOut);
            return true;
        }

        /** @return how many were left out because they were asked lately */
        private long invite(Wave wave, WaveKey key, List<Person> members) {
            Map<String, LocalDate> enrolled = new HashMap<>(roll().enrolled(ids(members)));
            List<Person> batch = withoutSpared(wave, members, enrolled);
            Map<String, Person> managers = letters.managers(workspace, wave, batch);
            var blank = new HashMap<String, BallotStore.Blank>();
            var days = new HashMap<String, LocalDate>();
            var cells = new HashMap<String, String>();
            LocalDate today = workspace.today();
            for (Person person : batch) {
                blank.put(
                        WaveKey.ballotId(waveId, key.ticket(person.id())),
                        new BallotStore.Blank(
                                wave.cell(person.unit()),
                                messenger(wave, managers, person),
                                Optional.of(person.id())
                                        .filter(ignored -> wave.privacy().isNamed())));
                days.put(person.id(), enrolled.getOrDefault(person.id(), today));
                cells.put(person.id(), wave.cell(person.unit()));
            }
            // First the roll: whoever is on it is not spared when a broken-off run is repeated.
            roll().enrol(cells, today);
            note(wave, days);
            if (wave.privacy().isAnonymous()) {
                var units = new HashMap<String, String>();
                blank.forEach((ticket, each) -> units.put(ticket, each.unit()));
                AnonymousAnswers.of(workspace, waveId).invite(units);
            } else {
                new BallotStore(workspace, waveId).layOut(blank);
            }
            if (now.mail()) {
                outbox.addAll(workspace, mails(batch));
            }
            return members.size() - batch.size();
        }

        /** Who speaks to the person, if the wave's mails are not all the organisation's. */
        private static Optional<Fieldwork.Messenger> messenger(Wave wave, Map<String, Person> managers, Person person) {
            return Optional.of(
                            managers.containsKey(person.id())
                                    ? Fieldwork.Messenger.MANAGER
                                    : Fieldwork.Messenger.ORGANISATION)
                    .filter(ignored -> wave.fieldwork().messenger() == Fieldwork.Messenger.MANAGER);
        }

        /** A pilot is no turn of the panel: whoever tries it out can be asked for real. */
        private void note(Wave wave, Map<String, LocalDate> days) {
            var asked = new Asked(workspace);
            if (wave.audience() instanceof Audience.Panel && !wave.fieldwork().pilot()) {
                asked.onByPanel(days, Asked.holder(wave));
            } else {
                asked.on(days, Asked.holder(wave));
            }
        }

        /** Those who are invited already, and those who may be. */
        private List<Person> withoutSpared(Wave wave, List<Person> members, Map<String, LocalDate> enrolled) {
            List<String> others = ids(members).stream()
                    .filter(id -> !enrolled.containsKey(id))
                    .toList();
            // Held, not only looked up: another survey may be asking at this moment.
            Set<String> free =
                    new Asked(workspace).hold(others, Asked.holder(wave), Asked.Sparing.by(wave.fieldwork()));
            if (free.size() < others.size()) {
                // Another run of the same wave may have invited them since; they are not left out.
                enrolled.putAll(roll().enrolled(
                                others.stream().filter(id -> !free.contains(id)).toList()));
            }
            return members.stream()
                    .filter(person -> enrolled.containsKey(person.id()) || free.contains(person.id()))
                    .toList();
        }

        private RollStore roll() {
            return new RollStore(workspace, waveId);
        }

        private List<MailToSend> mails(List<Person> batch) {
            return batch.stream()
                    .flatMap(person -> Letters.to(person, "invite:" + waveId + ":" + person.id(), MAIL, waveId))
                    .toList();
        }

        void end() {
            Waves.Known known = waves.reread(workspace, waveId);
            if (Letters.key(workspace, known).isPresent()) {
                new FewApartNotes(workspace)
                        .ended(
                                known.wave(),
                                new Course.Inviting(
                                        now.run(),
                                        Course.Inviting.State.DONE,
                                        now.mail(),
                                        now.seen(),
                                        now.leftOut(),
                                        now.moved()));
            }
        }
    }

    private static List<String> ids(List<Person> people) {
        return people.stream().map(Person::id).toList();
    }

    /** Composed when it is sent, so that no ticket is ever stored. */
    private Mail compose(Workspace workspace, MailToSend mail) {
        Waves.Known known = waves.find(workspace, mail.reference());
        WaveKey key = Letters.key(workspace, known)
                .orElseThrow(() ->
                        new MailComposer.NotNeeded("The survey was closed before this invitation could be sent."));
        return letters.write(workspace, known.wave(), key, mail.personId(), "mail");
    }
}
