package org.takeup.plugin.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadTest {
    private static final String TOKEN = "a-token-that-nobody-may-see";

    private final List<String> received = new ArrayList<>();
    private HttpServer platform;
    private int status = 201;
    private String answer = "{}";

    @BeforeEach
    void start() throws IOException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            received.add(exchange.getRequestHeaders().getFirst("Authorization"));
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "http://localhost:1/elsewhere");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        platform.start();
    }

    @AfterEach
    void stop() {
        platform.stop(0);
    }

    @Test
    void aPackageGoesToTheOperatorsApiWithTheToken() throws Exception {
        assertTrue(send().taken());
        assertEquals("POST /operator/api/v1/plugins", received.get(0));
        assertEquals("Bearer " + TOKEN, received.get(1));
        String body = received.get(2);
        assertTrue(body.contains("name=\"file\"; filename=\"my_survey-1.0.0.zip\""), body);
        assertTrue(body.contains("\r\n\r\nthe bytes\r\n--"), body);
    }

    @Test
    void aProblemIsToldInPlainWords() throws Exception {
        status = 422;
        answer = "{\"title\": \"The package cannot be used.\", \"detail\": \"It is unsigned.\","
                + " \"errors\": [{\"name\": \"file\", \"message\": \"Sign it.\"}]}";
        Upload.Outcome outcome = send();
        assertFalse(outcome.taken());
        assertEquals(
                "The platform refuses it (422). The package cannot be used. It is unsigned.\n  - file: Sign it.",
                outcome.words());
    }

    @Test
    void noAnswerShowsTheTokenAndNoneIsFollowedElsewhere() throws Exception {
        for (int code : List.of(302, 401, 403, 500)) {
            status = code;
            answer = "<html>" + TOKEN + "</html>";
            Upload.Outcome outcome = send();
            assertFalse(outcome.taken());
            assertFalse(outcome.words().contains(TOKEN), outcome.words());
        }
        assertEquals(4 * 3, received.size());
    }

    @Test
    void theTokenIsSentInTheClearToThisMachineOnly() {
        for (String address : List.of(
                "http://takeup.example", "ftp://localhost", "takeup.example", "http://localhost.evil.example")) {
            assertThrows(IllegalArgumentException.class, () -> new Upload(address, TOKEN), address);
        }
        assertThrows(IllegalArgumentException.class, () -> new Upload("https://me:secret@takeup.example", TOKEN));
    }

    private Upload.Outcome send() throws Exception {
        String address = "http://localhost:" + platform.getAddress().getPort();
        return new Upload(address, TOKEN).send("my survey-1.0.0.zip", "the bytes".getBytes(StandardCharsets.UTF_8));
    }
}
