package org.takeup.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.audit.Actor;
import org.takeup.audit.Deed;
import org.takeup.audit.Search;
import org.takeup.delivery.Eventually;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** C16: after a person was erased, nothing of theirs is found anywhere, and everything of everybody else is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EraseIT {
    private static final String NAME = "Quintessa Zephyrine";

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private static PersonRecord record(String id, String name, String email, Optional<String> manager) {
        return new PersonRecord("lms", id, name, email, Optional.of("Sales"), manager, true);
    }

    /** What the person is known by, in a document of a collection, wherever a real one or a careless one may hold it. */
    private static void plant(Workspace workspace, String person, String email) {
        for (CollectionSpec spec : TestPlatform.collections()) {
            if (Canaries.CHAINED.contains(spec.name())
                    || Set.of("erased", "people").contains(spec.name())) {
                continue;
            }
            var body = new Document("userName", UUID.randomUUID().toString())
                    .append("person", person)
                    .append("createdBy", person)
                    .append("user", person)
                    .append("to", email)
                    .append("by", person)
                    .append("authors", List.of("somebody", person))
                    .append("approval", new Document("person", person).append("name", "Pat"))
                    .append(
                            "deep",
                            List.of(new Document("note", "Write to " + email.toUpperCase(java.util.Locale.ROOT) + "!")))
                    .append("mails", List.of(email))
                    // For pages and for signing out.
                    .append("sid", "")
                    .append("subject", "")
                    .append("device", "")
                    .append("address", "")
                    .append("begun", new Date())
                    .append("seen", new Date())
                    .append("ends", new Date(System.currentTimeMillis() + 3_600_000))
                    .append("state", "READY")
                    .append("asked", new Date(0))
                    .append("expires", new Date(0))
                    .append("documents", 0L)
                    .append("bytes", 0L)
                    .append("sha256", "none")
                    .append("finished", true)
                    .append("lines", List.of())
                    .append("audit", 0L)
                    .append("remarks", List.of());
            if (spec.name().equals("learning_import_turns")) {
                body.append("import", "");
            }
            if (spec.name().equals("erasures")) {
                List.of("person", "createdBy", "user", "to", "by", "authors", "approval", "deep", "mails")
                        .forEach(body::remove);
            }
            // Only an invitation's id is made from the person's.
            String id = spec.name().equals("survey_roll") ? "wave:" + person : "planted";
            workspace.collection(spec).put(id, body);
        }
        for (String free : List.of("ballots", "plans", "stakeholders", "waves")) {
            CollectionSpec spec = spec(free);
            workspace
                    .collection(spec)
                    .put(
                            "said",
                            new Document("text", "I think " + NAME.toLowerCase(java.util.Locale.ROOT) + " is right"));
        }
    }

    private static CollectionSpec spec(String name) {
        return TestPlatform.collections().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Attack(
            value = "erasing a person of whom another workspace has one with the same words",
            kind = Kind.OTHER,
            threats = {"D4", "T14"},
            at = "/api/v1/erasures")
    @ParameterizedTest
    @EnumSource(Placement.class)
    void nothingOfThePersonIsLeftAndNothingOfAnybodyElseIsTouched(Placement placement) {
        Workspace workspace = platform.tenant("e" + UUID.randomUUID().toString().substring(0, 8), placement);
        String domain = workspace.tenant().slug() + ".example";
        String email = "q.zephyrine@" + domain;
        var people = new People();
        people.upsert(
                workspace,
                List.of(
                        record("x-77", NAME, email, Optional.empty()),
                        record("x-78", "Bea Report", "mary.q.zephyrine@" + domain, Optional.of("x-77")),
                        record("x-79", "Cal Bystander", "cal@" + domain, Optional.empty())));
        String person = People.idOfRecord("lms", "x-77");
        String report = People.idOfRecord("lms", "x-78");
        plant(workspace, person, email);
        workspace.collection(spec("learners")).put("lms/x-77", new Document("rev", 1));
        // Drawn for a panel, asked before, and held for it.
        workspace
                .collection(spec("survey_asked"))
                .put(
                        person,
                        new Document("day", "2026-01-05").append("held", "draw").append("heldOn", "2026-03-05"));
        workspace
                .collection(spec("survey_lists"))
                .put("draw:" + person, new Document("wave", "draw").append("person", person));
        workspace.collection(spec("learners")).put("lms/x-79", new Document("rev", 1));
        platform.platform().trail().note(workspace, deed(person));
        platform.platform().trail().note(workspace, deed("somebody-else"));

        // A second workspace with the very same things keeps every byte.
        Workspace other = platform.tenant("o" + UUID.randomUUID().toString().substring(0, 8), placement);
        people.upsert(other, List.of(record("x-77", NAME, email, Optional.empty())));
        plant(other, person, email);
        Map<String, List<String>> otherBefore = Canaries.dump(other);

        assertTrue(Canaries.hits(workspace, person).size() > 20);
        Erasure done = erase(workspace, person);

        for (String trace : List.of(person, email, NAME, NAME.toLowerCase(java.util.Locale.ROOT), "x-77")) {
            var hits = new ArrayList<>(Canaries.hits(workspace, trace));
            if (trace.equals(email)) {
                // Bea's address ends like theirs; see below.
                hits.remove("people");
            }
            assertEquals(List.of(), hits, trace);
        }
        assertFalse(platform.dump(workspace).toString().contains(person), "nor in a job");
        assertTrue(people.find(workspace, person).isEmpty());
        assertEquals(
                "mary.q.zephyrine@" + domain,
                people.find(workspace, report).orElseThrow().email());
        assertEquals(
                Optional.empty(), people.find(workspace, report).orElseThrow().managerId());
        assertEquals(
                1,
                workspace
                        .collection(spec("learners"))
                        .findAll(List.of("lms/x-79"))
                        .into(new ArrayList<>())
                        .size());
        assertEquals(
                "I think erased is right",
                workspace.collection(spec("ballots")).find("said").orElseThrow().getString("text"));
        assertEquals(otherBefore, Canaries.dump(other));
        assertEquals(1, done.auditEntries());
        // The stub stays, and the chain holds.
        var verdict = platform.platform().trail().verify(workspace);
        assertTrue(verdict.unbroken(), verdict.toString());
        var entries = platform.platform()
                .trail()
                .find(workspace, Search.all(), Optional.empty(), 50)
                .entries();
        assertEquals(
                2,
                entries.stream()
                        .filter(each -> each.action().equals("plan.approved"))
                        .count());
        assertEquals(1, entries.stream().filter(each -> each.who() == null).count());
        // The report speaks of every collection.
        assertEquals(
                TestPlatform.collections().stream()
                        .map(CollectionSpec::name)
                        .sorted()
                        .toList(),
                done.lines().stream().map(Erasure.Line::collection).sorted().toList());
    }

    private static Deed deed(String person) {
        return new Deed("plan.approved", "plan=1", new Actor(Actor.Kind.PERSON, person), "192.0.2.7", "r", List.of());
    }

    private Erasure erase(Workspace workspace, String person) {
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String base = "/w/" + workspace.tenant().slug();
        String csrf = Visitor.token(admin.get(base + "/your-data").body());
        HttpResponse<String> answer =
                admin.json("POST", base + "/api/v1/erasures", "{\"person\":\"" + person + "\"}", csrf);
        assertEquals(202, answer.statusCode(), answer.body());
        String id = Archive.json(answer.body()).path("erasure").asText();
        Eventually.holds("the person is erased", Duration.ofSeconds(60), () -> finished(admin, base, id));
        JsonNode report = report(admin, base, id);
        var lines = new ArrayList<Erasure.Line>();
        report.path("lines")
                .forEach(line -> lines.add(new Erasure.Line(
                        line.path("collection").asText(),
                        line.path("words").asText(),
                        line.path("deleted").asLong(),
                        line.path("changed").asLong())));
        assertFalse(report.toString().contains(person));
        return new Erasure(
                id,
                java.time.Instant.EPOCH,
                true,
                lines,
                report.path("auditEntries").asLong(),
                List.of());
    }

    private static boolean finished(Visitor admin, String base, String id) {
        return report(admin, base, id).path("finished").asBoolean();
    }

    private static JsonNode report(Visitor admin, String base, String id) {
        for (JsonNode each :
                Archive.json(admin.get(base + "/api/v1/erasures").body()).path("erasures")) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError("No report " + id);
    }

    @Test
    void aSourceThatStillSendsThePersonDoesNotBringThemBack() {
        Workspace workspace = platform.tenant("s" + UUID.randomUUID().toString().substring(0, 8));
        var people = new People();
        var them = record("y-1", NAME, "q@" + workspace.tenant().slug() + ".example", Optional.empty());
        people.upsert(workspace, List.of(them));
        String person = them.personId();
        erase(workspace, person);
        people.upsert(workspace, List.of(them, record("y-2", "Cal Bystander", "", Optional.empty())));
        assertTrue(people.find(workspace, person).isEmpty());
        assertEquals(Set.of("y-1"), people.erased(workspace, "lms", List.of("y-1", "y-2")));
        assertEquals(1, people.count(workspace));
        assertFalse(Canaries.dump(workspace).get("erased").toString().contains(person));
    }

    @Test
    void theCompanysDirectoryIsToldToStopAndNothingOfItsUserIsLeft() {
        Workspace workspace = platform.tenant("c" + UUID.randomUUID().toString().substring(0, 8));
        String base = "/w/" + workspace.tenant().slug();
        String userName = "quinn.quux@" + workspace.tenant().slug() + ".example";
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String csrf = Visitor.token(admin.get(base + "/your-data").body());
        String user = "{\"userName\":\"" + userName + "\",\"displayName\":\"Quinn Quux\",\"active\":true}";
        HttpResponse<String> added = admin.json("POST", base + "/scim/v2/Users", user, csrf);
        assertEquals(201, added.statusCode(), added.body());
        String person = workspace
                .collection(spec("scim_users"))
                .find(Archive.json(added.body()).path("id").asText())
                .orElseThrow()
                .getString("person");
        erase(workspace, person);
        for (String trace : List.of(person, userName, "Quinn Quux")) {
            assertEquals(Set.of(), Canaries.hits(workspace, trace), trace);
        }
        HttpResponse<String> again = admin.json("POST", base + "/scim/v2/Users", user, csrf);
        assertEquals(403, again.statusCode(), again.body());
        assertEquals(Set.of(), Canaries.hits(workspace, userName));
    }

    @Attack(
            value = "erasing a person of B",
            kind = Kind.ID_IN_BODY,
            threats = {"T1", "D1"},
            at = "/api/v1/erasures")
    @BothPlacements
    void nobodyOfAnotherTenantAndNobodyAtAllCanBeErased(Placement placement) {
        Workspace workspace = platform.tenant("n" + UUID.randomUUID().toString().substring(0, 8), placement);
        Workspace other = platform.tenant("m" + UUID.randomUUID().toString().substring(0, 8), placement);
        var them = record("z-1", NAME, "", Optional.empty());
        new People().upsert(other, List.of(them));
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String base = "/w/" + workspace.tenant().slug();
        String csrf = Visitor.token(admin.get(base + "/your-data").body());
        for (String person : List.of(them.personId(), "nobody", "{\\\"$ne\\\":null}")) {
            HttpResponse<String> answer =
                    admin.json("POST", base + "/api/v1/erasures", "{\"person\":\"" + person + "\"}", csrf);
            assertEquals(404, answer.statusCode(), answer.body());
        }
        assertTrue(new People().find(other, them.personId()).isPresent());
    }

    @Test
    void aNewCollectionWithoutARuleKeepsTheNodeFromStarting() {
        var more = new ArrayList<>(TestPlatform.collections());
        more.add(CollectionSpec.named("brand_new"));
        var thrown = assertThrows(IllegalStateException.class, () -> EraseRules.of(more));
        assertTrue(thrown.getMessage().contains("brand_new"));
        assertEquals(
                TestPlatform.collections().size(),
                EraseRules.of(TestPlatform.collections()).size());
    }
}
