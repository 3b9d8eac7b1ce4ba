package org.takeup.bench;

import com.mongodb.client.model.Filters;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.takeup.app.Configuration;
import org.takeup.app.Platform;
import org.takeup.http.Reply;
import org.takeup.identity.Sessions;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.survey.BallotStore;
import org.takeup.tenant.Workspace;

/** How long it takes to take a workspace with 100,000 answers along as an archive, and to restore it. */
final class ArchiveRun {
    private static final int ANSWERS = 100_000;
    private static final int ITEMS = 60;
    private static final int BATCH = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI url;
    private final String operator;
    private final Member admin;
    private final String slug;

    private ArchiveRun(URI url, String operator, Member admin, String slug) {
        this.url = url;
        this.operator = operator;
        this.admin = admin;
        this.slug = slug;
    }

    /** @param mongoUri empty for the embedded store */
    static void run(String mongoUri) throws Exception {
        Path folder = Files.createTempDirectory("takeup-bench");
        String slug = PlatformServer.newSlug();
        int port = Child.freePort();
        Map<String, String> environment = PlatformServer.environment(port, mongoUri, folder);
        try (Platform platform = Platform.start(Configuration.from(environment))) {
            platform.tenants().apply(NeighboursServer.tenant(slug));
            Workspace workspace = platform.tenants().bySlug(slug).orElseThrow();
            Instant begin = Instant.now();
            fill(workspace.collection(BallotStore.BALLOTS));
            say("%,d answers of %d items stored", begin, ANSWERS, ITEMS);
            var admin = new Member(port, slug, PlatformServer.cookie(platform, workspace, "admin", Set.of("admins")));
            var run = new ArchiveRun(URI.create("http://localhost:" + port), operator(platform), admin, slug);
            JsonObject asked = run.export();
            Path archive = run.download(folder, asked.getJsonObject("export").getString("id"));
            run.restore(archive, asked.getString("key"));
            long restored = platform.tenants()
                    .bySlug(slug + "-again")
                    .orElseThrow()
                    .collection(BallotStore.BALLOTS)
                    .count(Filters.empty());
            if (restored != ANSWERS) {
                throw new Bench.Failed("Only " + restored + " answers came back.");
            }
        }
    }

    /** Answers as they are once a survey is separated from its people. */
    private static void fill(TenantCollection ballots) {
        var random = new Random(1);
        for (int from = 0; from < ANSWERS; from += BATCH) {
            var writes = new ArrayList<Write>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                byte[] id = new byte[32];
                random.nextBytes(id);
                String name = HexFormat.of().formatHex(id);
                writes.add(new Write.Put(name, answer(name, random)));
            }
            ballots.write(writes);
        }
    }

    private static Document answer(String id, Random random) {
        var answers = new Document();
        for (int item = 0; item < ITEMS; item++) {
            answers.append("item-" + item, new Document("rating", 1 + random.nextInt(5)));
        }
        return new Document("wave", "0123456789abcdef0123456789abcdef")
                .append("unit", "Unit " + random.nextInt(20))
                .append("order", id.substring(0, 16))
                .append("separated", true)
                .append("touched", true)
                .append("finished", true)
                .append("answers", answers)
                .append("hour", new Date(0))
                .append("language", "en");
    }

    private static String operator(Platform platform) {
        var person = new Sessions.Person("idp-op", "sub-op", "operator", "Olga", "olga@bench.example", Set.of());
        Reply.Cookie cookie = platform.sessions().start(new Sessions.Realm.OfOperator(), person);
        return cookie.name() + "=" + cookie.value();
    }

    private JsonObject export() throws IOException, InterruptedException {
        Instant begin = Instant.now();
        JsonObject asked = admin.api("POST", "/exports", null);
        while (!admin.api("GET", "/exports", null)
                .getJsonArray("exports")
                .encode()
                .contains("\"READY\"")) {
            pauseUnless(begin);
        }
        say("archive made", begin);
        return asked;
    }

    private Path download(Path folder, String id) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        Path file = folder.resolve("archive.zip");
        var request = HttpRequest.newBuilder(url.resolve("/w/" + slug + "/api/v1/exports/" + id + "/file"))
                .header("Cookie", admin.cookie())
                .build();
        CLIENT.send(request, HttpResponse.BodyHandlers.ofFile(file));
        say("%,d KB downloaded", begin, Files.size(file) / 1024);
        return file;
    }

    private void restore(Path archive, String key) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        var head = new StringBuilder();
        Map.of("key", key, "slug", slug + "-again", "domain", slug + "-again.example", "placement", "POOLED")
                .forEach((name, value) -> head.append("--edge\r\nContent-Disposition: form-data; name=\"")
                        .append(name)
                        .append("\"\r\n\r\n")
                        .append(value)
                        .append("\r\n"));
        head.append("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"archive.zip\"\r\n")
                .append("Content-Type: application/zip\r\n\r\n");
        String page = CLIENT.send(
                        HttpRequest.newBuilder(url.resolve("/operator/tenants"))
                                .header("Cookie", operator)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        var request = HttpRequest.newBuilder(url.resolve("/operator/api/v1/archives"))
                .header("Cookie", operator)
                .header("Origin", url.toString())
                .header("X-Takeup-CSRF", Member.token(page))
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head.toString()),
                        HttpRequest.BodyPublishers.ofFile(archive),
                        HttpRequest.BodyPublishers.ofString("\r\n--edge--\r\n")))
                .build();
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new Bench.Failed("The archive was not restored: " + answer.statusCode() + " " + answer.body());
        }
        say("restored", begin);
    }

    private static void pauseUnless(Instant begin) {
        if (Instant.now().isAfter(begin.plus(PATIENCE))) {
            throw new Bench.Failed("Not within " + PATIENCE.toMinutes() + " minutes.");
        }
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }

    private static void say(String what, Instant begin, Object... values) {
        System.out.printf(
                Locale.ROOT, "%6.1f s  %s%n", JobWatch.seconds(begin), String.format(Locale.ROOT, what, values));
    }
}
