package org.takeup.survey;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailClass;
import org.takeup.delivery.MailComposer;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.delivery.Tally;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Reminds whoever was invited and has not answered, at most twice, in the morning of a working day. Nobody gets the same
 * reminder twice, and nobody is reminded after answering, after the wave has closed or after the reminders were stopped,
 * even if the mail waits in the outbox by then. Whoever was invited so late that the first reminder's number of working
 * days has not passed is passed over.
 */
final class Reminders {
    private static final String JOB = "survey-remind";
    private static final String MAIL = "survey-reminder";
    private static final String NOT_NEEDED = "This reminder is not needed any more.";

    private final Waves waves;
    private final Frame frame;
    private final Outbox outbox;
    private final TenantJobs jobs;
    private final Letters letters;

    Reminders(Waves waves, People people, Outbox outbox, TenantJobs jobs, Letters letters) {
        this.waves = waves;
        this.frame = new Frame(people);
        this.outbox = outbox;
        this.jobs = jobs;
        this.letters = letters;
        jobs.register(
                JOB, (workspace, payload) -> run(workspace, payload.getString("wave"), payload.getInteger("number")));
        outbox.register(MAIL, MailClass.CAMPAIGN, this::compose);
    }

    /** How the mails of a reminder are named in the outbox. */
    static String reference(String waveId, int number) {
        return waveId + "/" + number;
    }

    /** Plans the wave's reminders, counted from now, unless they were planned before. */
    void plan(Workspace workspace, Wave wave) {
        var store = new CourseStore(workspace);
        Instant now = workspace.clock().instant();
        var planned = new ArrayList<Course.Reminder>();
        for (int days : wave.fieldwork().reminders()) {
            Instant at = WorkingDays.morningAfter(now, days, wave.fieldwork().zone());
            boolean late = !at.isBefore(wave.closes());
            planned.add(new Course.Reminder(
                    planned.size() + 1, at, late ? Course.Reminder.State.TOO_LATE : Course.Reminder.State.PLANNED));
        }
        if (!planned.isEmpty()) {
            store.planReminders(wave.id(), planned);
        }
        // Also if an earlier run died after planning: a reminder that was sent is not sent again.
        waiting(store, wave.id()).forEach(each -> jobs.add(workspace, JOB, payload(wave.id(), each), each.at()));
    }

    private static Document payload(String waveId, Course.Reminder reminder) {
        return new Document("wave", waveId).append("number", reminder.number());
    }

    /** Stops those that were not sent. */
    void stop(Workspace workspace, String waveId) {
        var store = new CourseStore(workspace);
        waiting(store, waveId).forEach(each -> store.reminder(waveId, each, Course.Reminder.State.STOPPED));
    }

    private static List<Course.Reminder> waiting(CourseStore store, String waveId) {
        return store.of(waveId).map(Course::reminders).orElse(List.of()).stream()
                .filter(each -> each.state() == Course.Reminder.State.PLANNED)
                .toList();
    }

    private void run(Workspace workspace, String waveId, int number) throws InterruptedException {
        var store = new CourseStore(workspace);
        Instant now = workspace.clock().instant();
        Optional<Course.Reminder> due = waiting(store, waveId).stream()
                .filter(each -> each.number() == number && !now.isBefore(each.at()))
                .findFirst();
        if (due.isEmpty()) {
            return;
        }
        Wave wave = waves.reread(workspace, waveId).wave();
        frame.each(workspace, wave, batch -> remind(workspace, waveId, number, batch));
        store.reminder(waveId, due.get(), Course.Reminder.State.SENT);
    }

    /** @return whether the wave still takes answers, and the reminder was not stopped */
    private boolean remind(Workspace workspace, String waveId, int number, List<Person> batch) {
        Waves.Known known = waves.reread(workspace, waveId);
        if (Letters.key(workspace, known).isEmpty() || isStopped(workspace, waveId, number)) {
            return false;
        }
        int rest = known.wave().fieldwork().reminders().getFirst();
        LocalDate today = workspace.today();
        Map<String, LocalDate> invited = new RollStore(workspace, waveId)
                .enrolled(batch.stream().map(Person::id).toList());
        invited.values().removeIf(day -> WorkingDays.after(day, rest).isAfter(today));
        Set<String> unanswered = Unanswered.among(workspace, known, invited.keySet());
        outbox.addAll(
                workspace,
                batch.stream()
                        .filter(person -> unanswered.contains(person.id()))
                        .flatMap(person -> Letters.to(
                                person,
                                "remind:" + waveId + ":" + number + ":" + person.id(),
                                MAIL,
                                reference(waveId, number)))
                        .toList());
        return true;
    }

    private static boolean isStopped(Workspace workspace, String waveId, int number) {
        return new CourseStore(workspace)
                .of(waveId).stream()
                        .flatMap(course -> course.reminders().stream())
                        .anyMatch(each -> each.number() == number && each.state() == Course.Reminder.State.STOPPED);
    }

    /** The reason of a mail that is set aside says nothing about whether the person has answered. */
    private Mail compose(Workspace workspace, MailToSend mail) {
        String waveId = mail.reference().substring(0, mail.reference().indexOf('/'));
        int number = Integer.parseInt(mail.reference().substring(waveId.length() + 1));
        Waves.Known known = waves.find(workspace, waveId);
        Optional<WaveKey> key = Letters.key(workspace, known)
                .filter(ignored -> !isStopped(workspace, waveId, number))
                .filter(ignored -> Unanswered.among(workspace, known, List.of(mail.personId()))
                        .contains(mail.personId()));
        return letters.write(
                workspace,
                known.wave(),
                key.orElseThrow(() -> new MailComposer.NotNeeded(NOT_NEEDED)),
                mail.personId(),
                "reminder");
    }

    /** How many mails of each of the wave's reminders are in which state, by its number. */
    Map<Integer, Tally> mails(Workspace workspace, String waveId, Course course) {
        Map<String, Integer> numbers = course.reminders().stream()
                .collect(Collectors.toMap(each -> reference(waveId, each.number()), Course.Reminder::number));
        Map<String, Tally> tallies = outbox.tallies(workspace, numbers.keySet());
        return tallies.entrySet().stream()
                .collect(Collectors.toMap(each -> numbers.get(each.getKey()), Map.Entry::getValue));
    }
}
