package org.takeup.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class BriefPdfTest {
    private static Brief.Line line(String name) {
        return new Brief.Line(name, "What a high score says.", 61.4, 55, 68, true);
    }

    private static Brief brief(String title, int scales) {
        List<Brief.Line> lines =
                IntStream.range(0, scales).mapToObj(n -> line("Scale " + n)).toList();
        return new Brief(
                title,
                "Six strands",
                "60 of 90 people answered (67 %).",
                "Strongest is Scale 0.",
                true,
                lines.subList(0, Math.min(3, scales)),
                List.of(),
                List.of("Nothing has clearly changed since Spring."),
                List.of(new Brief.Todo(
                        "protected-time",
                        "Protected learning time",
                        "Because time is short.",
                        "https://takeup.example/w/northbank/measures/protected-time")),
                List.of(),
                lines,
                List.of(new Brief.Ranged(
                        "Blame gap",
                        "Others less ourselves.",
                        Optional.of(12.0),
                        Optional.of(2.0),
                        Optional.of(22.0),
                        -100,
                        100,
                        "above",
                        List.of(new Brief.Ranged(
                                "Fear",
                                "Others less ourselves.",
                                Optional.of(35.0),
                                Optional.of(25.0),
                                Optional.of(45.0),
                                -100,
                                100,
                                "above",
                                List.of())))),
                5,
                "Means with Student's t.",
                "");
    }

    private static String text(byte[] pdf) {
        try (PDDocument read = Loader.loadPDF(pdf)) {
            assertEquals("en", read.getDocumentCatalog().getLanguage());
            return new PDFTextStripper().getText(read);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itsTextIsTextAndInItsOrder() {
        String text = text(BriefPdf.of(
                brief("Wie es uns geht \u2013 \u00e9t\u00e9, ma\u00f1ana", 6), "Northbank", "#1d5c63", "Northbank"));
        List<String> inOrder = List.of(
                "Wie es uns geht \u2013 \u00e9t\u00e9, ma\u00f1ana",
                "60 of 90 people answered",
                "Strong",
                "Scale 0: 61 of 100.",
                "Blame gap",
                "+12 from -100 to 100, likely +2 to +22",
                "Fear: +35 from -100 to 100",
                "Nothing has clearly changed since Spring.",
                "Protected learning time. Because time is short.",
                "All scores",
                "61  (55 to 68)",
                "1 / ");
        int from = 0;
        for (String each : inOrder) {
            int at = text.replace('\n', ' ').indexOf(each, each.startsWith("1 /") ? 0 : from);
            assertTrue(at >= 0, each + " is not in\n" + text);
            from = each.startsWith("1 /") ? from : at;
        }
    }

    @Test
    void whatTheFontDoesNotHaveIsABoxAndLongWordsAreBroken() {
        String title = "\u4f60\u597d \u202eevil " + String.join("", Collections.nCopies(300, "\u0416"));
        String text = text(BriefPdf.of(brief(title, 1), "N", "#1d5c63", "x".repeat(500)));
        assertTrue(text.contains("\u25a1\u25a1 evil"), text);
        assertEquals(300, text.chars().filter(letter -> letter == '\u0416').count(), "all of the long word is there");
    }

    @Test
    void manyScalesGoOnOnTheNextSheet() throws IOException {
        byte[] pdf = BriefPdf.of(brief("Many", 60), "Northbank", "#1d5c63", "foot");
        try (PDDocument read = Loader.loadPDF(pdf)) {
            assertTrue(read.getNumberOfPages() >= 3, "sheets: " + read.getNumberOfPages());
        }
        assertTrue(text(pdf).contains("Scale 59"));
    }

    /** A bar is two filled rectangles, the whole and the score, and its interval is six strokes; no sheet has a picture. */
    @Test
    void itsChartsAreDrawnAsLinesAndAreas() throws IOException {
        int scales = 6;
        byte[] pdf = BriefPdf.of(brief("Spring", scales), "Northbank", "#1d5c63", "Northbank");
        var widths = new ArrayList<Float>();
        int strokes = 0;
        try (PDDocument read = Loader.loadPDF(pdf)) {
            for (PDPage sheet : read.getPages()) {
                assertFalse(sheet.getResources().getXObjectNames().iterator().hasNext(), "a picture or a form");
                var tokens = new PDFStreamParser(sheet).parse();
                for (int i = 0; i < tokens.size(); i++) {
                    String operator = tokens.get(i) instanceof Operator each ? each.getName() : "";
                    assertNotEquals("BI", operator, "a picture in the line");
                    strokes += operator.equals("S") ? 1 : 0;
                    if (operator.equals("re")) {
                        widths.add(((COSNumber) tokens.get(i - 2)).floatValue());
                    }
                }
            }
        }
        assertEquals(6 * scales, strokes);
        assertEquals(2 * scales, widths.size());
        for (int bar = 0; bar < scales; bar++) {
            assertEquals(0.614, widths.get(2 * bar + 1) / widths.get(2 * bar), 1e-3, "61.4 of 100");
        }
    }

    @Test
    void aMeasureLeadsToItsPage() throws IOException {
        byte[] pdf = BriefPdf.of(brief("Spring", 6), "Northbank", "#1d5c63", "Northbank");
        try (PDDocument read = Loader.loadPDF(pdf)) {
            var link = (PDAnnotationLink) read.getPage(0).getAnnotations().getFirst();
            String address = "https://takeup.example/w/northbank/measures/protected-time";
            assertEquals(address, ((PDActionURI) link.getAction()).getURI());
            assertTrue(link.getRectangle().getWidth() > 100);
        }
        assertTrue(text(pdf).contains("/measures/protected-time"), text(pdf));
    }
}
