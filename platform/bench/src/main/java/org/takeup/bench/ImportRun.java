package org.takeup.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Imports a OneRoster archive twice through the page's form, as an admin does in the browser, and draws the board of each
 * unit from it. Prints how far it is, how long each part takes, and what each import has counted.
 */
final class ImportRun {
    private static final Pattern UNITS = Pattern.compile("<select id=\"unit\".*?</select>", Pattern.DOTALL);
    private static final Pattern UNIT = Pattern.compile("<option value=\"([^\"]+)\"[^>]*>([^<]*)<");

    private final Member admin;

    private ImportRun(Member admin) {
        this.admin = admin;
    }

    /**
     * @param mongoUri empty for the embedded store
     * @param plugins the folder with plugin packages
     */
    static void run(Path archive, String mongoUri, Path plugins) throws Exception {
        if (!Files.isReadable(archive)) {
            throw new Bench.Failed("There is no file " + archive + " to import.");
        }
        Path folder = Files.createTempDirectory("takeup-bench");
        String slug = PlatformServer.newSlug();
        Path cookies = folder.resolve("cookies.txt");
        try (Child platform = PlatformServer.child(mongoUri, plugins, folder, slug, 0)) {
            platform.awaitFile(cookies);
            var run = new ImportRun(new Member(
                    platform.port(), slug, Files.readAllLines(cookies).getFirst()));
            run.importOnce("First import", archive);
            run.importOnce("Same again", archive);
            run.drawBoards();
        }
    }

    private void importOnce(String title, Path archive) throws IOException, InterruptedException {
        System.out.println(title + " of " + archive.getFileName());
        Instant begin = Instant.now();
        String page = admin.submit("/learning/imports", Map.of("connector", "lms-oneroster"), archive);
        JsonObject state = JobWatch.awaitEnd(admin, page, begin);
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", JobWatch.seconds(begin), state.getString("message"));
        if (!state.getString("state").equals("DONE")) {
            throw new Bench.Failed("The import did not succeed.");
        }
        for (Object each : state.getJsonArray("kinds")) {
            JsonObject kind = (JsonObject) each;
            JsonObject counts = kind.getJsonObject("counts");
            System.out.printf(
                    "          %-14s read %,d, new %,d, changed %,d, unchanged %,d, removed %,d, left out %,d%n",
                    kind.getString("label"),
                    counts.getLong("read"),
                    counts.getLong("added"),
                    counts.getLong("changed"),
                    counts.getLong("unchanged"),
                    counts.getLong("removed"),
                    counts.getLong("rejected"));
        }
    }

    private void drawBoards() throws IOException, InterruptedException {
        System.out.println("Board, from the request to the last byte of the page");
        String whole = draw("all units", "");
        Matcher units = UNITS.matcher(whole);
        if (!units.find()) {
            throw new Bench.Failed("The board offers no units; was anything imported?");
        }
        Matcher unit = UNIT.matcher(units.group());
        while (unit.find()) {
            draw(unit.group(2), "?unit=" + unit.group(1));
        }
    }

    private String draw(String what, String query) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        String page = admin.page("/board" + query);
        System.out.printf(Locale.ROOT, "%6.2f s  %s%n", JobWatch.seconds(begin), what);
        return page;
    }
}
