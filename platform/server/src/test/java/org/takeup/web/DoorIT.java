package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;

/** What the door does before any capability is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void everyAnswerCarriesTheProtectingHeadersAndARequestId() {
        var answer = platform.stranger().get("/nowhere");
        assertEquals(404, answer.statusCode());
        var headers = answer.headers();
        assertTrue(headers.firstValue("content-security-policy").orElseThrow().contains("default-src 'none'"));
        assertEquals("nosniff", headers.firstValue("x-content-type-options").orElseThrow());
        assertEquals("DENY", headers.firstValue("x-frame-options").orElseThrow());
        assertTrue(answer.body().contains(headers.firstValue("x-request-id").orElseThrow()));
    }

    @Test
    void theApiAnswersProblemsAsJson() {
        var answer = platform.stranger().get("/w/acme/api/v1/nowhere");
        assertEquals(404, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("content-type").orElseThrow());
        assertTrue(answer.body().contains("urn:takeup:problem:not-found"), answer.body());
    }
}
