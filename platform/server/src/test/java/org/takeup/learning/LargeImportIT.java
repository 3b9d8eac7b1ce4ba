package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.takeup.app.SmallNode;
import org.takeup.app.Visitor;

/**
 * 258,000 rows through the page, on two processors and 512 MB. Reports how long it takes and asserts nothing about it.
 * {@code -Dtakeup.test.export=<zip>} imports another export in its place.
 */
class LargeImportIT {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern BAR = Pattern.compile("<progress [^>]*value=\"(\\d+)\"");
    private static final Pattern UNIT = Pattern.compile("<option value=\"([^\"]*/UNIT/[^\"]+)\"");
    private static final Pattern COUNTS = Pattern.compile("data-count=\"\\w+\\.(\\w+)\">(\\d+)<");
    private static final String BASE = "/w/" + SmallNode.SLUG;

    @Test
    void aQuarterOfAMillionRowsAreImportedWithProgressAndASecondTimeNothingChanges() throws Exception {
        byte[] export = export();
        try (var node = SmallNode.start()) {
            Visitor admin = node.admin();
            var first = new Watched(node, admin, export);
            report("first import", first.took, first.processor);
            assertTrue(first.page.contains("See take-up on the board"), first.page);
            // More than there are batches: it moves while one is being stored.
            assertTrue(first.between().size() >= 8, () -> "The bar showed only " + first.shown);
            assertEquals(List.copyOf(new TreeSet<>(first.shown)), first.shown, "The bar does not rise");
            assertTrue(first.changes() > 250_000, () -> "changes: " + first.changes());

            var second = new Watched(node, admin, export);
            report("second import", second.took, second.processor);
            assertTrue(second.page.contains("Nothing was changed."), second.page);
            assertEquals(0, second.changes());

            List<String> units = units(admin);
            assertTrue(units.size() >= LargeExport.REGIONS, units::toString);
            units.forEach(unit -> look(node, admin, unit));
        }
    }

    private static byte[] export() throws IOException {
        Optional<String> named = Optional.ofNullable(System.getProperty("takeup.test.export"));
        return named.isPresent() ? Files.readAllBytes(Path.of(named.get())) : Archives.zip(LargeExport.files());
    }

    /** An import that was looked at until its end, as somebody does who keeps the page open. */
    private static final class Watched {
        final List<Integer> shown = new ArrayList<>();
        final Duration took;
        final Duration processor;
        final String page;

        Watched(SmallNode node, Visitor admin, byte[] export) {
            String csrf = Visitor.token(admin.get(BASE + "/learning").body());
            Duration before = node.processorTime();
            long begun = System.nanoTime();
            HttpResponse<String> started = Archives.upload(admin, BASE + "/learning/imports", csrf, "ou.zip", export);
            assertEquals(303, started.statusCode(), started.body());
            String address = started.headers().firstValue("location").orElseThrow();
            String now = admin.get(address).body();
            while (now.contains("<progress")) {
                note(now);
                assertTrue(node.isAlive() && System.nanoTime() - begun < LONGEST.toNanos(), node::log);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                now = admin.get(address).body();
            }
            this.took = Duration.ofNanos(System.nanoTime() - begun);
            this.processor = node.processorTime().minus(before);
            this.page = now;
        }

        private void note(String page) {
            var bar = BAR.matcher(page);
            if (bar.find()) {
                int value = Integer.parseInt(bar.group(1));
                if (shown.isEmpty() || shown.getLast() != value) {
                    shown.add(value);
                }
            }
        }

        List<Integer> between() {
            return shown.stream().filter(value -> value > 0 && value < 100).toList();
        }

        long changes() {
            return COUNTS.matcher(page)
                    .results()
                    .filter(count -> List.of("added", "changed", "removed").contains(count.group(1)))
                    .mapToLong(count -> Long.parseLong(count.group(2)))
                    .sum();
        }
    }

    private static List<String> units(Visitor admin) {
        return UNIT.matcher(admin.get(BASE + "/board").body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static void look(SmallNode node, Visitor admin, String unit) {
        Duration before = node.processorTime();
        long begun = System.nanoTime();
        HttpResponse<String> board = admin.get(BASE + "/board?unit=" + URLEncoder.encode(unit, StandardCharsets.UTF_8));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        report("board of " + unit, took, node.processorTime().minus(before));
        assertEquals(200, board.statusCode(), board.body());
        assertTrue(board.body().contains("<polyline"), board.body());
    }

    private static void report(String what, Duration took, Duration processor) {
        System.out.printf(
                "LargeImportIT: %s took %.2f s, %.2f s of processor time%n",
                what, took.toMillis() / 1000.0, processor.toMillis() / 1000.0);
    }
}
