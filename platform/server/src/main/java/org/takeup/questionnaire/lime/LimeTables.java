package org.takeup.questionnaire.lime;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The tables of a file: LimeSurvey writes its database's rows as XML. Read as a stream, with no document type, no entities of
 * the file's own, and limits on depth, rows and values.
 */
final class LimeTables {
    /** Themes of versions 3 to 6 are nested to the sixth level; some of other makers go deeper. */
    private static final int DEEPEST = 12;

    /** What LimeSurvey exports in the same form and is no survey. */
    private static final Set<String> PARTS = Set.of("Group", "Question", "Label set");

    private static final int MOST_ROWS = 40_000;
    private static final int LONGEST = 64 * 1024;

    private final Map<String, List<Map<String, String>>> rows = new HashMap<>();
    private final List<String> languages = new ArrayList<>();
    private String kind = "";
    private boolean anythingCut;

    private LimeTables() {}

    /** @throws LimeUnreadable if it is no XML, or has what is not taken here */
    static LimeTables read(byte[] file) throws LimeUnreadable {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        var tables = new LimeTables();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(file));
            try {
                tables.document(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new LimeUnreadable("The file is no XML that can be read" + (line > 0 ? ", from line " + line : "")
                    + " on. Export the survey from LimeSurvey again, as .lss.");
        }
        if (PARTS.contains(tables.kind)) {
            throw new LimeUnreadable("The file is a part of a survey (" + tables.kind
                    + "). Export the structure of the whole survey from LimeSurvey, as .lss.");
        }
        if (!tables.kind.equals("Survey")) {
            throw new LimeUnreadable(
                    "The file is no survey of LimeSurvey. Export the structure of a survey there, as .lss.");
        }
        return tables;
    }

    private void document(XMLStreamReader reader) throws XMLStreamException, LimeUnreadable {
        List<String> path = new ArrayList<>();
        var text = new StringBuilder();
        Map<String, String> row = new LinkedHashMap<>();
        int count = 0;
        boolean cut = false;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.ENTITY_DECLARATION ->
                    throw new LimeUnreadable(
                            "The file has a document type or entities of its own, which are not taken here. LimeSurvey writes none.");
                case XMLStreamConstants.START_ELEMENT -> {
                    path.add(reader.getLocalName());
                    text.setLength(0);
                    if (path.size() > DEEPEST) {
                        throw new LimeUnreadable("The file is nested deeper than LimeSurvey does it.");
                    }
                    if (path.size() == 4 && path.get(3).equals("row")) {
                        row = new LinkedHashMap<>();
                        if (++count > MOST_ROWS) {
                            throw new LimeUnreadable(
                                    "The file has more than " + MOST_ROWS + " rows; divide the survey.");
                        }
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    int room = LONGEST - text.length();
                    text.append(
                            reader.getTextCharacters(), reader.getTextStart(), Math.min(room, reader.getTextLength()));
                    cut |= room < reader.getTextLength();
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    end(path, cut ? withoutHalfTag(text.toString()) : text.toString(), row);
                    anythingCut |= cut;
                    cut = false;
                    text.setLength(0);
                    path.removeLast();
                }
                default -> {
                    // Comments and instructions to programs say nothing here.
                }
            }
        }
    }

    private void end(List<String> path, String text, Map<String, String> row) {
        if (path.size() == 2 && path.getLast().equals("LimeSurveyDocType")) {
            kind = text.strip();
        } else if (path.size() == 3 && path.get(1).equals("languages")) {
            languages.add(text.strip());
        } else if (path.size() == 5 && path.get(3).equals("row")) {
            row.put(path.getLast(), text);
        } else if (path.size() == 4 && path.get(3).equals("row")) {
            rows.computeIfAbsent(path.get(1), ignored -> new ArrayList<>()).add(row);
        }
    }

    /** Texts with pictures inside are long; what a cut leaves of the picture would be read as words. */
    private static String withoutHalfTag(String text) {
        int begins = text.lastIndexOf('<');
        return begins > text.lastIndexOf('>') ? text.substring(0, begins) : text;
    }

    /** Whether a value was so long that its end was left out. */
    boolean isAnythingCut() {
        return anythingCut;
    }

    /** The rows of a table; none if it is not in the file. */
    List<Map<String, String>> rows(String table) {
        return rows.getOrDefault(table, List.of());
    }

    /** As the file names them, the survey's own first. */
    List<String> languages() {
        return languages;
    }

    /** A cell, or nothing. */
    static String cell(Map<String, String> row, String column) {
        return Objects.requireNonNullElse(row.get(column), "").strip();
    }

    /** A number in a cell; large if there is none, so that it comes last. */
    static int order(Map<String, String> row, String column) {
        String text = cell(row, column);
        return text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }
}
