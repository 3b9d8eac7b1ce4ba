package org.takeup.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailClass;
import org.takeup.delivery.MailState;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Mailing;
import org.takeup.delivery.Outbox;
import org.takeup.people.People;
import org.takeup.people.PeopleStore;
import org.takeup.store.CollectionSpec;
import org.takeup.store.JobRunner;
import org.takeup.store.Jobs;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.tenant.Quotas;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Usage;
import org.takeup.tenant.Workspace;

/** The outbox of one node with its store and its jobs, without the web. */
final class MailsServer {
    private static final int BATCH = 5_000;
    private static final Duration LOOK = Duration.ofSeconds(2);

    private MailsServer() {}

    /** Starts it in a JVM of its own: {@code ready.txt} is there when all mails wait, {@code done.txt} when all were sent. */
    static Child child(String mongoUri, Path folder, String slug, int sink, int mails) throws IOException {
        return Child.start(
                folder.resolve("mails.log"),
                "mails-server",
                mongoUri,
                folder.toString(),
                slug,
                String.valueOf(sink),
                String.valueOf(mails));
    }

    /** Adds all mails, then sends them, then waits for its end. */
    static void start(String[] args) {
        Path folder = Path.of(args[3]);
        Store store = args[2].isEmpty() ? Store.embedded(folder.resolve("store")) : Store.connect(args[2]);
        Clock clock = Clock.systemUTC();
        Vertx vertx = Vertx.vertx();
        var signals = new Signals(vertx);
        var jobs = new Jobs(store, signals, clock);
        var runner = new JobRunner(jobs, signals, clock);
        var collections = new ArrayList<CollectionSpec>(Outbox.COLLECTIONS);
        collections.add(PeopleStore.PEOPLE);
        var schema = new TenantSchema(store, collections);
        byte[] key = "takeup-bench-needs-no-secret-key".getBytes(StandardCharsets.US_ASCII);
        var tenants = new Tenants(store, schema, Sealer.fromMaster(key, "tenants"), signals, clock);
        schema.preparePool();
        Jobs.createIndexes(store);
        var outbox = new Outbox(
                vertx,
                new Mailing(URI.create("smtp://127.0.0.1:" + args[5]), "takeup.example", "Takeup <t@takeup.example>"),
                new TenantJobs(jobs, runner, tenants),
                new People(),
                new Quotas(store, signals, clock),
                new Usage(store, clock));
        outbox.register("bench", MailClass.CAMPAIGN, (workspace, mail) -> mail(mail));
        tenants.apply(NeighboursServer.tenant(args[4]));
        Workspace workspace = tenants.bySlug(args[4]).orElseThrow();
        add(outbox, workspace, Integer.parseInt(args[6]));
        PlatformServer.write(folder.resolve("ready.txt"), List.of("ready"));
        runner.start();
        await(outbox, workspace);
        PlatformServer.write(folder.resolve("done.txt"), List.of(summary(outbox, workspace)));
    }

    private static Mail mail(MailToSend mail) {
        String text = "Dear " + mail.personId() + ",\n\nthree minutes for your team: what stops you from learning?\n\n"
                + "https://takeup.example/w/bench/" + mail.personId() + "\n";
        return new Mail("What stops you?", text).withHtml("<p>" + text.replace("\n", "<br>") + "</p>");
    }

    private static void add(Outbox outbox, Workspace workspace, int count) {
        String domain = workspace.settings().signIn().domains().getFirst();
        for (int from = 0; from < count; from += BATCH) {
            var mails = new ArrayList<MailToSend>();
            for (int n = from; n < Math.min(count, from + BATCH); n++) {
                mails.add(new MailToSend("bench:" + n, "p" + n, "p" + n + "@" + domain, "bench", "bench"));
            }
            outbox.addAll(workspace, mails);
        }
    }

    private static void await(Outbox outbox, Workspace workspace) {
        while (outbox.tally(workspace).open() > 0) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static String summary(Outbox outbox, Workspace workspace) {
        String window = outbox.windows(workspace)
                .map(figures -> String.format(
                        Locale.ROOT,
                        "%.1f ms, at most %.1f ms",
                        figures.median().toNanos() / 1e6,
                        figures.slowest().toNanos() / 1e6))
                .orElse("not measured");
        return outbox.tally(workspace).of(MailState.SENT) + " sent; window " + window;
    }
}
