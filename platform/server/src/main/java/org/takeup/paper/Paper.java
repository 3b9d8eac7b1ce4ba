package org.takeup.paper;

import io.nayuki.qrcodegen.QrCode;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;

/**
 * Sheets that are written from the top: text that breaks its lines, bars, and QR codes. Text stays text, the rest is drawn as
 * shapes. For one thread.
 */
public final class Paper implements AutoCloseable {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float EDGE = 56;
    private static final float LEADING = 1.4f;
    private static final float FOOT = 8;
    private static final float INDENT = 14;
    private static final int QUIET = 4;
    /** For what is read. */
    public static final Color INK = new Color(0x17, 0x24, 0x2b);
    /** For what stands beside. */
    public static final Color FAINT = new Color(0x4a, 0x5a, 0x63);

    private static final Color TRACK = new Color(0xe9, 0xee, 0xec);

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private final Color accent;
    private final PDRectangle sheet;
    private final float wide;
    private PDPageContentStream page;
    private float y;

    /** What a sheet is like. */
    public enum Sheet {
        /** Upright, for printing. */
        A4(PDRectangle.A4),
        /** Lying, 16:9, for a screen. */
        SLIDE(new PDRectangle(960, 540));

        @SuppressWarnings("ImmutableEnumChecker")
        private final PDRectangle size;

        Sheet(PDRectangle size) {
            this.size = size;
        }
    }

    /** On sheets of A4. @param accent the organisation's colour */
    public Paper(String title, String author, Locale language, Color accent) throws IOException {
        this(Sheet.A4, title, author, language, accent);
    }

    /** @param accent the organisation's colour */
    public Paper(Sheet sheet, String title, String author, Locale language, Color accent) throws IOException {
        this.accent = accent;
        this.sheet = sheet.size;
        this.wide = sheet.size.getWidth() - 2 * EDGE;
        try (InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
            if (file == null) {
                throw new IOException("The font of reports is not where PDFBox keeps it");
            }
            this.font = PDType0Font.load(document, file);
        }
        document.getDocumentInformation().setTitle(title);
        document.getDocumentInformation().setAuthor(author);
        document.getDocumentCatalog().setLanguage(language.toLanguageTag());
        this.page = fresh();
    }

    private PDPageContentStream fresh() throws IOException {
        var next = new PDPage(sheet);
        document.addPage(next);
        y = sheet.getHeight() - EDGE;
        return new PDPageContentStream(document, next);
    }

    /** Leaves space. */
    public Paper gap(float points) {
        y -= points;
        return this;
    }

    /** A heading, never alone at the foot of a sheet. @param size in points */
    public Paper heading(String text, float size) throws IOException {
        room(size * 5);
        return write(text, size, INK, 0);
    }

    /** A text that breaks its lines. @param size in points */
    public Paper text(String text, float size, Color color) throws IOException {
        return write(text, size, color, 0);
    }

    /** One point of a list. */
    public Paper point(String text, float size) throws IOException {
        room(size * LEADING);
        put("\u2022", size, accent, EDGE, y - size);
        return write(text, size, INK, INDENT);
    }

    /** An address below a point of a list, on which a reader can click. */
    public Paper link(String address, float size) throws IOException {
        for (String line : lines(address, size, wide - INDENT)) {
            room(size * LEADING);
            put(line, size, FAINT, EDGE + INDENT, y - size);
            var spot = new PDRectangle(EDGE + INDENT, y - size * LEADING, width(line, size), size * LEADING);
            document.getPage(document.getNumberOfPages() - 1).getAnnotations().add(leading(address, spot));
            y -= size * LEADING;
        }
        return this;
    }

    private static PDAnnotationLink leading(String address, PDRectangle spot) {
        var action = new PDActionURI();
        action.setURI(address);
        var noFrame = new PDBorderStyleDictionary();
        noFrame.setWidth(0);
        var link = new PDAnnotationLink();
        link.setRectangle(spot);
        link.setBorderStyle(noFrame);
        link.setContents(address);
        link.setAction(action);
        return link;
    }

    private Paper write(String text, float size, Color color, float indent) throws IOException {
        for (String line : lines(text, size, wide - indent)) {
            room(size * LEADING);
            put(line, size, color, EDGE + indent, y - size);
            y -= size * LEADING;
        }
        return this;
    }

    /** A name, its value and a bar from 0 to 100 with its interval. */
    public Paper bar(String name, String value, double score, double low, double high) throws IOException {
        room(36);
        float size = 10;
        float taken = width(value, size);
        List<String> names = lines(name, size, wide - taken - 12);
        put(names.getFirst() + (names.size() > 1 ? " \u2026" : ""), size, INK, EDGE, y - size);
        put(value, size, INK, EDGE + wide - taken, y - size);
        float top = y - 18;
        fill(TRACK, EDGE, top - 8, wide, 8);
        fill(accent, EDGE, top - 8, (float) (wide * score / 100), 8);
        float from = (float) (EDGE + wide * low / 100);
        float to = (float) (EDGE + wide * high / 100);
        // Light first, so that it is seen on the bar as well.
        whisker(from, to, top - 4, Color.WHITE, 3);
        whisker(from, to, top - 4, INK, 1);
        y -= 36;
        return this;
    }

