package org.takeup.questionnaire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.takeup.http.Problem;
import org.takeup.questionnaire.format.Fault;
import org.takeup.questionnaire.format.QuestionnaireReader;
import org.takeup.questionnaire.format.QuestionnaireWriter;
import org.takeup.questionnaire.format.Unreadable;

/** Questionnaires as the text of a file, from and for people and programs. */
final class FileText {
    /** Escaped, because a reader of YAML takes not every character that JSON may hold as it is. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private FileText() {}

    static String json(OwnQuestionnaire own) {
        return write(QuestionnaireWriter.tree(own));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A questionnaire cannot be written as JSON", e);
        }
    }

    /** @throws Problem 422 with a field {@code file} for each fault */
    static OwnQuestionnaire read(String yaml) {
        try {
            return QuestionnaireReader.read(yaml);
        } catch (Unreadable e) {
            throw refused(e);
        }
    }

    /** As {@link #read(String)}, of a body that was parsed as JSON. */
    static OwnQuestionnaire read(JsonNode json) {
        return read(write(json));
    }

    static Problem refused(Unreadable e) {
        return Problem.invalid(e.faults().stream()
                .map(Fault::words)
                .map(words -> new Problem.Field("file", words))
                .toList());
    }
}
