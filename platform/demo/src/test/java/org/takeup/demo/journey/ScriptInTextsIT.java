package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.demo.SharedDemo;
import org.takeup.tenant.Tenant;

/** Markup and script in the texts that people and files bring in stay text, on every page that shows them (threat W2). */
class ScriptInTextsIT {
    private static final String SLUG = "script-in-texts";
    private static final String HOME = "/w/" + SLUG;

    /** What a builder may repeat in messages must be plain, so these are refused where they come in. */
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z!][^>]*>");

    private static final int PAGE = 50;
    private static final String CALL = "window.hit=1,alert(1)";
    private static final List<String> SHAPES = List.of(
            "<script>%s</script>",
            "\"><script>%s</script>",
            "'><img src=x onerror=%s>",
            "<svg onload=%s>",
            "<svg><script>%s</script>",
            "<iframe srcdoc='<script>%s</script>'>",
            "<iframe src=javascript:%s>",
            "<a href=javascript:%s id=x>x</a>",
            "\" autofocus onfocus=\"%s",
            "' autofocus onfocus='%s",
            "</title><script>%s</script>",
            "</textarea><script>%s</script>",
            "</style><script>%s</script>",
            "</select><img src=x onerror=%s>",
            "--><script>%s</script>",
            "]]><script>%s</script>",
            "${%s}",
            "{{constructor.constructor('%s')()}}",
            "<math><img src=x onerror=%s>",
            "<details open ontoggle=%s>",
            "<video><source onerror=%s>",
            "<body onload=%s>",
            "<base href=//x><b onclick=%s>",
            "<form action=javascript:%s>",
            "<object data=javascript:%s>");
    private static final List<String> AROUND = List.of("@", "@ %0a", "&#60;@", "é@", "\\u003c@", "@<!--");

    /** 150 texts: every shape in every surrounding. Each fits into the shortest field. */
    private static List<String> payloads() {
        return SHAPES.stream()
                .map(shape -> shape.replace("%s", CALL))
                .flatMap(shape -> AROUND.stream().map(around -> around.replace("@", shape)))
                .toList();
    }

    @Test
    void everyTextStaysText() {
        List<String> payloads = payloads();
        assertEquals(150, payloads.stream().distinct().count());
        try (Window desk = Window.wide()) {
            Tenant tenant = FreshTenant.named(SLUG);
            desk.take(SharedDemo.seat(tenant, "Nora Newcomb"));
            WorkspaceApi api = WorkspaceApi.of(desk, HOME);
            api.post("/stakeholders", stakeholder("Night shift", ""));
            plans(desk, api, payloads);
            stakeholders(desk, api, payloads);
            learningData(desk, payloads);
            waves(desk, api, payloads);
            names(tenant, payloads);
            assertEquals(List.of(), desk.complaints());
        }
    }

    /** If the guard were blind, the test above would pass whatever happened. */
    @Test
    void aScriptThatGotInWouldBeNoticed() {
        try (Window desk = Window.wide()) {
            desk.open("/");
            desk.page().evaluate("""
                    () => {
                      try {
                        document.body.innerHTML = '<img src=x onerror="window.hit = 1">';
                      } catch (refused) {
                        // By Trusted Types, as it should be. The policy's report is what is waited for.
                      }
                    }
                    """);
            // What the browser reports is heard while something is asked of it.
            Poll.until("the content policy has refused it", () -> {
                desk.text();
                return !desk.complaints().isEmpty();
            });
            assertEquals("undefined", desk.page().evaluate("typeof window.hit"));
        }
    }

    private static void stakeholders(Window desk, WorkspaceApi api, List<String> payloads) {
        List<String> plain = payloads.stream().filter(ScriptInTextsIT::isPlain).toList();
        payloads.stream()
                .filter(payload -> !isPlain(payload))
                .forEach(payload -> assertEquals(422, api.status("/stakeholders", stakeholder(payload, "")), payload));
        for (int i = 0; i < payloads.size(); i++) {
            String name = i < plain.size() ? plain.get(i) : "Person " + i;
            api.post("/stakeholders", stakeholder(name, payloads.get(i)));
        }
        shows(
                desk,
                "/stakeholders",
                Stream.concat(plain.stream(), payloads.stream()).toList());
        shows(desk, "/plans/new", List.of());
    }

    private static Map<String, ?> stakeholder(String name, String note) {
        return Map.of(
                "name",
                name,
                "kind",
                "OTHER",
                "size",
                1,
                "power",
                3,
                "interest",
                3,
                "attitude",
                "NEUTRAL",
                "email",
                "",
                "segment",
                "",
                "note",
                note);
    }

    /** Each payload is the words of a step; those that are plain are the aim of a plan and an answer of its wizard too. */
    private static void plans(Window desk, WorkspaceApi api, List<String> payloads) {
        for (String payload : payloads) {
            boolean plain = isPlain(payload);
            if (!plain) {
                assertEquals(422, api.status("/plans", wizard(payload, "Nights")), payload);
                assertEquals(422, api.status("/plans", wizard("An aim", payload)), payload);
            }
            JsonNode plan = api.post("/plans", plain ? wizard(payload, payload) : wizard("An aim", "Nights"));
            reword(api, plan, payload);
            shows(desk, "/plans/" + plan.path("id").asText(), List.of(payload));
        }
        shows(desk, "/plans", List.of());
        shows(desk, "/", List.of());
    }

    private static boolean isPlain(String payload) {
        return !TAG.matcher(payload).find();
    }

    private static Map<String, ?> wizard(String objective, String programme) {
        String start = LocalDate.now(ZoneOffset.UTC).plusDays(7).toString();
        return Map.of(
                "builder",
                "plan-stakeholder",
                "objective",
                objective,
                "answers",
                Map.of("programme", programme, "gain", "calmer nights", "weeks", "8", "startDate", start));
    }

    private static void reword(WorkspaceApi api, JsonNode plan, String payload) {
        JsonNode step = plan.path("steps").path(0);
        api.put(
                "/plans/" + plan.path("id").asText() + "/steps/"
                        + step.path("id").asText(),
                plan.path("version").asLong(),
                Map.of(
                        "audienceId", step.path("audienceId").asText(),
                        "messenger", step.path("messenger").asText(),
                        "channel", step.path("channel").asText(),
                        "on", step.path("on").asText(),
                        "subject", payload,
                        "words", payload));
    }

    private static void waves(Window desk, WorkspaceApi api, List<String> payloads) {
        String closes = Instant.now().plus(Duration.ofDays(9)).toString();
        for (int i = 0; i < payloads.size(); i += PAGE) {
            List<String> few = payloads.subList(i, Math.min(i + PAGE, payloads.size()));
            List<String> ids = few.stream()
                    .map(payload -> api.post(
                                    "/waves",
                                    Map.of(
                                            "plugin",
                                            "survey-maturity",
                                            "title",
                                            payload,
                                            "segment",
                                            "everybody",
                                            "privacy",
                                            "confidential",
                                            "closes",
                                            closes))
                            .path("id")
                            .asText())
                    .toList();
            shows(desk, "/surveys", few);
            shows(desk, "/surveys/" + ids.getFirst(), few.subList(0, 1));
            shows(desk, "/surveys/" + ids.getFirst() + "/preview", List.of());
        }
    }

    /** A file with a payload in each name that a learning platform may send, and in rows that do not fit. */
    private static void learningData(Window desk, List<String> payloads) {
        desk.open(HOME + "/learning");
        desk.page()
                .locator("#file")
                .setInputFiles(new FilePayload(
                        payloads.get(2).replace("/", "") + ".zip", "application/zip", HostileExport.of(payloads)));
        desk.button("Import").click();
        desk.link("See take-up on the board").waitFor();
        nothingRuns(desk, URI.create(desk.page().url()).getRawPath().substring(HOME.length()));
        List<String> units = payloads.subList(0, 5);
        shows(desk, "/people", List.of());
        assertTrue(
                units.stream()
                        .allMatch(unit -> String.valueOf(
                                        desk.page().locator("select").first().textContent())
                                .contains(unit)),
                "the units are there to choose");
        shows(desk, "/board", List.of());
        shows(desk, "/learning", List.of());
    }

    /** The name with which a company's sign-in introduces somebody stands on every page. */
    private static void names(Tenant tenant, List<String> payloads) {
        try (Window window = Window.wide()) {
            for (String payload : payloads) {
                window.take(SharedDemo.seat(tenant, payload));
                shows(window, "/hand-over", List.of(payload));
            }
            assertEquals(List.of(), window.complaints());
        }
    }

    /** Opens a page, and wants to read these texts on it as they are. */
    private static void shows(Window desk, String path, List<String> texts) {
        nothingRuns(desk, path);
        String page = plain(String.valueOf(desk.page().locator("body").textContent()));
        for (String text : texts) {
            assertTrue(page.contains(plain(text)), () -> path + " does not show " + text);
        }
    }

    private static void nothingRuns(Window desk, String path) {
        assertTrue(desk.open(HOME + path) < 400, path);
        assertEquals("undefined", desk.page().evaluate("typeof window.hit"), path);
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
