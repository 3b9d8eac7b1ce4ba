package org.takeup.identity.setup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailClass;
import org.takeup.delivery.MailComposer;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.http.Problem;
import org.takeup.identity.company.Connection;
import org.takeup.identity.company.Connections;
import org.takeup.identity.company.Domain;
import org.takeup.identity.company.Domains;
import org.takeup.identity.company.LocalAdmin;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.store.JobRunner.Later;
import org.takeup.tenant.PageValue;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Looks after a sign-in once a day: writes to its admins, once for each cause, when a secret or the last certificate runs
 * out within {@link Connection#WARNED_AHEAD}, and when the proof of a domain is gone for days. Takes nothing away by itself.
 * Thread-safe; blocks on the store and on DNS.
 */
public final class SignInWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SignInWatch.class);
    private static final String JOB = "sign-in-watch";
    private static final String ENDS = "sign-in-ends";
    private static final String LOST = "domain-lost";
    private static final Duration DAY = Duration.ofDays(1);

    /** How long a proof may be gone before anybody is written to: DNS is moved, and comes back. */
    static final Duration PATIENCE = Duration.ofDays(3);

    private final TenantJobs jobs;
    private final Domains domains;
    private final People people;
    private final Outbox outbox;
    private final Connections connections = new Connections();
    private final LocalAdmins localAdmins = new LocalAdmins();

    public SignInWatch(TenantJobs jobs, Domains domains, People people, Outbox outbox) {
        this.jobs = jobs;
        this.domains = domains;
        this.people = people;
        this.outbox = outbox;
        jobs.register(JOB, (workspace, ignored) -> look(workspace));
        outbox.register(ENDS, MailClass.NEEDED, this::ends);
        outbox.register(LOST, MailClass.NEEDED, this::lost);
    }

    /** Has a workspace's sign-in looked after from now on, if it is not already. */
    void over(Workspace workspace) {
        if (jobs.waiting(workspace).stream().noneMatch(job -> job.kind().equals(JOB))) {
            jobs.add(workspace, JOB, new Document());
        }
    }

    private void look(Workspace workspace) throws Later {
        List<Domain> proven = domains.list(workspace).stream()
                .filter(domain -> domain.proven().isPresent())
                .filter(domain -> counts(workspace, domain))
                .toList();
        Optional<Connection> connection = connections.find(workspace);
        if (proven.isEmpty() && connection.isEmpty()) {
            return;
        }
        Instant now = workspace.clock().instant();
        inForce(connection)
                .filter(each -> each.endsSoon(now))
                .flatMap(Connection::ends)
                .ifPresent(end -> write(workspace, ENDS, String.valueOf(end.toEpochMilli())));
        for (Domain domain : proven) {
            checkAgain(workspace, domain)
                    .flatMap(Domain::lost)
                    .filter(since -> !since.plus(PATIENCE).isAfter(now))
                    .ifPresent(since -> write(workspace, LOST, domain.name() + " " + since.toEpochMilli()));
        }
        throw new Later("Looks again tomorrow", DAY);
    }

    private static boolean counts(Workspace workspace, Domain domain) {
        return workspace.settings().signIn().domains().contains(domain.name());
    }

    private static Optional<Connection> inForce(Optional<Connection> connection) {
        return connection.filter(each -> each.stage() == Connection.Stage.IN_FORCE);
    }

    /** A DNS that does not answer says nothing of the domain. */
    private Optional<Domain> checkAgain(Workspace workspace, Domain domain) {
        try {
            return Optional.of(domains.check(workspace, domain.name(), each -> counts(workspace, each)));
        } catch (Problem e) {
            LOG.info("A proven domain could not be looked up: {}", e.title());
            return Optional.empty();
        }
    }

    /** To whoever has set the sign-in up and is still here; the page says it to every admin. */
    private void write(Workspace workspace, String kind, String cause) {
        var admins = new TreeSet<String>();
        localAdmins.list(workspace).stream().map(LocalAdmin::madeBy).forEach(admins::add);
        workspace.tenant().page().values().stream().map(PageValue::by).forEach(admins::add);
        admins.remove("");
        for (String admin : admins) {
            people.find(workspace, admin)
                    .filter(Person::active)
                    .filter(person -> !person.email().isEmpty())
                    .ifPresent(person -> outbox.add(
                            workspace,
                            new MailToSend(
                                    kind + ":" + cause + ":" + person.id(), person.id(), person.email(), kind, cause)));
        }
    }

    private Mail ends(Workspace workspace, MailToSend mail) {
        Connection connection = inForce(connections.find(workspace))
                .filter(each -> each.endsSoon(workspace.clock().instant()))
                .orElseThrow(() -> new MailComposer.NotNeeded("It was renewed, or is not in force any more."));
        String what = connection.oidc().isPresent() ? "The client secret" : "The last certificate";
        LocalDate day = connection
                .secretEnds()
                .orElseGet(() -> LocalDate.ofInstant(
                        connection.ends().orElseThrow(), workspace.settings().zone()));
        return new Mail(
                "Your sign-in runs out on " + day,
                what + " of your organisation's sign-in is good until " + day
                        + ". From then on nobody can sign in to Takeup through it.\n\n"
                        + "Renew it at your side, then open Security, Your organisation's sign-in, and give the new one there.\n");
    }

    private Mail lost(Workspace workspace, MailToSend mail) {
        String name = mail.reference().substring(0, mail.reference().indexOf(' '));
        Domain domain = domains.list(workspace).stream()
                .filter(each -> each.name().equals(name))
                .filter(each -> each.lost().isPresent())
                .findFirst()
                .orElseThrow(
                        () -> new MailComposer.NotNeeded("The record is there again, or the domain was given up."));
        return new Mail(
                "The proof of " + domain.name() + " is gone",
                "The TXT record that proves that " + domain.name()
                        + " is your organisation's is not in DNS any more. Your people can still sign in.\n\n"
                        + "Publish it again:\n\n" + domain.recordName() + "\n" + domain.recordValue() + "\n\n"
                        + "If the domain is not yours any more, open Security, Your organisation's sign-in, and remove it"
                        + " there.\n");
    }
}