    private void whisker(float from, float to, float middle, Color color, float width) throws IOException {
        page.setStrokingColor(color);
        page.setLineWidth(width);
        line(from, middle, to, middle);
        line(from, middle - 3, from, middle + 3);
        line(to, middle - 3, to, middle + 3);
    }

    private void fill(Color color, float x, float bottom, float width, float height) throws IOException {
        page.setNonStrokingColor(color);
        page.addRect(x, bottom, width, height);
        page.fill();
    }

    private void line(float x1, float y1, float x2, float y2) throws IOException {
        page.moveTo(x1, y1);
        page.lineTo(x2, y2);
        page.stroke();
    }

    private void room(float height) throws IOException {
        if (y - height < EDGE) {
            page.close();
            page = fresh();
        }
    }

    private void put(String text, float size, Color color, float x, float baseline) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.setNonStrokingColor(color);
        page.newLineAtOffset(x, baseline);
        page.showText(text);
        page.endText();
    }

    /** Broken between words; a word that is wider than the line is broken anywhere. */
    private List<String> lines(String text, float size, float most) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : printable(text).split(" ")) {
            if (!line.isEmpty() && width(line + " " + word, size) > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            int fits = fitting(line, size, most);
            while (fits < line.length()) {
                lines.add(line.substring(0, fits));
                line.delete(0, fits);
                fits = fitting(line, size, most);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** How much of its start a line has room for, in characters: whole letters, and at least one. Looks no further than that. */
    private int fitting(CharSequence text, float size, float most) throws IOException {
        float units = 0;
        int fits = 0;
        while (fits < text.length()) {
            String letter = Character.toString(Character.codePointAt(text, fits));
            units += font.getStringWidth(letter);
            if (fits > 0 && units / 1000 * size > most) {
                return fits;
            }
            fits += letter.length();
        }
        return fits;
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    /** With a box for each letter that the font does not have, and without what only steers the letters around it. */
    private String printable(String text) {
        var printable = new StringBuilder();
        text.codePoints()
                .map(letter -> Character.isWhitespace(letter) ? ' ' : letter)
                .filter(letter -> !Character.isISOControl(letter) && Character.getType(letter) != Character.FORMAT)
                .mapToObj(Character::toString)
                .forEach(letter -> printable.append(has(letter) ? letter : "\u25a1"));
        return printable.toString();
    }

    private boolean has(String letter) {
        try {
            font.encode(letter);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            // Not in the font: a report with a box is better than none.
            return false;
        }
    }

    /** A text as a QR code, drawn as squares. @param side its width and height in points, with the quiet zone */
    public Paper code(String text, float side) throws IOException {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.QUARTILE);
        room(side);
        float module = side / (code.size + 2 * QUIET);
        page.setNonStrokingColor(Color.BLACK);
        for (int row = 0; row < code.size; row++) {
            for (int column = 0; column < code.size; column++) {
                if (code.getModule(column, row)) {
                    page.addRect(EDGE + (column + QUIET) * module, y - (row + QUIET + 1) * module, module, module);
                }
            }
        }
        page.fill();
        y -= side;
        return this;
    }

    /** A band of the organisation's colour over the whole upper edge. @param height in points */
    public Paper band(float height) throws IOException {
        fill(accent, 0, sheet.getHeight() - height, sheet.getWidth(), height);
        return this;
    }

    /** How many sheets there are so far. */
    public int sheets() {
        return document.getNumberOfPages();
    }

    /** How far down the sheet one can still write, in points. */
    public float left() {
        return y - EDGE;
    }

    /** The file, without numbers: for what is hung up or shown. @param foot at the foot of each sheet */
    public byte[] bytesWithoutNumbers(String foot) throws IOException {
        return bytes(foot, false);
    }

    /** The file, with the number of each sheet at its foot. */
    public byte[] bytes(String foot) throws IOException {
        return bytes(foot, true);
    }

    private byte[] bytes(String foot, boolean numbers) throws IOException {
        page.close();
        int sheets = document.getNumberOfPages();
        for (int i = 0; i < sheets; i++) {
            page = new PDPageContentStream(
                    document, document.getPage(i), PDPageContentStream.AppendMode.APPEND, true, true);
            put(lines(foot, FOOT, wide - 60).getFirst(), FOOT, FAINT, EDGE, EDGE / 2);
            String number = numbers ? (i + 1) + " / " + sheets : "";
            put(number, FOOT, FAINT, EDGE + wide - width(number, FOOT), EDGE / 2);
            page.close();
        }
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
