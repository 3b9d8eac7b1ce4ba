package org.takeup.questionnaire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.takeup.http.Problem;

/** What people are told about files that are something else. */
class QuestionnaireFilesTest {
    private static String refused(String name, String content) {
        var problem = assertThrows(
                Problem.class, () -> QuestionnaireFiles.read(name, content.getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(422, problem.status());
        assertEquals("file", problem.fields().getFirst().name());
        return problem.fields().getFirst().message();
    }

    @Test
    void anArchiveIsToBeUnpacked() {
        assertTrue(refused("survey.lss", "PK\u0003\u0004").contains("Unpack it"));
        assertTrue(refused("survey.yaml", "PK\u0003\u0004").contains("Unpack it"));
    }

    @Test
    void aPartOfASurveyIsNamed() {
        String group = refused("group.lss", "<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>");
        assertTrue(group.contains("a part of a survey (Group)"), group);
        String other = refused("other.lss", "<document><LimeSurveyDocType>Else</LimeSurveyDocType></document>");
        assertTrue(other.contains("no survey of LimeSurvey"), other);
    }

    @Test
    void whatIsNoXmlNamesTheLine() {
        String broken = refused("survey.lss", "<document>\n<a></b></document>");
        assertTrue(broken.contains("from line 2"), broken);
    }
}
