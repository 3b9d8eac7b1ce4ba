package org.takeup.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Outbox;
import org.takeup.learning.Archives;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/**
 * One of everything that a workspace can own, made as its own people make it. Each parameter of a route's path has a row
 * here: the id of a real object, or a word in {@link #NOT_OWNED} why it is no tenant's.
 */
final class ForeignObjects {
    /** Parameters that name nothing of a tenant, with the reason. */
    static final Map<String, String> NOT_OWNED = Map.of(
            "accent", "a colour, given in the address",
            "plugin", "a package of the platform; what a tenant chose about it is found by the tenant",
            "version", "of a package of the platform",
            "slug", "for the operator, who sees all tenants",
            "page", "the number of a page of the ticket's own questionnaire");

    private static final String STAKEHOLDER =
            "{\"name\":\"X\",\"kind\":\"LEARNERS\",\"size\":1,\"power\":1,\"interest\":1,\"segment\":\"everybody\"}";
    private static final String STEP = "{\"subject\":\"X\",\"words\":\"Y\"}";

    /** Bodies that get as far as looking for the object, by route id. Others are sent empty. */
    static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("outbox-decide", "{\"decision\":\"SEND_AGAIN\"}"),
            Map.entry("outbox-decide-form", "decision=SEND_AGAIN"),
            Map.entry("stakeholder-change", STAKEHOLDER),
            Map.entry("stakeholder-change-form", "version=1&name=X&kind=LEARNERS&size=1&power=1&interest=1"),
            Map.entry("stakeholder-remove-form", "version=1"),
            Map.entry("plan-review-form", "version=1"),
            Map.entry("plan-approve-form", "version=1"),
            Map.entry("plan-step-add", STEP),
            Map.entry("plan-step-change", STEP),
            Map.entry("plan-step-add-form", "version=1&audienceId=x&subject=X&words=Y"),
            Map.entry("plan-step-form", "version=1&audienceId=x&subject=X&words=Y"),
            Map.entry("plan-step-remove-form", "version=1"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestPlatform platform;
    private final Workspace workspace;
    private final String base;
    private final Visitor admin;
    private final String csrf;

    private ForeignObjects(TestPlatform platform, Workspace workspace) {
        this.platform = platform;
        this.workspace = workspace;
        this.base = "/w/" + workspace.tenant().slug();
        this.admin = platform.signedIn(workspace, Role.ADMIN);
        this.csrf = Visitor.token(admin.get(base + "/").body());
    }

    /** Makes them in this workspace. @return ids by the name of the path parameter */
    static Map<String, String> in(TestPlatform platform, Workspace workspace) {
        var objects = new ForeignObjects(platform, workspace);
        var ids = new LinkedHashMap<String, String>();
        objects.survey(ids);
        objects.plan(ids);
        objects.learning(ids);
        return ids;
    }

    private void survey(Map<String, String> ids) {
        // As many people as a wave needs at least.
        List<PersonRecord> staff = IntStream.range(0, 6).mapToObj(this::person).toList();
        new People().upsert(workspace, staff);
        String wave = create(
                        "/waves",
                        Map.of(
                                "plugin", "survey-maturity",
                                "title", "Canary",
                                "segment", "everybody",
                                "closes", Instant.now().plus(Duration.ofDays(7)).toString()))
                .path("id")
                .asText();
        ids.put("wave", wave);
        create("/waves/" + wave + "/invitations", Map.of());
        ids.put("mail", eventually(() -> anyId(workspace.collection(Outbox.COLLECTIONS.getFirst()))));
        Visitor invited =
                platform.signedIn(workspace, Role.LEARNER, staff.getFirst().personId());
        String answer = eventually(() -> location(invited.get(base + "/my-surveys/" + wave)));
        ids.put("ticket", answer.substring(answer.lastIndexOf('/') + 1));
    }

    private void plan(Map<String, String> ids) {
        ids.put(
                "stakeholder",
                create(
                                "/stakeholders",
                                Map.of(
                                        "name",
                                        "Everybody",
                                        "kind",
                                        "LEARNERS",
                                        "size",
                                        6,
                                        "power",
                                        3,
                                        "interest",
                                        3,
                                        "segment",
                                        "everybody"))
                        .path("id")
                        .asText());
        Map<String, String> answers = Map.of(
                "startDate", workspace.today().toString(),
                "programme", "Safe data",
                "gain", "keep data safe",
                "weeks", "8");
        JsonNode plan = create(
                "/plans",
                Map.of(
                        "builder",
                        "plan-stakeholder",
                        "objective",
                        "Everybody handles data safely",
                        "answers",
                        answers));
        ids.put("plan", plan.path("id").asText());
        ids.put("step", plan.path("steps").path(0).path("id").asText());
    }

    private void learning(Map<String, String> ids) {
        byte[] export = Archives.zip(Archives.roster(6));
        var answer = Archives.upload(platform, admin, base + "/learning/imports", csrf, "canary.zip", export);
        String page = answer.headers().firstValue("location").orElseThrow(() -> new AssertionError(answer.body()));
        ids.put("import", page.substring(page.lastIndexOf('/') + 1));
    }

    private PersonRecord person(int number) {
        String email = "person" + number + "@" + workspace.tenant().slug() + ".example";
        return new PersonRecord(
                "test", "" + number, "Person " + number, email, Optional.empty(), Optional.empty(), true);
    }

    private static Optional<String> anyId(TenantCollection collection) {
        return Optional.ofNullable(collection.all().first()).map(TenantCollection::id);
    }

    private static Optional<String> location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").filter(to -> to.contains("/answer/"));
    }

    private JsonNode create(String path, Map<String, ?> body) {
        try {
            HttpResponse<String> answer =
                    admin.json("POST", base + "/api/v1" + path, JSON.writeValueAsString(body), csrf);
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(path + " gave " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String eventually(Supplier<Optional<String>> look) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            Optional<String> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("It was not made within 30 s");
    }

    /** Names in a route's path that no row knows. */
    static List<String> unknown(Set<String> parameters, Map<String, String> ids) {
        var unknown = new ArrayList<>(parameters);
        unknown.removeAll(ids.keySet());
        unknown.removeAll(NOT_OWNED.keySet());
        return unknown;
    }
}
