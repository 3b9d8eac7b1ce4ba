package org.takeup.questionnaire.lime;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A file that is written: tables with their rows, in the structure that LimeSurvey has since version 4. */
final class LimeFile {
    /** The structure's number in LimeSurvey; later versions take it in and bring it up to date. */
    private static final String DB_VERSION = "415";

    private final List<String> languages;
    private final Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();

    LimeFile(List<String> languages) {
        this.languages = languages;
    }

    /** Adds a row. @param cells column, value, column, value ... */
    void row(String table, String... cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put(cells[i], cells[i + 1]);
        }
        tables.computeIfAbsent(table, ignored -> new ArrayList<>()).add(row);
    }

    String xml() {
        var out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("document");
            leaf(xml, "LimeSurveyDocType", "Survey");
            leaf(xml, "DBVersion", DB_VERSION);
            xml.writeStartElement("languages");
            for (String language : languages) {
                leaf(xml, "language", language);
            }
            xml.writeEndElement();
            for (var table : tables.entrySet()) {
                table(xml, table.getKey(), table.getValue());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML cannot be written to memory", e);
        }
        return out.toString();
    }

    private static void table(XMLStreamWriter xml, String name, List<Map<String, String>> rows)
            throws XMLStreamException {
        xml.writeStartElement(name);
        Set<String> fields = new LinkedHashSet<>();
        rows.forEach(row -> fields.addAll(row.keySet()));
        xml.writeStartElement("fields");
        for (String field : fields) {
            leaf(xml, "fieldname", field);
        }
        xml.writeEndElement();
        xml.writeStartElement("rows");
        for (Map<String, String> row : rows) {
            xml.writeStartElement("row");
            for (var cell : row.entrySet()) {
                leaf(xml, cell.getKey(), cell.getValue());
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void leaf(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        // What XML cannot hold is in no text of ours, but in no file of ours either.
        xml.writeCharacters(text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", ""));
        xml.writeEndElement();
    }
}
