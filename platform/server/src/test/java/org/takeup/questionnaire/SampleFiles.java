package org.takeup.questionnaire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.takeup.questionnaire.format.QuestionnaireReader;
import org.takeup.questionnaire.format.Unreadable;
import org.takeup.questionnaire.lime.LimeExport;

/** Small questionnaires in the format of the API. */
public final class SampleFiles {
    private SampleFiles() {}

    /** {@link #weeks} as a file. */
    public static String yaml(String of) {
        try {
            return new ObjectMapper().writeValueAsString(weeks(of));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** {@link #weeks} as a survey of LimeSurvey. */
    public static byte[] lss(String of) {
        try {
            return LimeExport.write(QuestionnaireReader.read(yaml(of))).xml().getBytes(StandardCharsets.UTF_8);
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }

    /** Two statements of a matrix with a scale, and a question that depends on the page before. @param of part of its title */
    public static Map<String, Object> weeks(String of) {
        return Map.of(
                "format",
                "takeup-questionnaire/1",
                "title",
                "First weeks of " + of,
                "purpose",
                "How the new ones fare in " + of,
                "minutes",
                3,
                "languages",
                List.of("en"),
                "pages",
                List.of(
                        Map.of(
                                "id",
                                "weeks",
                                "title",
                                "Weeks",
                                "items",
                                List.of(Map.of(
                                        "kind",
                                        "matrix",
                                        "about",
                                        "In my first weeks",
                                        "points",
                                        List.of("never", "seldom", "often", "always"),
                                        "rows",
                                        List.of(
                                                Map.of("id", "pace", "text", "I could follow."),
                                                Map.of("id", "lost", "text", "I felt lost."))))),
                        Map.of(
                                "id",
                                "more",
                                "title",
                                "More",
                                "items",
                                List.of(Map.of(
                                        "id",
                                        "why",
                                        "kind",
                                        "long-text",
                                        "text",
                                        "Why did you say {pace}?",
                                        "showIf",
                                        Map.of("item", "pace", "atMost", 2))))),
                "scales",
                List.of(Map.of(
                        "id",
                        "start",
                        "name",
                        "A good start",
                        "meaning",
                        "People found their feet.",
                        "minAnswered",
                        1,
                        "items",
                        List.of("pace", Map.of("item", "lost", "reverse", true)))));
    }
}
