package org.takeup.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.survey.Separated;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A real platform whose tenants have results and share them, on a clock that tests put on. */
final class Benchmarks implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Hands clock = new Hands();
    private final TestPlatform platform = TestPlatform.start(UnaryOperator.identity(), clock);

    /** A clock that stands until it is put on. */
    private static final class Hands extends Clock {
        private volatile Instant now = Instant.parse("2026-01-02T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    TestPlatform platform() {
        return platform;
    }

    void itIs(String day) {
        clock.now = Instant.parse(day + "T10:00:00Z");
    }

    /** A tenant with results of so many people, half of whom gave one rating and half the other. */
    Workspace tenant(Placement placement, int people, int one, int other) {
        Workspace workspace = platform.tenant("b" + UUID.randomUUID().toString().substring(0, 8), placement);
        Separated.wave(
                workspace,
                IntStream.range(0, people)
                        .map(i -> i % 2 == 0 ? one : other)
                        .boxed()
                        .toList());
        return workspace;
    }

    static String page(Workspace workspace) {
        return "/w/" + workspace.tenant().slug() + "/benchmark";
    }

    static String api(Workspace workspace) {
        return "/w/" + workspace.tenant().slug() + "/api/v1/benchmark";
    }

    static String sharing(Profile.Sector sector, List<String> plugins) {
        return "{\"sector\":\"" + sector + "\",\"size\":\"LARGE\",\"region\":\"WESTERN_EUROPE\",\"instruments\":["
                + String.join(
                        ",", plugins.stream().map(each -> "\"" + each + "\"").toList()) + "]}";
    }

    HttpResponse<String> set(Workspace workspace, Role role, String body) {
        Visitor visitor = platform.signedIn(workspace, role);
        String csrf = Visitor.token(visitor.get(page(workspace)).body());
        return visitor.json("PUT", api(workspace), body, csrf);
    }

    void shares(Workspace workspace, Profile.Sector sector) {
        HttpResponse<String> answer = set(workspace, Role.ADMIN, sharing(sector, List.of(Separated.PLUGIN)));
        assertEquals(200, answer.statusCode(), answer.body());
    }

    void withdraws(Workspace workspace, Profile.Sector sector) {
        assertEquals(200, set(workspace, Role.ADMIN, sharing(sector, List.of())).statusCode());
    }

    HttpResponse<String> release() {
        Visitor operator = platform.operator();
        String csrf = Visitor.token(operator.get("/operator/benchmark").body());
        return operator.json("POST", "/operator/api/v1/benchmark/releases", "", csrf);
    }

    JsonNode overview() {
        return json(platform.operator().get("/operator/api/v1/benchmark"));
    }

    /** What the workspace sees of a cell on its one scale: the cell for all is the first, that of its sector the second. */
    JsonNode against(Workspace workspace, int cell) {
        JsonNode standing = json(platform.signedIn(workspace, Role.PLANNER).get(api(workspace)));
        return standing.path("comparisons")
                .path(0)
                .path("scales")
                .path(0)
                .path("against")
                .path(cell);
    }

    static JsonNode json(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
