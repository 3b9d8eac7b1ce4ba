package org.takeup.bench;

import static org.takeup.bench.JobWatch.seconds;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Uploads a file of 100,000 people as an admin does in the browser: compares it, takes it over, compares it again, takes
 * it back. In between, reads pages of the directory, the first and one in the middle.
 */
final class PeopleRun {
    private static final int PEOPLE = 100_000;
    private static final int UNITS = 200;
    private static final int READS = 20;
    private static final Pattern NEXT = Pattern.compile("name=\"after\" value=\"([^\"]+)\"");

    private final Member admin;

    private PeopleRun(Member admin) {
        this.admin = admin;
    }

    /**
     * @param mongoUri empty for the embedded store
     * @param plugins the folder with plugin packages
     */
    static void run(String mongoUri, Path plugins) throws Exception {
        Path folder = Files.createTempDirectory("takeup-bench");
        String slug = PlatformServer.newSlug();
        Path cookies = folder.resolve("cookies.txt");
        Path file = Files.writeString(folder.resolve("people.csv"), people(slug));
        try (Child platform = PlatformServer.child(mongoUri, plugins, folder, slug, 0)) {
            platform.awaitFile(cookies);
            var run = new PeopleRun(new Member(
                    platform.port(), slug, Files.readAllLines(cookies).getFirst()));
            String upload = run.compare("Compared", file);
            run.move(upload, "/apply", new JsonObject().put("sure", true));
            run.read("first page", "/people");
            run.read("first page of one unit", "/people?segment=unit:Unit+7");
            run.read("a page in the middle", "/people?after=" + run.middle());
            run.compare("Same file again", file);
            run.move(upload, "/undo", null);
        }
    }

    private static String people(String slug) {
        var csv = new StringBuilder("id,name,email,unit,manager\n");
        for (int n = 0; n < PEOPLE; n++) {
            csv.append("E%06d,Person %06d,p%d@%s.example,Unit %d,%s%n"
                    .formatted(n, n, n, slug, n % UNITS, n == 0 ? "" : "E%06d".formatted((n - 1) / 10)));
        }
        return csv.toString();
    }

    private String compare(String title, Path file) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        String page = admin.submit("/people/uploads", Map.of("whole", "yes"), file);
        System.out.printf(
                Locale.ROOT,
                "%6.1f s  %s: %s%n",
                seconds(begin),
                title,
                admin.api("GET", page, null).getJsonObject("counts").encode());
        return page;
    }

    private void move(String page, String how, @Nullable JsonObject body) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        admin.api("POST", page + how, body);
        JsonObject state = JobWatch.awaitEnd(admin, page, begin);
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(begin), state.getString("phase"));
    }

    /** The first, and the slowest of some after it: the first one finds the node and the database without the page. */
    private void read(String what, String path) throws IOException, InterruptedException {
        double first = page(path);
        double slowest = 0;
        for (int i = 0; i < READS; i++) {
            slowest = Math.max(slowest, page(path));
        }
        System.out.printf(
                Locale.ROOT, "%6.3f s  %s, slowest of %d; the first before them %.3f s%n", slowest, what, READS, first);
    }

    private double page(String path) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        admin.page(path);
        return seconds(begin);
    }

    private String middle() throws IOException, InterruptedException {
        String after = "";
        for (int i = 0; i < 40; i++) {
            Matcher next = NEXT.matcher(admin.page("/people?after=" + after));
            if (!next.find()) {
                throw new Bench.Failed("The directory ends too soon.");
            }
            after = next.group(1);
        }
        return after;
    }
}
