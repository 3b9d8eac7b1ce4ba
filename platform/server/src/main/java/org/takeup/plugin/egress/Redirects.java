package org.takeup.plugin.egress;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.packaging.settings.Destination;

/** What a redirect turns a call into (RFC 9110, 15.4). Where it may go is checked like any other call. */
final class Redirects {
    static final int MOST = 5;
    private static final Set<Integer> FOLLOWED = Set.of(301, 302, 303, 307, 308);

    /** All that another origin may hear of; every other header may be a secret of the first one's. */
    private static final Set<String> TRAVELLING = Set.of("accept", "accept-language", "content-type");

    private Redirects() {}

    /** The next call, unless this answer is the last. @throws HttpRefused if it leads nowhere or would give data away */
    static Optional<HttpCall> next(HttpCall call, HttpAnswer answer) throws HttpRefused {
        Optional<String> location = answer.header("location");
        if (!FOLLOWED.contains(answer.status()) || location.isEmpty()) {
            return Optional.empty();
        }
        URI target = target(call.uri(), location.get());
        boolean leaves = leaves(call.uri(), target);
        boolean keeps = answer.status() >= 307
                || answer.status() != 303 && call.method() != HttpCall.Method.POST
                || call.method() == HttpCall.Method.GET;
        if (leaves && keeps && call.body().isPresent()) {
            throw new HttpRefused(
                    HttpRefused.Reason.NOT_ALLOWED,
                    "The redirect would carry what was sent to another host; call that host itself.");
        }
        return Optional.of(new HttpCall(
                keeps ? call.method() : HttpCall.Method.GET,
                target,
                headers(call.headers(), leaves, keeps),
                keeps ? call.body() : Optional.empty()));
    }

    private static boolean leaves(URI from, URI target) {
        try {
            return !Destination.of(target).origin().equals(Destination.of(from).origin());
        } catch (HttpRefused e) {
            // Refused, and put on record, like any call to it.
            return true;
        }
    }

    private static URI target(URI from, String location) throws HttpRefused {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new HttpRefused(HttpRefused.Reason.MALFORMED, "The redirect leads to no address that can be read.");
        }
    }

    private static Map<String, String> headers(Map<String, String> headers, boolean leaves, boolean keeps) {
        var travelling = new HashMap<String, String>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean describesBody = lower.startsWith("content-");
            if ((!leaves || TRAVELLING.contains(lower)) && (keeps || !describesBody)) {
                travelling.put(name, value);
            }
        });
        return travelling;
    }
}
