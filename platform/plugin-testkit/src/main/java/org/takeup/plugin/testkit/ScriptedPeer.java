package org.takeup.plugin.testkit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.api.http.PluginHttp;

/**
 * A learning system that says what a test tells it to, and nothing over the network. It answers by path and query, and
 * can be made to fail at any call, as real ones do. Immutable but for its record of calls; not thread-safe.
 *
 * <pre>{@code
 * ScriptedPeer.empty()
 *         .with("/courses?page=1", "{\"items\": [...], \"next\": 2}")
 *         .with("/courses?page=2", "{\"items\": [...]}");
 * }</pre>
 */
public final class ScriptedPeer implements PluginHttp {
    /** More calls than any good connector needs for a sample; then the platform's limit is reached. */
    public static final int MOST_CALLS = 500;

    private static final int NEVER = -1;

    private final Map<String, byte[]> pages;
    private final Fault fault;
    private final int from;
    private final int until;
    private final List<HttpCall> calls = new ArrayList<>();

    /** What goes wrong. */
    public enum Fault {
        /** 429, with {@code Retry-After: 1}. */
        TOO_MANY_REQUESTS,
        /** 500, with a page for people. */
        SERVER_ERROR,
        /** 401, as with a key that was taken back. */
        NOT_LET_IN,
        /** No whole answer: the connection was cut. */
        CUT,
        /** No whole answer in time: the body came too slowly. */
        SLOW,
        /** The platform keeps to a pause that the system asked for. */
        PAUSED,
        /** The platform's limit is reached. */
        LIMIT,
        /** 200 and nothing. */
        EMPTY,
        /** 200 and the first half of the page. */
        HALF,
        /** 200 and a page for people, as from a proxy that wants a sign-in. */
        ANOTHER_PAGE
    }

    private ScriptedPeer(Map<String, byte[]> pages, Fault fault, int from, int until) {
        this.pages = pages;
        this.fault = fault;
        this.from = from;
        this.until = until;
    }

    /** Answers 404 to everything. */
    public static ScriptedPeer empty() {
        return new ScriptedPeer(Map.of(), Fault.CUT, NEVER, NEVER);
    }

    /** This system with one more page; the path begins with a slash and has the query with it. */
    public ScriptedPeer with(String path, String body) {
        Map<String, byte[]> more = new LinkedHashMap<>(pages);
        more.put(path, body.getBytes(StandardCharsets.UTF_8));
        return new ScriptedPeer(more, fault, from, until);
    }

    /** A system with these pages that has this trouble at one call, counted from 0, and works again after it. */
    public ScriptedPeer failingOnceAt(int call, Fault trouble) {
        return new ScriptedPeer(pages, trouble, call, call + 1);
    }

    /** As {@link #failingOnceAt}, but it does not recover. */
    public ScriptedPeer failingFrom(int call, Fault trouble) {
        return new ScriptedPeer(pages, trouble, call, Integer.MAX_VALUE);
    }

    /** All calls so far. */
    public List<HttpCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public HttpAnswer send(HttpCall call) throws HttpRefused, HttpFailed, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The call was called off");
        }
        int number = calls.size();
        calls.add(call);
        if (number >= MOST_CALLS) {
            throw new HttpRefused(HttpRefused.Reason.LIMIT, "This call has used up its requests.");
        }
        byte[] page = pages.get(pathAndQuery(call.uri()));
        return from <= number && number < until ? trouble(page == null ? new byte[0] : page) : answer(page);
    }

    private static HttpAnswer answer(byte @org.jspecify.annotations.Nullable [] page) {
        return page == null ? answer(404, "There is no such thing.") : new HttpAnswer(200, Map.of(), page);
    }

    private HttpAnswer trouble(byte[] page) throws HttpRefused, HttpFailed {
        return switch (fault) {
            case TOO_MANY_REQUESTS -> new HttpAnswer(429, Map.of("Retry-After", List.of("1")), new byte[0]);
            case SERVER_ERROR -> answer(500, "<html>Something went wrong</html>");
            case NOT_LET_IN -> answer(401, "");
            case CUT -> throw new HttpFailed("the connection was cut");
            case SLOW -> throw new HttpFailed("the answer took too long");
            case PAUSED -> throw new HttpRefused(HttpRefused.Reason.PAUSED, "The other side asked for a pause.");
            case LIMIT -> throw new HttpRefused(HttpRefused.Reason.LIMIT, "This call has used up its requests.");
            case EMPTY -> answer(200, "");
            case HALF -> new HttpAnswer(200, Map.of(), java.util.Arrays.copyOf(page, page.length / 2));
            case ANOTHER_PAGE -> answer(200, "<html>Please sign in</html>");
        };
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String pathAndQuery(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
