package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.demo.Company;
import org.takeup.plugin.reading.AnsweringTime;

/**
 * Each instrument of ours from the link to the thanks on a phone: what the calculated time takes for granted of pages, taps,
 * swipes and words holds in a real browser, and no page weighs more than it may, whoever comes to it first.
 */
class FirstTimeIT {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();
    private static final int MOST_BYTES = 60_000;

    @ParameterizedTest
    @CsvSource({
        "survey-culture, anonymous",
        "survey-acceptance, confidential",
        "survey-learner-voice, anonymous",
        "survey-barriers, confidential",
        "survey-maturity, named"
    })
    void theHandDoesNoMoreThanIsCalculatedWith(String plugin, String privacy) {
        JsonNode time;
        int pages;
        String link;
        try (Window lead = Reader.LEAD.window()) {
            WorkspaceApi api = WorkspaceApi.of(lead, HOME);
            JsonNode instrument = api.get("/instruments/" + plugin);
            pages = instrument.path("pages").size();
            time = english(instrument);
            link = invited(api, plugin, privacy);
        }
        try (Window phone = Window.phone()) {
            var newcomer = new Newcomer(phone);
            newcomer.answersAll(link);
            System.out.printf(
                    "%s: %d taps and %d swipes (calculated %d and %d), words besides the questions %s, bytes %s%n",
                    plugin,
                    newcomer.taps(),
                    newcomer.swipes(),
                    time.path("taps").asInt(),
                    time.path("swipes").asInt(),
                    newcomer.wordsBesides(),
                    newcomer.bytes());
            assertEquals(pages + 2, newcomer.bytes().size(), "a page before, the questions, the thanks");
            assertTrue(
                    newcomer.taps() <= time.path("taps").asInt(), () -> newcomer.taps() + " taps, calculated " + time);
            assertTrue(
                    newcomer.swipes() <= time.path("swipes").asInt(),
                    () -> newcomer.swipes() + " swipes, calculated " + time);
            int before =
                    newcomer.wordsBesides().getFirst() + newcomer.wordsBesides().get(1);
            assertTrue(before <= AnsweringTime.WORDS_BEFORE + AnsweringTime.WORDS_OF_A_PAGE, () -> "words " + before);
            newcomer.wordsBesides()
                    .subList(2, pages + 1)
                    .forEach(words -> assertTrue(words <= AnsweringTime.WORDS_OF_A_PAGE, () -> "words " + words));
            newcomer.bytes().forEach(bytes -> assertTrue(bytes > 0 && bytes < MOST_BYTES, () -> "bytes " + bytes));
            assertEquals(List.of(), phone.complaints());
        }
    }

    private static JsonNode english(JsonNode instrument) {
        for (JsonNode each : instrument.path("time")) {
            if (each.path("language").asText().equals("en")) {
                return each;
            }
        }
        throw new AssertionError("No time in English: " + instrument);
    }

    /** Opens a survey for Ann's unit. @return her link */
    private static String invited(WorkspaceApi api, String plugin, String privacy) {
        String wave = api.post(
                        "/waves",
                        Map.of(
                                "plugin",
                                plugin,
                                "title",
                                "For the first time",
                                "segment",
                                "unit:" + Company.NORTHBANK.person("ann").unit(),
                                "privacy",
                                privacy,
                                "closes",
                                Instant.now().plus(Duration.ofDays(3)).toString()))
                .path("id")
                .asText();
        api.post("/waves/" + wave + "/invitations", Map.of("mail", false));
        try (Window learner = Reader.LEARNER.window()) {
            Poll.until("Ann is invited", () -> learner.open(HOME + "/my-surveys/" + wave) == 200);
            return learner.page().url();
        }
    }
}
