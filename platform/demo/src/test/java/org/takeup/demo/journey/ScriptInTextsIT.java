package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;
import org.takeup.demo.SharedDemo;

/** Markup and script in the texts that people and files bring in stay text, on every page that shows them (threat W2). */
class ScriptInTextsIT {
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
    void everyTextStaysText() throws IOException {
        List<String> payloads = payloads();
        assertEquals(150, payloads.stream().distinct().count());
        try (Window desk = Window.wide()) {
            desk.signIn(
                    Company.HARBOUR_LINE,
                    Company.HARBOUR_LINE.people().getFirst().username());
            Set<String> pages = new LinkedHashSet<>();
            pages.add(draftPlan(desk, payloads));
            for (int i = 0; i < payloads.size(); i += 10) {
                String note = String.join("\n", payloads.subList(i, i + 10));
                pages.add(addStakeholder(desk, payloads.get(i), note));
                pages.add(openWave(desk, payloads.get(i + 5)));
            }
            pages.add(sendFile(desk, payloads.get(2)));
            Stream.of("/", "/surveys", "/plans", "/plans/new", "/people", "/learning", "/board", "/outbox")
                    .forEach(path -> pages.add("/w/harbour-line" + path));
            pages.forEach(path -> nothingRuns(desk, path));
            assertEquals(List.of(), desk.complaints());
        }
    }

    private static void nothingRuns(Window desk, String path) {
        assertTrue(desk.open(path) < 400, path);
        assertEquals("undefined", desk.page().evaluate("typeof window.hit"), path);
    }

    private static String addStakeholder(Window desk, String name, String note) {
        desk.open("/w/harbour-line/stakeholders");
        desk.page().locator("#new-name").fill(name);
        desk.page().locator("#new-note").fill(note);
        return sent(desk, desk.page().locator("form[action$='/stakeholders'] button[type=submit]"));
    }

    private static String openWave(Window desk, String title) {
        desk.open("/w/harbour-line/surveys/new");
        desk.page().locator("#title").fill(title);
        return sent(desk, desk.button("Open the survey"));
    }

    /** A plan with a text as its objective, and a step with one in its subject and many in its words. */
    private static String draftPlan(Window desk, List<String> payloads) {
        desk.open("/w/harbour-line/plans/new");
        desk.page().locator("#objective").fill(payloads.get(0));
        desk.page().locator("#f-programme").fill("Nights");
        desk.page().locator("#f-gain").fill("calmer nights");
        String plan = sent(desk, desk.button("Draft the plan"));
        Locator edit = desk.page().locator("article a.button").first();
        assertTrue(edit.isVisible(), desk::text);
        edit.click();
        desk.page().locator("#audienceId").selectOption(new SelectOption().setIndex(0));
        desk.page().locator("#subject").fill(payloads.get(18));
        desk.page().locator("#words").fill(String.join("\n", payloads.subList(0, 40)));
        sent(desk, desk.button("Save"));
        return plan;
    }

    /** The sample data under another name. */
    private static String sendFile(Window desk, String name) throws IOException {
        byte[] data = Files.readAllBytes(SharedDemo.learningData(Company.HARBOUR_LINE));
        desk.open("/w/harbour-line/learning");
        desk.page()
                .locator("#file")
                .setInputFiles(new FilePayload(name.replace("/", "") + ".zip", "application/zip", data));
        return sent(desk, desk.button("Import"));
    }

    /** Sends the form. @return the path of the page that answers; a refusal must show no script either */
    private static String sent(Window desk, Locator button) {
        String before = desk.page().url();
        button.click();
        desk.page().waitForLoadState();
        assertEquals("undefined", desk.page().evaluate("typeof window.hit"), desk.page()::url);
        String path = URI.create(desk.page().url()).getRawPath();
        return path.isEmpty() ? before : path;
    }
}
