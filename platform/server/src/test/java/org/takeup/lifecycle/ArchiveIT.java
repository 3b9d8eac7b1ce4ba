package org.takeup.lifecycle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.business.Desk;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Sealer;
import org.takeup.survey.WaveStore;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.life.TransportKey;

/** Archives: out of one workspace, into another, and everything that must not be taken for one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchiveIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private static String slug(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 8);
    }

    private Workspace planted(String canary, Placement placement) {
        Workspace workspace = platform.tenant(slug("from"), placement);
        Canaries.plant(workspace, platform.platform().trail(), canary);
        return workspace;
    }

    @ParameterizedTest
    @CsvSource({"POOLED, DEDICATED", "DEDICATED, POOLED", "POOLED, POOLED"})
    void whatWasTakenAlongIsRestoredToTheLastByteUnderAnotherTenant(Placement from, Placement to) {
        String canary = "canary-" + UUID.randomUUID();
        Workspace source = planted(canary, from);
        Workspace bystander = planted("other-" + UUID.randomUUID(), to);
        Map<String, ?> bystanderBefore = Canaries.dump(bystander);
        Archive archive = Archive.of(platform, source);

        String slug = slug("to");
        HttpResponse<String> answer = archive.restore(platform, slug, to);
        assertEquals(201, answer.statusCode(), answer.body());

        Workspace restored = platform.platform().tenants().bySlug(slug).orElseThrow();
        assertEquals(Tenant.Status.ACTIVE, restored.tenant().status());
        assertEquals(to, restored.tenant().placement());
        assertFalse(restored.tenant().id().equals(source.tenant().id()));
        Map<String, ?> before = parts(Canaries.dump(source));
        Map<String, ?> after = parts(Canaries.dump(restored));
        // The download itself is noted after the archive was made.
        before.remove("audit");
        before.remove("audit_head");
        after.remove("audit");
        after.remove("audit_head");
        assertEquals(before, after);
        assertEquals(bystanderBefore, Canaries.dump(bystander));
        var verdict = platform.platform().trail().verify(restored);
        assertTrue(verdict.unbroken(), verdict.toString());
        assertTrue(verdict.entries() >= 3);
        // Nothing of the old tenant is in what is now the new one's.
        assertFalse(platform.dump(restored).toString().contains(source.tenant().id()));
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void surveysOfAnOlderArchiveAreFoundByWhatTheirResultsAreUsedFor(Placement placement) {
        Workspace source = platform.tenant(slug("older"), placement);
        var desk = new Desk(platform, source);
        desk.staff("Sales", 0, 5);
        String copy = desk.done("POST", "/questionnaires/files/included", "{\"included\":\"readiness\"}", 0)
                .path("instrument")
                .asText();
        String wave = desk.done(
                        "POST",
                        "/waves",
                        """
                        {"plugin":"%s","title":"Ready?","closes":"%s"}""".formatted(copy, source.clock().instant().plus(Duration.ofDays(3))),
                        0)
                .path("id")
                .asText();
        source.collection(WaveStore.WAVES).updateAll(Filters.empty(), Updates.unset("instrument.uses"));
        Archive archive = Archive.of(platform, source);
        String slug = slug("to");
        assertEquals(201, archive.restore(platform, slug, placement).statusCode());
        Workspace restored = platform.platform().tenants().bySlug(slug).orElseThrow();
        Document instrument =
                restored.collection(WaveStore.WAVES).find(wave).orElseThrow().get("instrument", Document.class);
        assertEquals(List.of("readiness"), instrument.getList("uses", String.class));
    }

    private static Map<String, java.util.List<String>> parts(Map<String, java.util.List<String>> dump) {
        var parts = new HashMap<>(dump);
        parts.keySet().removeAll(TestPlatform.leftOut());
        return parts;
    }

    @Test
    void everyCollectionIsInTheArchiveOrSaysWhyNotAndSecretsStaySealed() {
        String canary = "canary-" + UUID.randomUUID();
        Workspace source = planted(canary, Placement.POOLED);
        Archive archive = Archive.of(platform, source);
        Map<String, byte[]> parts = archive.parts();
        JsonNode manifest = archive.manifest();
        for (CollectionSpec spec : TestPlatform.collections()) {
            String name = "collections/" + spec.name() + ".ndjson";
            if (TestPlatform.leftOut().contains(spec.name())) {
                assertFalse(parts.containsKey(name), name);
                assertFalse(manifest.path("leftOut").path(spec.name()).asText().isBlank(), name);
            } else if (!spec.name().equals("audit_head")) {
                assertTrue(new String(parts.get(name), StandardCharsets.UTF_8).contains(canary), name);
            }
        }
        assertFalse(new String(archive.bytes(), StandardCharsets.ISO_8859_1).contains(archive.key()));
        String all = parts.values().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        assertFalse(all.contains(source.tenant().id()), "the archive names no tenant's id");
        assertFalse(all.contains(archive.key()));
        assertEquals("takeup-archive", manifest.path("format").asText());
        assertEquals(1, manifest.path("version").asInt());
    }

    /** As platform/archive.md describes it, by other code than the product's. */
    @Test
    void aStrangerCanCheckTheSumsWithTheDescriptionAlone() throws Exception {
        Workspace source = planted("canary-" + UUID.randomUUID(), Placement.POOLED);
        Archive archive = Archive.of(platform, source);
        Map<String, byte[]> parts = archive.parts();
        int checked = 0;
        for (JsonNode each : archive.manifest().path("collections")) {
            String text = new String(
                    parts.get("collections/" + each.path("name").asText() + ".ndjson"), StandardCharsets.UTF_8);
            var sum = BigInteger.ZERO;
            int lines = 0;
            for (String line : text.split("\n")) {
                if (!line.isEmpty()) {
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
                    sum = sum.add(new BigInteger(1, digest)).mod(BigInteger.TWO.pow(256));
                    lines++;
                }
            }
            assertEquals(each.path("documents").asInt(), lines);
            assertEquals(each.path("sum").asText(), String.format("%064x", sum));
            checked++;
        }
        assertTrue(checked > 20, checked + " parts");
    }

    @Test
    void sealedValuesOpenInTheRestoredWorkspaceAndWithNoOtherKey() {
        String canary = "canary-" + UUID.randomUUID();
        Workspace source = planted(canary, Placement.POOLED);
        Archive archive = Archive.of(platform, source);
        String slug = slug("to");
        assertEquals(201, archive.restore(platform, slug, Placement.POOLED).statusCode());
        Workspace restored = platform.platform().tenants().bySlug(slug).orElseThrow();
        CollectionSpec people = org.takeup.people.PeopleStore.PEOPLE;
        byte[] sealed = restored.collection(people)
                .find(canary + "/of-people")
                .map(found -> found.get("sealed", Binary.class).getData())
                .orElseThrow();
        assertEquals(
                canary, new String(restored.sealer().open(sealed, "canary").orElseThrow(), StandardCharsets.UTF_8));
        String wrong = TransportKey.fresh().shown();
        HttpResponse<String> answer = Archive.restore(platform, slug("to"), Placement.POOLED, wrong, archive.bytes());
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("The key does not fit"), answer.body());
    }

    @Test
    void aDownloadThatBrokeOffIsResumedAndGivesTheSameBytes() throws Exception {
        Workspace source = planted("canary-" + UUID.randomUUID(), Placement.POOLED);
        Archive archive = Archive.of(platform, source);
        Visitor admin = platform.signedIn(source, Role.ADMIN);
        String path = "/w/" + source.tenant().slug() + "/api/v1/exports/" + archive.id() + "/file";
        HttpResponse<byte[]> whole = Archive.download(admin, path);
        String etag = whole.headers().firstValue("etag").orElseThrow();
        assertEquals(
                "\""
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(whole.body())) + "\"",
                etag);
        assertArrayEquals(archive.bytes(), whole.body());
        HttpResponse<byte[]> rest = Archive.download(admin, path, "Range", "bytes=1000-", "If-Range", etag);
        assertEquals(206, rest.statusCode());
        assertArrayEquals(Arrays.copyOfRange(whole.body(), 1000, whole.body().length), rest.body());
        assertEquals(
                "bytes 1000-" + (whole.body().length - 1) + "/" + whole.body().length,
                rest.headers().firstValue("content-range").orElseThrow());
        assertEquals(
                200,
                Archive.download(admin, path, "Range", "bytes=5-", "If-Range", "\"old\"")
                        .statusCode());
        assertEquals(
                416, Archive.download(admin, path, "Range", "bytes=99999999-").statusCode());
        assertEquals(5, Archive.download(admin, path, "Range", "bytes=-5").body().length);
    }

    /** T10. */
    @Attack(
            value = "A's archive by its name: with B's session, as a planner, after it expired",
            kind = {Kind.EXPORT, Kind.REPORT_FILE},
            threats = "T10",
            at = "/api/v1/exports/{export}/file")
    @BothPlacements
    void anArchivesNameIsOfNoUseToAnotherTenantNorToWhoIsNoAdmin(Placement placement) {
        Workspace source = planted("canary-" + UUID.randomUUID(), placement);
        Workspace other = platform.tenant(slug("other"), placement);
        Archive archive = Archive.of(platform, source);
        assertTrue(archive.id().matches("[0-9a-f]{32}"));
        String file = "/api/v1/exports/" + archive.id() + "/file";
        Visitor stranger = platform.signedIn(other, Role.ADMIN);
        assertEquals(404, stranger.get("/w/" + other.tenant().slug() + file).statusCode());
        assertTrue(stranger.get("/w/" + source.tenant().slug() + file).statusCode() / 100 == 4);
        Visitor planner = platform.signedIn(source, Role.PLANNER);
        assertEquals(403, planner.get("/w/" + source.tenant().slug() + file).statusCode());
        // As if a week had passed.
        source.collection(Exports.COLLECTIONS.getFirst())
                .update(archive.id(), new Document("$set", new Document("expires", new java.util.Date(0))));
        Visitor admin = platform.signedIn(source, Role.ADMIN);
        assertEquals(404, admin.get("/w/" + source.tenant().slug() + file).statusCode());
    }

    @Attack(
            value = "archives that were cut, changed, lengthened or resealed",
            kind = {Kind.UPLOAD, Kind.EXPORT},
            threats = {"T10", "W5"},
            at = "/operator/api/v1/archives")
    @BothPlacements
    void whatIsNoWholeUnchangedArchiveOfThisVersionIsRefusedAndLeavesNothing(Placement placement) {
        Workspace source = planted("canary-" + UUID.randomUUID(), placement);
        Archive archive = Archive.of(platform, source);
        byte[] whole = archive.bytes();
        var bent = new LinkedHashMap<String, byte[]>();
        bent.put("is no archive, or its end is missing", Arrays.copyOf(whole, whole.length - 30));
        bent.put("is no archive, or its end", Arrays.copyOf(whole, whole.length / 2));
        bent.put("is no archive, or its", new byte[0]);
        byte[] flipped = whole.clone();
        // In a part's own data: what a ZIP says beside it, such as a time, is nobody's, and which byte is where
        // differs.
        flipped[dataOf(whole, "collections/people.ndjson")] ^= 1;
        bent.put("", flipped);
        bent.put(
                "longer than its manifest says", with(archive, "collections/people.ndjson", people -> people + people));
        bent.put(
                "people is not what the manifest",
                with(archive, "collections/people.ndjson", people -> people.replace("canary", "kanary")));
        bent.put("has no part people", without(archive, "collections/people.ndjson"));
        bent.put("a part that its manifest does not name", with(archive, "collections/evil.ndjson", none -> "{}\n"));
        bent.put("format version 2", resealed(archive, m -> m.replace("\"version\" : 1", "\"version\" : 2")));
        bent.put(
                "or the archive was changed",
                with(archive, "manifest.json", m -> m.replace("Europe/London", "Europe/Paris")));
        bent.put("does not know", resealed(archive, m -> m.replace("\"people\"", "\"persons\"")));
        bent.put(
                "settings of the workspace do not fit",
                resealed(archive, m -> m.replace("Europe/London", "Mars/Olympus")));
        bent.put("manifest is nested too deep", resealed(archive, m -> "[".repeat(100_000)));
        List<String> before = slugs();
        bent.forEach((words, file) -> {
            String slug = slug("bad");
            HttpResponse<String> answer = Archive.restore(platform, slug, placement, archive.key(), file);
            assertEquals(422, answer.statusCode(), words + ": " + answer.body());
            assertTrue(answer.body().contains(words), words + ": " + answer.body());
            assertTrue(platform.platform().tenants().bySlug(slug).isEmpty(), words);
        });
        assertEquals(before, slugs());
    }

    /** A byte within the data of a part, behind its local header (APPNOTE of ZIP, 4.3.7). */
    private static int dataOf(byte[] zip, String part) {
        byte[] name = part.getBytes(StandardCharsets.UTF_8);
        int at = 30;
        while (!Arrays.equals(zip, at, at + name.length, name, 0, name.length)) {
            at++;
        }
        int extra = (zip[at - 2] & 0xff) | (zip[at - 1] & 0xff) << 8;
        return at + name.length + extra + 10;
    }

    private List<String> slugs() {
        return platform.platform().tenants().all().stream().map(Tenant::slug).toList();
    }

    /** Sealed by somebody who has the key, so that only the checks of what is inside are left. */
    @Attack(
            value = "an archive whose documents hold database operators and others' tenant ids",
            kind = {Kind.DATABASE_OPERATOR, Kind.UPLOAD},
            threats = {"D1", "T2"},
            at = "/operator/api/v1/archives")
    @BothPlacements
    void whatADatabaseWouldRunIsRefusedEvenFromWhoHasTheKey(Placement placement) {
        Workspace source = platform.tenant(slug("from"), placement);
        Archive archive = Archive.of(platform, source);
        var bodies = Map.of(
                "a database would run", "{\"id\":\"x\",\"body\":{\"a\":{\"$where\":\"1\"}}}",
                "names an owner",
                        "{\"id\":\"x\",\"body\":{\"t\":\"" + source.tenant().id() + "\"}}",
                "never stores", "{\"id\":\"x\",\"body\":{\"a\":{\"$code\":\"f()\"}}}",
                "nested deeper", "{\"id\":\"x\",\"body\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_001),
                "is no Extended JSON", "{\"id\":\"x\",\"body\":",
                "no document with an id", "{\"id\":7,\"body\":{}}");
        bodies.forEach((words, line) -> {
            HttpResponse<String> answer =
                    Archive.restore(platform, slug("bad"), placement, archive.key(), withPeople(archive, line + "\n"));
            assertEquals(422, answer.statusCode(), words + answer.body());
            assertTrue(answer.body().contains(words), words + ": " + answer.body());
        });
        byte[] bomb = withPeople(archive, "{\"id\":\"x\",\"body\":{\"a\":\"" + "a".repeat(3_000_000) + "\"}}\n");
        HttpResponse<String> answer = Archive.restore(platform, slug("bad"), placement, archive.key(), bomb);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("grow more than any real one"), answer.body());
    }

    private static byte[] withPeople(Archive archive, String text) {
        Map<String, byte[]> parts = archive.parts();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parts.put("collections/people.ndjson", bytes);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.strip().getBytes(StandardCharsets.UTF_8));
            String sum = HexFormat.of().formatHex(digest);
            String manifest = new String(parts.get("manifest.json"), StandardCharsets.UTF_8)
                    .replaceAll(
                            "(\"name\" : \"people\",\\s+\"documents\" : )\\d+(,\\s+\"bytes\" : )\\d+(,\\s+\"sum\" : \")[0-9a-f]+",
                            "$11$2" + bytes.length + "$3" + sum);
            return seal(archive, parts, manifest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] with(Archive archive, String part, java.util.function.UnaryOperator<String> bend) {
        Map<String, byte[]> parts = archive.parts();
        String before = new String(parts.getOrDefault(part, new byte[0]), StandardCharsets.UTF_8);
        parts.put(part, bend.apply(before).getBytes(StandardCharsets.UTF_8));
        return Archive.zip(parts);
    }

    private static byte[] without(Archive archive, String part) {
        Map<String, byte[]> parts = archive.parts();
        parts.remove(part);
        return Archive.zip(parts);
    }

    private static byte[] resealed(Archive archive, java.util.function.UnaryOperator<String> bend) {
        Map<String, byte[]> parts = archive.parts();
        String manifest = new String(parts.get("manifest.json"), StandardCharsets.UTF_8);
        return seal(archive, parts, bend.apply(manifest));
    }

    private static byte[] seal(Archive archive, Map<String, byte[]> parts, String manifest) {
        try {
            byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
            Sealer sealer = TransportKey.parse(archive.key()).orElseThrow().sealer();
            parts.put("manifest.json", bytes);
            parts.put("seal", sealer.seal(MessageDigest.getInstance("SHA-256").digest(bytes), "manifest"));
            return Archive.zip(parts);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
