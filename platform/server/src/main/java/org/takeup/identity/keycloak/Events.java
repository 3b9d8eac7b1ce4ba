package org.takeup.identity.keycloak;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Keycloak noted about sign-ins that went wrong. The realm must keep events; otherwise there are none. */
public final class Events {
    private static final int MOST = 100;

    private final AdminCalls calls;

    Events(AdminCalls calls) {
        this.calls = calls;
    }

    /**
     * One failed sign-in.
     *
     * @param error Keycloak's code, such as {@code invalid_signature}
     * @param details Keycloak's, by name; may hold names and addresses of people: not for logs
     */
    public record Failure(Instant at, String error, Map<String, String> details) {
        public Failure {
            details = Map.copyOf(details);
        }
    }

    /** What failed at a company's sign-in since then, the newest first. @param alias of the company's sign-in */
    public List<Failure> failures(String alias, Instant since) {
        var failures = new ArrayList<Failure>();
        for (Object each :
                calls.get("/events", Map.of("max", String.valueOf(MOST))).array()) {
            Failure failure = read((JsonObject) each);
            boolean own = alias.equals(failure.details().get("identity_provider"));
            if (own && !failure.error().isEmpty() && !failure.at().isBefore(since)) {
                failures.add(failure);
            }
        }
        return failures;
    }

    private static Failure read(JsonObject event) {
        var details = new java.util.HashMap<String, String>();
        event.getJsonObject("details", new JsonObject())
                .forEach(entry -> details.put(entry.getKey(), String.valueOf(entry.getValue())));
        return new Failure(Instant.ofEpochMilli(event.getLong("time", 0L)), event.getString("error", ""), details);
    }
}
