package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;
import org.takeup.demo.SharedDemo;

/** Live results of an open survey, and what people wrote in one that is over, as the lead sees them in a browser. */
class LiveResultsIT {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();
    private static final Pattern FOURS = Pattern.compile("name=\"(a\\.[^\"]+)\"[^>]*value=\"4\"");

    /** Answers that the lead watches coming. */
    private static final int ASKED = 16;

    private final HttpClient phones = HttpClient.newHttpClient();
    private final List<String> wrong = new ArrayList<>();

    @AfterEach
    void nothingIsWrong() {
        phones.close();
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @Test
    void figuresAppearAndMoveByThemselvesUntilTheSurveyCloses() {
        try (Window lead = Reader.LEAD.window()) {
            WorkspaceApi api = WorkspaceApi.of(lead, HOME);
            String unit = "unit:" + Company.NORTHBANK.person("ann").unit();
            String wave = opened(api, "How is the platform?", unit, "confidential");
            api.post("/waves/" + wave + "/invitations", Map.of("mail", true));
            Iterator<String> links = links(wave).iterator();
            lead.open(HOME + "/surveys/" + wave + "/live");
            assertTrue(lead.text().contains("Figures appear when 10 people"), lead::text);
            wrong.addAll(Looks.at(lead, "live-none"));
            answers(links, 9);
            has(lead, "finished", "9");
            assertEquals(0, lead.page().locator("[data-mean]").count());
            answers(links, 1);
            lead.page().locator("[data-mean]").first().waitFor();
            has(lead, "counted", "5");
            wrong.addAll(Looks.at(lead, "live-scores"));
            answers(links, 5);
            has(lead, "counted", "10");
            lead.button("Stop updating").click();
            answers(links, 1);
            assertTrue(lead.text().contains("Stopped"), lead::text);
            assertEquals("15", lead.page().locator("[data-live=finished]").innerText());
            lead.button("Stop updating").click();
            has(lead, "finished", "16");
            wrong.addAll(lead.complaints());
            api.post("/waves/" + wave + "/close", Map.of());
            lead.page().waitForURL("**/results");
        }
    }

    private static void has(Window window, String place, String text) {
        window.page()
                .waitForFunction(
                        "([place, text]) => document.querySelector(`[data-live=\"${place}\"]`)?.textContent === text",
                        List.of(place, text));
    }

    private static String opened(WorkspaceApi api, String title, String segment, String privacy) {
        return api.post(
                        "/waves",
                        Map.of(
                                "plugin", "survey-acceptance",
                                "title", title,
                                "segment", segment,
                                "privacy", privacy,
                                "closes", Instant.now().plus(Duration.ofDays(3)).toString()))
                .path("id")
                .asText();
    }

    /** The links that were mailed to those who are asked, once there are enough. */
    private static List<String> links(String wave) {
        Supplier<List<String>> links = () -> SharedDemo.mails().mails().stream()
                .flatMap(mail -> Pattern.compile("http\\S+/answer/" + wave + "/\\S+")
                        .matcher(mail.text())
                        .results()
                        .map(MatchResult::group))
                .distinct()
                .toList();
        Poll.until("the mails are out", () -> links.get().size() >= ASKED);
        return links.get();
    }

    private void answers(Iterator<String> links, int people) {
        for (int i = 0; i < people; i++) {
            String page = links.next() + "/1";
            while (page.matches(".*/\\d+")) {
                String fields = FOURS.matcher(
                                send(HttpRequest.newBuilder(URI.create(page))).body())
                        .results()
                        .map(found -> encoded(found) + "=4")
                        .distinct()
                        .collect(Collectors.joining("&"));
                page = location(post(page, fields));
            }
        }
    }

    private static String encoded(MatchResult found) {
        return URLEncoder.encode(found.group(1), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> post(String address, String fields) {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", SharedDemo.url().toString())
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    private static String location(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.uri()
                .resolve(answer.headers().firstValue("location").orElseThrow())
                .toString();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return phones.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void theLeadCodesWhatSomebodyWroteAndTakesItBack() {
        String wave;
        try (Window lead = Reader.LEAD.window()) {
            WorkspaceApi api = WorkspaceApi.of(lead, HOME);
            wave = opened(api, "Who has a wish?", "everybody", "named");
            api.post("/waves/" + wave + "/invitations", Map.of("mail", false));
        }
        try (Window learner = Reader.LEARNER.window()) {
            Poll.until("Ann is invited", () -> learner.open(HOME + "/my-surveys/" + wave) == 200);
            String first = learner.page().url().replaceFirst("/\\d+$", "");
            learner.go(first + "/1");
            int last = Integer.parseInt(
                    learner.page().locator("main progress").first().getAttribute("max"));
            for (int i = 1; i < last; i++) {
                learner.go(first + "/" + i);
                learner.page().locator("input[type=radio][value='4']").all().forEach(radio -> radio.check());
                learner.page().locator("main form button[type=submit]").click();
                learner.page().waitForURL(first + "/" + (i + 1));
            }
            learner.go(first + "/" + last);
            learner.page().locator("textarea").fill("More time <script>alert(1)</script> =1+1");
            learner.page().locator("main form button[type=submit]").click();
            learner.page().waitForURL("**/done");
        }
        try (Window lead = Reader.LEAD.window()) {
            WorkspaceApi.of(lead, HOME).post("/waves/" + wave + "/close", Map.of());
            Poll.until("it is over", () -> {
                lead.open(HOME + "/surveys/" + wave + "/words");
                return lead.page().url().endsWith("/words");
            });
            lead.page().locator("#name").fill("Time");
            lead.button("Add").click();
            wrong.addAll(Looks.at(lead, "words"));
            lead.link("Code answers by hand").click();
            assertTrue(lead.text().contains("More time <script>"), lead::text);
            // By the keyboard: to the box, tick it, to the button, press it.
            lead.page().locator("input[name=code]").focus();
            lead.page().keyboard().press("Space");
            lead.page().keyboard().press("Tab");
            lead.page().keyboard().press("Enter");
            lead.page().waitForLoadState();
            lead.button("Undo").waitFor();
            assertTrue(lead.page().locator("input[name=code]").isChecked());
            wrong.addAll(Looks.at(lead, "coding"));
            lead.button("Undo").click();
            lead.page().waitForLoadState();
            assertEquals(0, lead.page().locator("input[name=code]:checked").count());
            wrong.addAll(lead.complaints());
        }
    }
}
