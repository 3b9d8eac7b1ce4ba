package org.takeup.chat;

import java.time.Duration;
import java.util.Optional;

/** How a try to send a message ended. */
sealed interface Outcome {
    /** The service has taken it. */
    record Arrived() implements Outcome {}

    /** The service will not take it, however often it is asked. @param reason a sentence */
    record Refused(String reason) implements Outcome {}

    /** Certainly not taken; worth another try. @param rest for how long the service asked to be left alone */
    record NotYet(String reason, Optional<Duration> rest) implements Outcome {}

    /** It may have been taken. @param reason a sentence */
    record Unsure(String reason) implements Outcome {}
}
