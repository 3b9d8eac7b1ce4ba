package org.takeup.identity.setup;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Problem;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.egress.Egress;
import org.takeup.tenant.Workspace;

/**
 * Calls to addresses that an admin typed or that a company's document names: guarded like plugins' calls, so that they
 * reach nothing inside the operator's network. Blocks.
 */
final class Outside {
    private static final String CALLER = "sign-in-setup";
    private static final int MOST_BYTES = 512 * 1024;

    private final Egress egress;

    Outside(Egress egress) {
        this.egress = egress;
    }

    /** An address that was typed. @throws Problem naming the field */
    static URI address(String field, String typed) {
        try {
            URI address = URI.create(typed.strip());
            if (address.getHost() != null && typed.length() <= 1_000) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw Problem.invalid(field, "Give a full address that begins with https://.");
    }

    /** The text at an address. @throws Problem naming the field, with what is to be changed */
    String text(Workspace workspace, String field, URI address) {
        HttpAnswer answer = answer(workspace, field, HttpCall.get(address));
        if (answer.status() != 200) {
            throw Problem.invalid(
                    field,
                    "The address answers with the status " + answer.status()
                            + " instead of 200. Check that it is complete and can be read without signing in.");
        }
        if (answer.body().length > MOST_BYTES) {
            throw Problem.invalid(field, "The document has more than " + MOST_BYTES / 1024 + " KB.");
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Whatever an address answers. */
    HttpAnswer answer(Workspace workspace, String field, HttpCall call) {
        try (var outlet = egress.open(workspace, CALLER, Set.of(), List.of(call.uri()))) {
            return outlet.send(call);
        } catch (IOException e) {
            throw unreachable(field, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.invalid(field, "The call was stopped. Try again.");
        }
    }

    HttpAnswer posted(Workspace workspace, String field, URI address, String form) {
        return answer(
                workspace,
                field,
                new HttpCall(
                        HttpCall.Method.POST,
                        address,
                        Map.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json"),
                        Optional.of(form.getBytes(StandardCharsets.UTF_8))));
    }

    /** Makes sure that Keycloak may be told to call an address. @param what it is in the company's document */
    String allowed(String field, String what, String address) {
        try {
            egress.requireAllowed(address(field, address));
            return address;
        } catch (IOException e) {
            throw Problem.invalid(
                    field, "The document names an address for " + what + " that cannot be used. " + sentence(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.invalid(field, "The look-up was stopped. Try again.");
        }
    }

    /** By how much the other side's clock is ahead of ours, as its answer says. */
    static Optional<Duration> clockAhead(HttpAnswer answer, Instant now) {
        return answer.header("date").flatMap(date -> {
            try {
                return Optional.of(
                        Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from)));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    private static Problem unreachable(String field, IOException e) {
        return Problem.invalid(field, sentence(e));
    }

    private static String sentence(IOException e) {
        // The guard's own sentences; they speak of plugins where they forbid.
        boolean forbidden = e instanceof HttpRefused refused && refused.reason() == HttpRefused.Reason.NOT_ALLOWED;
        return forbidden
                ? "Only https addresses can be used; the operator of this platform can allow http for single hosts."
                : String.valueOf(e.getMessage());
    }
}
