package org.takeup.bench;

import static org.takeup.bench.JobWatch.seconds;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Invites a million people to a confidential survey by mail, stops half-way, sees that it stands still, and goes on to
 * the end. Whoever is on the roll must have exactly one mail waiting, at both moments; there is no mail server to send
 * it. Prints its result, as {@link Bench} says.
 */
final class InvitationsRun {
    private static final int PEOPLE = 1_000_000;
    private static final Duration LONGEST = Duration.ofMinutes(40);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Member planner;
    private final Child platform;
    private final String wave;

    private InvitationsRun(Member planner, Child platform, String wave) {
        this.planner = planner;
        this.platform = platform;
        this.wave = "/waves/" + wave;
    }

    /** @param plugins the folder with plugin packages */
    static void run(String mongoUri, Path plugins) throws Exception {
        Path folder = Files.createTempDirectory("takeup-bench");
        String slug = PlatformServer.newSlug();
        Path cookies = folder.resolve("cookies.txt");
        try (Child platform = PlatformServer.crowd(mongoUri, plugins, folder, slug, PEOPLE)) {
            Instant begin = Instant.now();
            platform.awaitFile(cookies, LONGEST);
            System.out.printf(Locale.ROOT, "%7.1f s  %,d people are in the directory%n", seconds(begin), PEOPLE);
            var planner = new Member(
                    platform.port(), slug, Files.readAllLines(cookies).getFirst());
            new InvitationsRun(planner, platform, open(planner)).measure();
        }
    }

    private static String open(Member planner) throws IOException, InterruptedException {
        var opening = new JsonObject()
                .put("plugin", "survey-maturity")
                .put("title", "A million people")
                .put("privacy", "confidential")
                .put("closes", Instant.now().plus(Duration.ofDays(7)).toString());
        return planner.api("POST", "/waves", opening).getString("id");
    }

    private void measure() throws IOException, InterruptedException {
        long heap = platform.heapInUse();
        Instant begin = Instant.now();
        invite();
        long half = await(PEOPLE / 2);
        print(begin, half + " are invited; stopped");
        Instant stop = Instant.now();
        planner.api("POST", wave + "/invitations/stop", null);
        long stood = standsStill();
        print(stop, "after the stop it stands still at " + stood + " invited, " + mails() + " mails");
        same(stood, mails());
        Instant again = Instant.now();
        invite();
        long all = await(PEOPLE);
        Instant end = Instant.now().plus(LONGEST);
        while (!state().equals("done") && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        print(again, "after going on, " + all + " invited, " + mails() + " mails, " + state());
        same(PEOPLE, mails());
        same(PEOPLE, invited());
        System.out.printf(
                Locale.ROOT, "heap in use %.0f MB before, %.0f MB after%n", heap / 1e6, platform.heapInUse() / 1e6);
    }

    private void invite() throws IOException, InterruptedException {
        planner.api("POST", wave + "/invitations", new JsonObject().put("mail", true));
    }

    private long await(long many) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        long invited = invited();
        while (invited < many) {
            if (Instant.now().isAfter(end)) {
                throw new Bench.Failed(invited + " people were invited within " + LONGEST.toMinutes() + " minutes.");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            invited = invited();
        }
        return invited;
    }

    /** The batch under way is finished first: as many mails as people, and neither grows for a while. */
    private long standsStill() throws IOException, InterruptedException {
        long before = -1;
        long now = invited();
        while (now != before || now != mails()) {
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            before = now;
            now = invited();
        }
        return now;
    }

    private String state() throws IOException, InterruptedException {
        return planner.api("GET", wave + "/course", null)
                .getJsonObject("inviting")
                .getString("state");
    }

    private long invited() throws IOException, InterruptedException {
        return planner.api("GET", wave, null).getJsonObject("participation").getLong("invited");
    }

    /** There is no mail server, so that every mail that was added still waits or is being tried. */
    private long mails() throws IOException, InterruptedException {
        JsonObject outbox = planner.api("GET", "/outbox", null);
        return outbox.getLong("queued")
                + outbox.getLong("sending")
                + outbox.getLong("sent")
                + outbox.getLong("failed")
                + outbox.getLong("unsure");
    }

    private static void same(long expected, long found) {
        if (expected != found) {
            throw new Bench.Failed("There should be " + expected + " and there are " + found + ".");
        }
    }

    private static void print(Instant since, String what) {
        System.out.printf(Locale.ROOT, "%7.1f s  %s%n", seconds(since), what);
    }
}
