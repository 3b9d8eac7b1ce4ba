package org.takeup.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.ops.Metrics;

/**
 * Lets requests in to work, and sends away who finds no place. Where ten come for one place, sending away is most of the
 * work, and what is left of the processors is for those who were let in. So a program's small request is sent away before
 * a router looks at it and before its body is read, with what is written out already. Thread-safe.
 */
final class Turnstile {
    /** Enough to keep a store busy that answers in 20 ms with 10,000 requests a second. */
    private static final int AT_ONCE = 256;

    /** Where the store keeps up. */
    private static final int OF_ONE_WORKSPACE = 96;

    /** A bigger body is not thrown away on its way: its sender may read no answer before all of it is sent. */
    private static final long SMALL_BODY = 64 * 1024;

    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE);

    private static final String WORKSPACES = "/w/";
    private static final String API = "/api/";

    private final Pace pace = new Pace(OF_ONE_WORKSPACE, System::nanoTime);
    private final Crowd crowd = new Crowd(AT_ONCE, pace::atOnce);
    private final Appointments appointments = new Appointments(System::nanoTime);
    private final Responses responses;
    private final Metrics metrics;

    Turnstile(Responses responses, Metrics metrics) {
        this.responses = responses;
        this.metrics = metrics;
    }

    /** Somebody at work. Leaving twice counts once. */
    final class Visitor implements AutoCloseable {
        private final Crowd.Place place;
        private final long since = System.nanoTime();

        private Visitor(Crowd.Place place) {
            this.place = place;
        }

        /**
         * Notes that all that was asked for is done. What it waited for a thread counts, too: that is where a line forms
         * when the processors have too much to do.
         *
         * @param route its id
         */
        void done(String route) {
            pace.done(route, System.nanoTime() - since, place.together());
        }

        @Override
        public void close() {
            place.close();
        }
    }

    /** Lets somebody in, if there is a place. @param address of the workspace that is asked for, or of what else */
    Optional<Visitor> enter(String address) {
        return crowd.enter(address).map(Visitor::new);
    }

    /** Whether there is no place at this moment; a first look, before anything is done for a request. */
    boolean isFullFor(String address) {
        return crowd.isFullFor(address);
    }

    /** In how many seconds somebody who found no place may come back. */
    int comeBack() {
        return appointments.next();
    }

    /** Notes that somebody got what they wanted. */
    void served() {
        appointments.served();
    }

    /**
     * Sends a request of a program away at once if there is no place for it. On its connection's event loop.
     *
     * @return whether it was sent away
     */
    boolean sentAway(HttpServerRequest request) {
        String address = addressOfProgram(request);
        if (address == null || !isFullFor(address) || !isSmall(request)) {
            return false;
        }
        long begun = System.nanoTime();
        responses.busy(request, comeBack());
        metrics.request(Metrics.TURNED_AWAY, 503, Duration.ofNanos(System.nanoTime() - begun));
        return true;
    }

    /**
     * What a program asks for, as far as can be said without looking closer: a workspace on the platform's host, or one on
     * a host of its own. Nothing for what a person asks for, who is told in a page.
     */
    private static @Nullable String addressOfProgram(HttpServerRequest request) {
        String uri = request.uri();
        if (uri.startsWith(WORKSPACES)) {
            int end = uri.indexOf('/', WORKSPACES.length());
            return end > 0 && uri.startsWith(API, end) ? uri.substring(WORKSPACES.length(), end) : null;
        }
        return uri.startsWith(API) ? ofHost(request) : null;
    }

    /** What a request to a workspace's own host counts for. */
    static String ofHost(HttpServerRequest request) {
        return "host " + request.authority();
    }

    /** HTTP/2 needs no header for a body; and whoever waits to be told to go on has to be told that they need not. */
    private static boolean isSmall(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        if (request.getHeader("expect") != null) {
            return false;
        }
        if (length == null) {
            return BODILESS.contains(request.method()) && request.getHeader("transfer-encoding") == null;
        }
        try {
            return Long.parseLong(length.strip()) <= SMALL_BODY;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
