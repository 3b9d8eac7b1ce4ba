package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Role;

/** Who asks for what their role does not let them do is found in the log, by request and tenant and not by name. */
class RefusalLogIT {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Dispatcher.class);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        LOG.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        LOG.detachAppender(log);
    }

    @Test
    void aRoleThatIsTooSmallIsNotedWithoutAName() {
        try (var platform = TestPlatform.start()) {
            var workspace = platform.tenant("acme");
            var planner = platform.signedIn(workspace, Role.PLANNER);
            var refused = planner.get("/w/acme/tokens?from=somebody%40acme.example");
            assertEquals(403, refused.statusCode(), refused.body());
            assertEquals(200, planner.get("/w/acme/people").statusCode());

            List<ILoggingEvent> events = List.copyOf(log.list);
            assertEquals(1, events.size(), events::toString);
            ILoggingEvent event = events.getFirst();
            Map<String, String> said = event.getKeyValuePairs().stream()
                    .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
            assertEquals("refused", said.get("event"));
            assertFalse(said.get("reason").isBlank());
            assertEquals(workspace.tenant().id(), event.getMDCPropertyMap().get("tenant"));
            assertTrue(event.getMDCPropertyMap().get("request").matches("[0-9a-f]{16}"));
            assertFalse((event.getFormattedMessage() + said).contains("somebody"));
        }
    }
}
