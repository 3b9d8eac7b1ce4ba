package org.takeup.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.http.Json;

/** Programmes as they were stored before they could be launched. */
class ProgrammeTest {
    private static final String STORED = """
            {"id":"p","name":"Safe data","need":"","priority":"","sponsor":"","from":"%s","until":"2027-03-01",
             "segments":[],"minutesPerWeek":0,"measures":[],
             "indicator":{"kind":"OWN","name":"Leaks","unit":"a month","baseline":9,"target":4},
             "effect":{"low":0,"likely":0,"high":0},"gain":{"low":0,"likely":0,"high":0},
             "purchases":{"low":0,"likely":0,"high":0},"changed":"2026-11-01T10:00:00Z","by":"Ada","version":3}""";

    private static Programme stored(String from) {
        return Json.read(STORED.formatted(from).getBytes(StandardCharsets.UTF_8), Programme.class)
                .known();
    }

    @Test
    void oneThatHadBegunStaysLaunchedAlsoWhenItIsChanged() {
        Programme begun = stored("2026-10-01");
        assertTrue(begun.launch().orElseThrow().rests().isEmpty());
        assertFalse(begun.launch().orElseThrow().waived());
        assertEquals("2026-10-01", begun.launch().orElseThrow().day().toString());
        assertEquals(3, begun.version());
        assertEquals(begun, begun.known());
        assertEquals(begun.launch(), stored("2027-01-01").after(begun).launch());
    }

    @Test
    void oneThatHadNotBegunIsBeingPreparedWhateverItsFirstDayIsChangedTo() {
        Programme coming = stored("2027-01-01");
        assertTrue(coming.launch().isEmpty());
        assertTrue(stored("2026-10-01").after(coming).known().launch().isEmpty());
    }

    private static Programme planned(String sponsor, String named) {
        String more = ",\"added\":\"2026-11-01T10:00:00Z\",\"sponsor\":\"" + sponsor + "\""
                + (named.isEmpty() ? "" : ",\"named\":\"" + named + "\"") + "}";
        String body = STORED.formatted("2027-01-01").replace("\"sponsor\":\"\",", "");
        return Json.read(
                (body.substring(0, body.lastIndexOf('}')) + more).getBytes(StandardCharsets.UTF_8), Programme.class);
    }

    private static Programme launched(Programme before, String day) {
        var launch = new Launch(LocalDate.parse(day), "Ada", before.changed(), List.of(), "Because");
        return before.with(Optional.of(launch), before.changed(), "Ada");
    }

    private static Optional<LocalDate> on(String day) {
        return Optional.of(LocalDate.parse(day));
    }

    @Test
    void aSponsorIsNamedOnTheDayFromWhichThereIsOneWhoeverItIs() {
        Programme nobody = planned("", "");
        Programme first = planned("Ada", "2026-12-01").after(nobody);
        assertEquals(on("2026-12-01"), first.named());
        assertEquals(on("2026-12-01"), planned("Ben", "2026-12-09").after(first).named(), "another one");
        Programme none = planned("", "").after(first);
        assertEquals(Optional.empty(), none.named());
        assertEquals(on("2026-12-20"), planned("Cy", "2026-12-20").after(none).named(), "named anew");
        assertEquals(
                Optional.empty(),
                planned("Ada", "2026-12-09").after(planned("Ada", "")).named(),
                "since when is not known");
        Programme launched = launched(first, "2026-12-31");
        assertEquals(on("2026-12-01"), planned("", "").after(launched).named(), "what was stays");
        assertEquals(
                on("2026-12-01"), planned("Ben", "2027-02-01").after(launched).named());
    }

    @Test
    void daysToTheLaunchAreCountedOfThoseAloneWhoseTwoDaysAreKnown() {
        Programme ten = launched(planned("Ada", "2026-12-01"), "2026-12-11");
        Programme three = launched(planned("Ada", "2026-12-08"), "2026-12-11");
        Programme atOnce = launched(planned("Ada", "2026-12-11"), "2026-12-11");
        assertEquals(Optional.of(10L), ten.daysToLaunch());
        assertEquals(Optional.of(0L), atOnce.daysToLaunch());
        List<Programme> unknown =
                List.of(planned("Ada", "2026-12-01"), launched(planned("Ada", ""), "2026-12-11"), stored("2026-10-01"));
        unknown.forEach(each -> assertEquals(Optional.empty(), each.daysToLaunch()));

        assertEquals(new Overview.Sponsored(0, Optional.empty()), Overview.Sponsored.of(unknown));
        assertEquals(
                new Overview.Sponsored(3, Optional.of(3.0)),
                Overview.Sponsored.of(Stream.concat(unknown.stream(), Stream.of(ten, atOnce, three))
                        .toList()));
        assertEquals(new Overview.Sponsored(2, Optional.of(6.5)), Overview.Sponsored.of(List.of(ten, three)));
        assertEquals("6.5", Overview.Sponsored.of(List.of(ten, three)).rounded());
    }
}
