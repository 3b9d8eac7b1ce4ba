package org.takeup.chat;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.plugin.api.http.HttpAnswer;

/**
 * Reads what a service answered. Slack says {@code ok}, or one word for what is wrong. Connectors of Teams say {@code 1},
 * and tell of some failures with status 200 and a sentence; workflows say nothing, with status 202.
 */
final class Answers {
    /** The service gave up in the middle: whether the message was taken, it does not know itself. */
    private static final Set<Integer> UNKNOWN = Set.of(502, 504);

    private static final Set<Integer> LATER = Set.of(408, 425, 429, 500, 503);
    private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{2,39}");
    private static final Pattern WITHIN = Pattern.compile("(?i)HTTP (?:error|status(?: code)?):? ?(\\d{3})");
    private static final int MOST_READ = 500;

    private Answers() {}

    static Outcome of(Service service, HttpAnswer answer, Instant now) {
        int status = answer.status();
        if (status / 100 == 2) {
            return taken(service, status, beginning(answer), rest(answer, now));
        }
        return other(status, beginning(answer), rest(answer, now));
    }

    private static Outcome taken(Service service, int status, String body, Optional<Duration> rest) {
        boolean fine = switch (service) {
            case SLACK -> body.equals("ok");
            case TEAMS -> body.isEmpty() || body.equals("1") || status == 202;
        };
        if (fine) {
            return new Outcome.Arrived();
        }
        Matcher within = WITHIN.matcher(body);
        if (within.find()) {
            return other(Integer.parseInt(within.group(1)), "", rest);
        }
        // Something in between answered, such as a sign-in page of a network, or the service speaks of a failure.
        String what = body.startsWith("<") ? "a web page" : "words that are not its own for a message that arrived";
        return new Outcome.NotYet("It answered with " + what + " (status " + status + ").", rest);
    }

    private static Outcome other(int status, String body, Optional<Duration> rest) {
        String said =
                "It answered with status " + status + (WORD.matcher(body).matches() ? " (" + body + ")" : "") + ".";
        if (status / 100 == 3) {
            return new Outcome.Refused(said + " Redirects are not followed: give the webhook's address itself.");
        }
        if (UNKNOWN.contains(status)) {
            return new Outcome.Unsure(said + " The message may have arrived.");
        }
        if (LATER.contains(status) || status >= 500) {
            return new Outcome.NotYet(said, rest);
        }
        String gone = status == 404 || status == 410 || status == 403
                ? " The webhook is gone or may not write there: make a new one."
                : "";
        return new Outcome.Refused(said + gone);
    }

    private static String beginning(HttpAnswer answer) {
        byte[] body = answer.body();
        return new String(body, 0, Math.min(body.length, MOST_READ), StandardCharsets.UTF_8)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date. */
    private static Optional<Duration> rest(HttpAnswer answer, Instant now) {
        return answer.header("retry-after").map(String::strip).flatMap(value -> rest(value, now));
    }

    private static Optional<Duration> rest(String value, Instant now) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant end = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, end)).filter(Duration::isPositive);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
