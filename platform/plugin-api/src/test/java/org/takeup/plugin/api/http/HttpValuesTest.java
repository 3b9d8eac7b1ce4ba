package org.takeup.plugin.api.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.lms.ConnectorContext;

class HttpValuesTest {
    private static final URI COURSES = URI.create("https://lms.example.com/courses");

    @Test
    void aHeaderIsReplacedWhateverItsCase() {
        HttpCall call = HttpCall.get(COURSES).with("accept", "text/csv").with("Accept", "application/json");
        assertEquals(Map.of("Accept", "application/json"), call.headers());
    }

    @Test
    void aCallThatIsWrittenIntoALogShowsNoSecret() {
        HttpCall call = HttpCall.get(URI.create(COURSES + "?key=hush")).with("Authorization", "Bearer hush");
        assertEquals("HttpCall[GET https://lms.example.com/courses [Authorization]]", call.toString());
    }

    @Test
    void bytesThatAreChangedLaterChangeNothing() {
        byte[] body = {1, 2};
        HttpCall call = HttpCall.post(COURSES, "application/json", body);
        HttpAnswer answer = new HttpAnswer(200, Map.of(), body);
        body[0] = 9;
        answer.body()[1] = 9;
        assertArrayEquals(new byte[] {1, 2}, call.body().orElseThrow());
        assertArrayEquals(new byte[] {1, 2}, answer.body());
    }

    @Test
    void headersOfAnAnswerAreFoundWhateverTheirCase() {
        HttpAnswer answer = new HttpAnswer(429, Map.of("Retry-After", List.of("30")), new byte[0]);
        assertEquals(Optional.of("30"), answer.header("retry-AFTER"));
        assertEquals(Optional.empty(), answer.header("link"));
    }

    @Test
    void aContextWithoutHttpReachesNothing() {
        var context = new ConnectorContext(Map.of("token", "geheim"), Optional.empty());
        HttpRefused refused =
                assertThrows(HttpRefused.class, () -> context.http().send(HttpCall.get(COURSES)));
        assertEquals(HttpRefused.Reason.NOT_ALLOWED, refused.reason());
        assertFalse(context.toString().contains("geheim"));
    }
}
