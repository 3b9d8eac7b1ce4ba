package org.takeup.plugin.leaflet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeReaderTest {
    @Test
    void headingsAreVersionsAndItemsAndParagraphsAreChanges() {
        List<Notes> notes = ChangeReader.read("""
                # Changes of this plugin

                What follows is kept by hand.

                ## [1.2.0] - 2026-11-20
                ### Added
                - A question about time,
                  in two languages.
                * Scores in tenths
                1. One more

                A paragraph
                of two lines.

                ## v1.1.0 (2026-10-01)
                ## 1.0.0-rc.1
                - First
                """);
        assertEquals(
                List.of(
                        new Notes(
                                "1.2.0",
                                "2026-11-20",
                                List.of(
                                        "Added",
                                        "A question about time, in two languages.",
                                        "Scores in tenths",
                                        "One more",
                                        "A paragraph of two lines.")),
                        new Notes("1.1.0", "2026-10-01", List.of()),
                        new Notes("1.0.0-rc.1", "", List.of("First"))),
                notes);
    }

    @Test
    void aVersionMayStandInOneLineWithItsChange() {
        assertEquals(
                List.of(new Notes("1.0.0", "", List.of("the first version."))),
                ChangeReader.read("1.0.0: the first version.\n"));
    }

    @Test
    void numbersWithinATextAreNoHeading() {
        assertEquals(
                List.of(new Notes("1.1.0", "", List.of("Reads what 1.0.0 wrote. 1.0.5 files are refused"))),
                ChangeReader.read("## 1.1.0\n- Reads what 1.0.0 wrote.\n1.0.5 files are refused\n"));
    }

    @Test
    void markupStaysTextAndWhatHidesIsTakenOut() {
        List<Notes> notes =
                ChangeReader.read("## 1.0.0\n- <script>alert(1)</script> [a](javascript:b)\u202Egnp\u0007\u200B\n");
        assertEquals(
                List.of("<script>alert(1)</script> [a](javascript:b)gnp"),
                notes.getFirst().lines());
    }

    @Test
    void whatExceedsALimitIsLeftOut() {
        String many = "## 1.0.0\n" + "- change\n".repeat(100) + "- " + "x".repeat(900) + "\n";
        Notes notes = ChangeReader.read(many).getFirst();
        assertEquals(40, notes.lines().size());
        String versions = "## 1.0.0\n- a\n".repeat(200);
        assertEquals(60, ChangeReader.read(versions).size());
        String longest = ChangeReader.read("## 1.0.0\n- " + "x".repeat(900) + "\n")
                .getFirst()
                .lines()
                .getFirst();
        assertEquals("x".repeat(500) + "…", longest);
    }
}
