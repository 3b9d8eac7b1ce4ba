package org.takeup.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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
}
