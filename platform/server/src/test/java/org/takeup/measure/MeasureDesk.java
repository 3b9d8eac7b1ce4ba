package org.takeup.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.survey.Answered;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A workspace with a planner who looks for measures, over HTTP; each test has another one. */
final class MeasureDesk {
    static final String TALK = """
            {"name":"%s","doing":"Ask them.","direct":["barrier:time"],"partly":["weak:doing"],"effort":"S",
             "daysFrom":1,"daysTo":2,"weeksFrom":1,"weeksTo":4,"who":["SPONSOR"],"sign":"They come"}""";

    private static final ObjectMapper JSON = new ObjectMapper();

    final TestPlatform platform;
    final Workspace workspace;

    MeasureDesk(TestPlatform platform) {
        this.platform = platform;
        this.workspace = platform.tenant("m" + UUID.randomUUID().toString().substring(0, 8), Placement.POOLED);
    }

    String base() {
        return "/w/" + workspace.tenant().slug();
    }

    HttpResponse<String> api(String method, String path, String body, String etag) {
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        var request = planner.request(base() + "/api/v1" + path)
                .header("Origin", platform.url().toString())
                .header(
                        "X-Takeup-CSRF",
                        Visitor.token(planner.get(base() + "/measures").body()));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        return platform.send(request.method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    String added(String name) {
        var added = api("POST", "/measures", TALK.formatted(name), "");
        assertEquals(201, added.statusCode(), added.body());
        assertEquals("\"1\"", added.headers().firstValue("etag").orElseThrow());
        return json(added).path("id").asText();
    }

    String page(String path) {
        var answer = platform.signedIn(workspace, Role.PLANNER).get(base() + path);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    HttpResponse<String> submit(String page, String path, Map<String, String> fields) {
        return platform.signedIn(workspace, Role.PLANNER).submit(base() + page, base() + path, fields);
    }

    private static String rated(String barrier, int us, int others, int often) {
        return "\"%1$s-us\":{\"rating\":%2$d},\"%1$s-others\":{\"rating\":%3$d},\"%1$s-often\":{\"rating\":%4$d}"
                .formatted(barrier, us, others, often);
    }

    /** Time hinders a lot, budget not at all, politics only others. */
    String barriers() {
        return Answered.closed(
                platform,
                workspace,
                "survey-barriers",
                IntStream.range(0, 8)
                        .mapToObj(person -> rated("time", 3 + person % 2, 3, 4) + "," + rated("politics", 2, 4, 2) + ","
                                + rated("budget", 0, person % 2, 1))
                        .toList());
    }

    static List<String> proposed(JsonNode list, String part) {
        var ids = new ArrayList<String>();
        list.path(part).forEach(each -> ids.add(each.path("measure").asText()));
        return ids;
    }
}
