package org.takeup.survey;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailComposer;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/** Puts a wave's people on the roll, lays out their ballots and sends each of them one mail with their link. */
final class Invitations {
    private static final String JOB = "survey-invite";
    private static final String MAIL = "survey-invitation";
    private static final int BATCH = 500;

    private final Waves waves;
    private final People people;
    private final Outbox outbox;
    private final TenantJobs jobs;
    private final URI publicUrl;

    Invitations(Waves waves, People people, Outbox outbox, TenantJobs jobs, URI publicUrl) {
        this.waves = waves;
        this.people = people;
        this.outbox = outbox;
        this.jobs = jobs;
        this.publicUrl = publicUrl;
        jobs.register(
                JOB, (workspace, payload) -> run(workspace, payload.getString("wave"), payload.getBoolean("mail")));
        outbox.register(MAIL, this::compose);
    }

    /** Invites everybody of the segment who is not invited yet. Returns at once; a job does it. @param mail whether to write to them */
    void start(Workspace workspace, String waveId, boolean mail) {
        waves.find(workspace, waveId).keyForAnswers(workspace);
        jobs.add(workspace, JOB, new Document("wave", waveId).append("mail", mail));
    }

    private void run(Workspace workspace, String waveId, boolean mail) throws InterruptedException {
        Wave wave = waves.find(workspace, waveId).wave();
        try (Stream<Person> members = people.members(workspace, wave.segment())) {
            Iterator<Person> all = members.iterator();
            while (all.hasNext()) {
                if (!invite(workspace, waveId, next(all), mail)) {
                    return;
                }
            }
        }
    }

    private static List<Person> next(Iterator<Person> all) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var batch = new ArrayList<Person>(BATCH);
        while (all.hasNext() && batch.size() < BATCH) {
            batch.add(all.next());
        }
        return batch;
    }

    /** @return false if the wave was closed meanwhile */
    private boolean invite(Workspace workspace, String waveId, List<Person> batch, boolean mail) {
        waves.forget(workspace, waveId);
        Waves.Known known = waves.find(workspace, waveId);
        if (!known.wave().takesAnswers(workspace.clock().instant())
                || known.key().isEmpty()) {
            return false;
        }
        var units = new HashMap<String, String>();
        for (Person person : batch) {
            String ticket = known.key().get().ticket(person.id());
            units.put(WaveKey.ballotId(waveId, ticket), known.wave().cell(person.unit()));
        }
        var store = new BallotStore(workspace, waveId);
        store.enrol(batch.stream().map(Person::id).toList());
        store.layOut(units);
        if (mail) {
            outbox.addAll(workspace, mails(waveId, batch));
        }
        return true;
    }

    private static List<MailToSend> mails(String waveId, List<Person> batch) {
        return batch.stream().flatMap(person -> mail(waveId, person)).toList();
    }

    private static Stream<MailToSend> mail(String waveId, Person person) {
        if (person.email().isEmpty()) {
            return Stream.empty();
        }
        try {
            return Stream.of(
                    new MailToSend("invite:" + waveId + ":" + person.id(), person.id(), person.email(), MAIL, waveId));
        } catch (IllegalArgumentException e) {
            // An address that no mail can go to. The person still finds the survey after signing in.
            return Stream.empty();
        }
    }

    /** Composed when it is sent, so that no ticket is ever stored. */
    private Mail compose(Workspace workspace, MailToSend mail) {
        Waves.Known known = waves.find(workspace, mail.reference());
        Wave wave = known.wave();
        if (!wave.takesAnswers(workspace.clock().instant()) || known.key().isEmpty()) {
            throw new MailComposer.NotNeeded("The survey was closed before this invitation could be sent.");
        }
        String ticket = known.key().get().ticket(mail.personId());
        var words = AnswerWords.in(workspace.settings().language());
        var places = new HashMap<String, Object>(Map.of(
                "title", wave.title(),
                "organisation", workspace.tenant().name(),
                "minutes", wave.instrument().minutes(),
                "date", Times.inWords(wave.closes(), workspace.settings().zone(), words.locale()),
                "n", wave.privacy().smallestGroup(),
                "link", publicUrl + "/w/" + workspace.tenant().slug() + "/answer/" + wave.id() + "/" + ticket));
        places.put("purpose", wave.instrument().purpose());
        return new Mail(words.say("mail.subject", places), words.say("mail.text", places));
    }
}
