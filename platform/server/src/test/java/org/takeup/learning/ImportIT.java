package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.people.People;
import org.takeup.plugin.api.lms.LearningRecord.Activity;
import org.takeup.plugin.api.lms.LearningRecord.Course;
import org.takeup.plugin.api.lms.LearningRecord.Enrolment;
import org.takeup.plugin.api.lms.LearningRecord.Offering;
import org.takeup.plugin.api.lms.LearningRecord.Person;
import org.takeup.plugin.api.lms.LearningRecord.Removed;
import org.takeup.plugin.api.lms.SourceLine;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Imports through the page and the API, with the real connector: good ones, bad ones, and interrupted ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportIT {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private Tenant.Placement placement = Tenant.Placement.POOLED;

    private final class Place {
        final Workspace workspace =
                platform.tenant("l" + UUID.randomUUID().toString().substring(0, 8), placement);
        final String base = "/w/" + workspace.tenant().slug();
        final Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        final String csrf = Visitor.token(admin.get(base + "/learning").body());

        HttpResponse<String> upload(String name, byte[] file) {
            return Archives.upload(platform, admin, base + "/learning/imports", csrf, name, file);
        }

        JsonNode imported(Map<String, String> files) {
            return ended(upload("export.zip", Archives.zip(files)));
        }

        JsonNode ended(HttpResponse<String> started) {
            assertEquals(303, started.statusCode(), started.body());
            String page = started.headers().firstValue("location").orElseThrow();
            String id = page.substring(page.lastIndexOf('/') + 1);
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (System.nanoTime() < deadline) {
                JsonNode view = json("/learning/imports/" + id);
                if (view.path("over").asBoolean()) {
                    assertEquals(200, admin.get(page).statusCode());
                    return view;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            throw new AssertionError("The import did not end within " + LONGEST);
        }

        /** People enrolled in a week of a unit, or -1 if that is not shown. */
        int enrolled(String unit, int week) {
            String key = unit.isEmpty() ? "" : "lms-oneroster/UNIT/" + unit;
            return json("/take-up?unit=" + key)
                    .path("weeks")
                    .path(week)
                    .path("figures")
                    .path("enrolled")
                    .asInt(-1);
        }

        JsonNode json(String path) {
            try {
                HttpResponse<String> answer = admin.get(base + "/api/v1" + path);
                assertEquals(200, answer.statusCode(), answer.body());
                return JSON.readTree(answer.body());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static long count(JsonNode view, String kind, String what) {
        for (JsonNode each : view.path("kinds")) {
            if (each.path("kind").asText().equals(kind)) {
                return each.path("counts").path(what).asLong();
            }
        }
        throw new AssertionError("No kind " + kind);
    }

    @Test
    void theSameFileTwiceChangesNothingAndTheBoardShowsIt() {
        var place = new Place();
        assertTrue(place.admin.get(place.base + "/board").body().contains("Import learning data"));
        var files = Archives.roster(40);
        JsonNode first = place.imported(files);
        assertEquals("DONE", first.path("state").asText(), first.toString());
        assertEquals(40, count(first, "person", "added"));
        assertEquals(160, count(first, "activity", "added"));
        assertEquals(40, new People().count(place.workspace));

        JsonNode second = place.imported(files);
        assertEquals(160, count(second, "activity", "unchanged"));
        assertEquals("Nothing was changed.", second.path("message").asText());

        JsonNode week = place.json("/take-up").path("weeks").get(0);
        assertEquals("2026-01-05", week.path("monday").asText());
        assertEquals(40, week.path("figures").path("enrolled").asInt());
        assertEquals(40, week.path("figures").path("active").asInt());
        String board = place.admin.get(place.base + "/board").body();
        assertTrue(board.contains("<polyline") && board.contains("North (20)"), board);
        Visitor manager = platform.signedIn(place.workspace, Role.MANAGER);
        assertTrue(!manager.get(place.base + "/board").body().contains("North (20)"));
    }

    @Test
    void aWeekThatWouldGiveASmallOneAwayIsHiddenWithIt() {
        var place = new Place();
        var files = Archives.roster(40);
        // Three of the south begin in the first week, the others of the south a week later.
        files.put(
                "enrollments.csv",
                files.get("enrollments.csv")
                        .lines()
                        .map(row -> row.matches("e(\\d*[13579]),.*") && !row.matches("e[135],.*")
                                ? row.replace("2026-01-05", "2026-01-12")
                                : row)
                        .collect(Collectors.joining("\n", "", "\n")));
        assertEquals("DONE", place.imported(files).path("state").asText());

        assertEquals(23, place.enrolled("", 0));
        assertEquals(-1, place.enrolled("south", 0));
        assertEquals(-1, place.enrolled("north", 0));
        assertEquals(20, place.enrolled("north", 1));
        assertEquals(20, place.enrolled("south", 1));
    }

    @Test
    void anUnknownReferenceInRow70001OfOneHundredThousandIsReportedAndTheRestImported() {
        var place = new Place();
        var files = Archives.roster(25_000);
        String[] rows = files.get("results.csv").split("\n");
        assertEquals(100_001, rows.length);
        rows[70_000] = "r-lost,l1,u-nobody,submitted,,2026-01-07";
        files.put("results.csv", String.join("\n", rows) + "\n");

        JsonNode view = place.imported(files);

        assertEquals("DONE", view.path("state").asText(), view.toString());
        assertEquals(1, view.path("leftOut").asLong());
        assertEquals(99_999, count(view, "activity", "added"));
        JsonNode error = place.json("/learning/imports/" + view.path("id").asText() + "/errors")
                .path("errors")
                .get(0);
        assertEquals("results.csv", error.path("file").asText());
        assertEquals(70_001, error.path("line").asLong());
        assertTrue(error.path("message").asText().contains("u-nobody"), error.toString());
        var csv = place.admin.get(
                place.base + "/learning/imports/" + view.path("id").asText() + "/problems.csv");
        assertTrue(csv.body().contains("70001"));
    }

    @Test
    void aFileThatIsNoZipIsRefusedAndNothingIsKept() {
        var place = new Place();
        var answer = place.upload("export.zip", "no zip at all".getBytes(StandardCharsets.UTF_8));
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("no zip archive"), answer.body());
        assertEquals(0, place.json("/learning/imports").path("imports").size());
    }

    @Attack(
            value = "a zip bomb, and a name that climbs out of its archive",
            kind = {Kind.UPLOAD, Kind.OVERSIZE_BODY},
            threats = {"W5", "W12"},
            at = "/learning/imports, /api/v1/learning/imports")
    @BothPlacements
    void anArchiveThatWouldDoHarmIsRefusedByFormAndApiAndNothingIsKept(Tenant.Placement placement) throws Exception {
        this.placement = placement;
        var bomb = Archives.bomb(4, 2_560, 2_560L * 1024 * 1024);
        try {
            refused(Files.readAllBytes(bomb), "packed", "send the export itself");
        } finally {
            Files.delete(bomb);
        }
        refused(Archives.zip(Map.of("../users.csv", "x")), "points outside of it", "Pack the files again");
    }

    private void refused(byte[] file, String what, String remedy) {
        var place = new Place();
        for (String path : List.of("/learning/imports", "/api/v1/learning/imports")) {
            var answer = Archives.upload(place.admin, place.base + path, place.csrf, "export.zip", file);
            assertEquals(422, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains(what) && answer.body().contains(remedy), answer.body());
        }
        assertEquals(0, place.json("/learning/imports").path("imports").size());
        assertEquals(null, place.workspace.collection(ImportStore.PIECES).all().first());
        assertEquals(null, place.workspace.collection(ImportStore.TURNS).all().first());
    }

    @Test
    void anotherKindOfFileIsRefusedByItsName() {
        var place = new Place();
        var answer = place.upload("users.xlsx", Archives.zip(Archives.roster(1)));
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains(".zip"), answer.body());
    }

    @Test
    void aWrongHeaderEndsTheImportAndNamesFileAndColumn() {
        var place = new Place();
        var files = Archives.roster(3);
        files.put("users.csv", files.get("users.csv").replace("sourcedId", "sourceId"));
        JsonNode view = place.imported(files);
        assertEquals("FAILED", view.path("state").asText());
        assertTrue(view.path("message").asText().contains("users.csv"), view.toString());
        assertTrue(view.path("message").asText().contains("Nothing was changed."), view.toString());
    }

    @Test
    void aRowOfBrokenTextIsLeftOutAndSaid() {
        var place = new Place();
        var files = Archives.roster(6);
        files.put("users.csv", files.get("users.csv").replace("Learner,3", "Learn\u00e9r,3"));
        JsonNode view = place.imported(files);
        assertEquals("DONE", view.path("state").asText(), view.toString());
        assertEquals(5, count(view, "person", "added"));
        JsonNode errors = place.json("/learning/imports/" + view.path("id").asText() + "/errors");
        assertTrue(errors.toString().contains("UTF-8"), errors.toString());
        assertEquals(5, errors.path("errors").get(0).path("line").asLong());
    }

    @Test
    void aFileThatIsDamagedHalfWayKeepsWhatCameBeforeAndSaysSo() {
        var place = new Place();
        var noise = new java.util.Random(7);
        var files = Archives.roster(2_000);
        var blob = new StringBuilder(files.get("results.csv"));
        for (int i = 0; i < 20_000; i++) {
            blob.append("x%x,l1,u1,submitted,,2026-01-07\n".formatted(noise.nextLong()));
        }
        files.put("results.csv", blob.toString());
        byte[] zip = Archives.zip(files);
        for (int i = zip.length - 60_000; i < zip.length - 59_000; i++) {
            zip[i] = (byte) 0xff;
        }
        JsonNode view = place.ended(place.upload("export.zip", zip));
        assertEquals("FAILED", view.path("state").asText(), view.toString());
        assertTrue(view.path("message").asText().contains("results.csv"), view.toString());
        assertTrue(view.path("message").asText().contains("They are kept"), view.toString());
        assertEquals(2_000, count(view, "person", "added"));
    }

    @Test
    void aSuspendedWorkspaceTakesNoImport() {
        var place = new Place();
        String slug = place.workspace.tenant().slug();
        platform.platform().tenants().setStatus(slug, Tenant.Status.SUSPENDED);
        var answer = place.upload("export.zip", Archives.zip(Archives.roster(1)));
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("suspended"), answer.body());
    }

    @Test
    void anUploadOverTheLimitIsRefusedBeforeItIsRead() throws Exception {
        var place = new Place();
        try (var socket = new java.net.Socket("localhost", platform.url().getPort())) {
            String head = "POST " + place.base + "/api/v1/learning/imports HTTP/1.1\r\nHost: localhost:"
                    + platform.url().getPort() + "\r\nCookie: " + place.admin.cookie() + "\r\nOrigin: "
                    + platform.url() + "\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: "
                    + 300L * 1024 * 1024 + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.setSoTimeout(30_000);
            byte[] start = socket.getInputStream().readNBytes(12);
            assertEquals("HTTP/1.1 413", new String(start, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void anImportThatWasKilledGoesOnAndCountsNothingTwice() {
        var place = new Place();
        var store = new ImportStore(place.workspace);
        var fresh = ImportDocument.fresh("i1", "lms-oneroster", "x.zip", 1, "Pat", Instant.now());
        store.add(fresh);
        // Killed after the batch was stored and before the checkpoint was moved.
        new Batch(place.workspace, new People(), "lms-oneroster", new Stamp("i1", 52), (r, o) -> {}, (r, w) -> {})
                .store(rows(52));

        var again = new Ingest(
                place.workspace, new People(), store, store.find("i1").orElseThrow());
        rows(52).forEach(row -> again.accept(row.record(), row.at()));
        again.finish();

        Progress progress = store.find("i1").orElseThrow().progress();
        assertEquals(50, progress.of(RecordKind.PERSON).added());
        assertEquals(0, progress.of(RecordKind.PERSON).unchanged());

        var third = new Ingest(
                place.workspace, new People(), store, store.find("i1").orElseThrow());
        rows(52).forEach(row -> third.accept(row.record(), row.at()));
        third.finish();
        assertEquals(progress, store.find("i1").orElseThrow().progress());
    }

    private static List<Row> rows(int all) {
        var at = new SourceLine("users.csv", 1);
        var rows = new java.util.ArrayList<Row>();
        rows.add(new Row(new Course("c1", "Safety"), at, true));
        rows.add(new Row(new Offering("k1", "c1", "Safety", null, null), at, true));
        for (int i = 2; i < all; i++) {
            rows.add(
                    new Row(new Person("u" + i, "Learner " + i, null, List.of(), Person.Role.LEARNER, true), at, true));
        }
        return rows;
    }

    @Test
    void whatTheSourceRemovesIsGoneWhoeverItWasAbout() {
        var place = new Place();
        var store = new ImportStore(place.workspace);
        store.add(ImportDocument.fresh("i2", "lms-oneroster", "x.zip", 1, "Pat", Instant.now()));
        var at = new SourceLine("results.csv", 2);
        var ingest = new Ingest(
                place.workspace, new People(), store, store.find("i2").orElseThrow());
        rows(3).forEach(row -> ingest.accept(row.record(), at));
        LocalDate day = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
        ingest.accept(new Enrolment("e1", "u2", "k1", day, null), at);
        ingest.accept(new Activity("a1", "u2", "k1", day), at);
        ingest.accept(new Activity("a2", "u2", "k1", day), at);
        ingest.accept(new Removed("a1", Removed.Kind.ACTIVITY), at);
        ingest.accept(new Removed("a9", Removed.Kind.ACTIVITY), at);
        ingest.finish();

        Tally activities = store.find("i2").orElseThrow().progress().of(RecordKind.ACTIVITY);
        assertEquals(new Tally(4, 2, 0, 1, 1, 0), activities);
        var left = new LearnerStore(place.workspace).learners("lms-oneroster", List.of("u2"));
        assertEquals(1, left.get("u2").learner().activities().size());
    }
}
