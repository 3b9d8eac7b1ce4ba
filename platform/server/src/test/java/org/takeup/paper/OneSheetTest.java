package org.takeup.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class OneSheetTest {
    private static String text(String words, int points) {
        byte[] file = OneSheet.of(
                () -> new Paper("Title", "Northbank", Locale.ENGLISH, Color.BLUE),
                (paper, sheet) -> {
                    paper.heading("Heading", 18).text(sheet.fit(words), 10, Paper.INK);
                    for (String each : sheet.few(Collections.nCopies(points, words))) {
                        paper.point(sheet.fit(each), 10);
                    }
                },
                "Northbank");
        try (PDDocument read = Loader.loadPDF(file)) {
            assertEquals(1, read.getNumberOfPages());
            return new PDFTextStripper().getText(read);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatFitsIsWrittenAsItIs() {
        String text = text("Short words", 3);
        assertTrue(text.contains("Short words") && !text.contains("Shortened"), text);
    }

    @Test
    void whatIsTooLongIsShortenedAndSaysSo() {
        for (String words : List.of("many words ".repeat(500), "W".repeat(5_000))) {
            String text = text(words, 40);
            assertTrue(text.contains("Shortened so that it fits"), text);
        }
    }
}
