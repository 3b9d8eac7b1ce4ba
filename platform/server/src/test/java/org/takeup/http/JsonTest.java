package org.takeup.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that means harm, or that nobody could mean. */
class JsonTest {
    /** What the tests read. */
    public record Note(String text, int count, List<String> tags) {}

    /** One member of each type, none of which must be there. */
    public record Types(String text, Integer count, List<String> tags, Boolean done, Kind kind) {}

    /** A choice within it. */
    public enum Kind {
        SHORT,
        LONG
    }

    private static Problem refused(String json) {
        return assertThrows(Problem.class, () -> Json.read(json.getBytes(StandardCharsets.UTF_8), Note.class));
    }

    private static Problem refusedAsAnything(String json) {
        return assertThrows(Problem.class, () -> Json.read(json.getBytes(StandardCharsets.UTF_8), Object.class));
    }

    @Test
    void aHundredThousandLevelsAreRefused() {
        assertEquals(400, refusedAsAnything("[".repeat(100_000)).status());
        assertEquals(400, refusedAsAnything("{\"a\":".repeat(100_000)).status());
        assertEquals(400, refused("{\"tags\":[\"a" + "a".repeat(100_000)).status());
    }

    @Test
    void aNumberOfAMillionDigitsIsRefused() {
        assertEquals(400, refusedAsAnything("9".repeat(1_000_000)).status());
        assertEquals(400, refusedAsAnything("1." + "9".repeat(1_000_000)).status());
    }

    @Test
    void aMemberThatComesTwiceIsRefused() {
        assertEquals(400, refused("{\"text\":\"a\",\"text\":\"b\"}").status());
        assertEquals(400, refusedAsAnything("{\"a\":{\"b\":1,\"b\":2}}").status());
    }

    @Test
    void aMemberThatNobodyKnowsIsRefusedByName() {
        Problem problem = refused("{\"text\":\"a\",\"count\":1,\"tenant\":\"b\"}");
        assertEquals(422, problem.status());
        assertEquals("tenant", problem.fields().getFirst().name());
    }

    @Test
    void whatComesAfterTheDocumentIsRefused() {
        assertEquals(400, refused("{\"text\":\"a\",\"count\":1} {}").status());
        assertEquals(400, refused("").status());
        assertEquals(400, refused("null").status());
    }

    @Test
    void aVeryLongTextAndAVeryLongNameAreRefused() {
        assertEquals(400, refusedAsAnything("\"" + "a".repeat(100_000) + "\"").status());
        assertEquals(400, refusedAsAnything("{\"" + "a".repeat(1_000) + "\":1}").status());
    }

    @Test
    void typesAreNotGuessed() {
        assertEquals(422, refused("{\"count\":null}").status());
        assertEquals(422, refused("{\"count\":\"three\"}").status());
        assertEquals(422, refused("{\"tags\":{\"$ne\":null}}").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\":\"3\"}",
                "{\"count\":3.7}",
                "{\"count\":3.0}",
                "{\"count\":true}",
                "{\"count\":\"\"}",
                "{\"text\":5}",
                "{\"text\":5.5}",
                "{\"text\":true}",
                "{\"tags\":\"a\"}",
                "{\"tags\":[5]}",
                "{\"done\":\"true\"}",
                "{\"done\":1}",
                "{\"kind\":0}",
                "{\"kind\":\"0\"}"
            })
    void aValueOfOneTypeIsNotTakenForAnother(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Problem problem = assertThrows(Problem.class, () -> Json.read(bytes, Types.class), json);
        assertEquals(422, problem.status(), json);
    }

    @Test
    void aValueOfTheRightTypeIsTaken() {
        byte[] json = "{\"text\":\"5\",\"count\":3,\"done\":true,\"kind\":\"LONG\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals(new Types("5", 3, null, true, Kind.LONG), Json.read(json, Types.class));
    }

    @Test
    void anHonestDocumentIsRead() {
        byte[] json = "{\"text\":\"a\",\"count\":3,\"tags\":[\"b\"]}".getBytes(StandardCharsets.UTF_8);
        assertEquals(new Note("a", 3, List.of("b")), Json.read(json, Note.class));
        assertTrue(new String(Json.write(Map.of("a", 1)), StandardCharsets.UTF_8).contains("\"a\":1"));
    }
}
