package org.takeup.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a route answers. Immutable.
 *
 * @param content what is sent
 * @param cookies set with it
 * @param headers set with it
 */
public record Reply(int status, Content content, List<Cookie> cookies, Map<String, String> headers) {
    public Reply {
        cookies = List.copyOf(cookies);
        headers = Map.copyOf(headers);
    }

    /** What is sent. */
    public sealed interface Content {
        /**
         * A page made from a template.
         *
         * @param template below {@code src/main/jte}, for example {@code survey/waves.jte}
         * @param title of the page; the frame adds the workspace's name
         * @param model the template's {@code model} parameter
         */
        record Page(String template, String title, Object model) implements Content {}

        /** A value as JSON. */
        record Json(Object value) implements Content {}

        /** Another address to go to, local unless it is the identity provider's. */
        record Redirect(String location) implements Content {}

        /** Nothing. */
        record Empty() implements Content {}

        /** A small file, shown or downloaded. */
        record Bytes(String mediaType, byte[] bytes) implements Content {}

        /** A file of any size, written while it is sent. */
        record Stream(String mediaType, Writer writer) implements Content {}
    }

    /** Writes what is sent. Runs on the request's thread after the head was sent; waits while the client is slow. */
    public interface Writer {
        /** @throws IOException if the client has gone */
        void write(OutputStream out) throws IOException;
    }

    /**
     * A cookie. Always HttpOnly, Secure, for the whole host and no other.
     *
     * @param name begins with {@code __Host-}
     * @param maxAgeSeconds 0 deletes it, -1 keeps it until the browser is closed
     * @param crossSite whether it must come along when another site sends people here, as after signing in
     */
    public record Cookie(String name, String value, long maxAgeSeconds, boolean crossSite) {}

    public static Reply page(String template, String title, Object model) {
        return of(200, new Content.Page(template, title, model));
    }

    public static Reply json(Object value) {
        return json(200, value);
    }

    public static Reply json(int status, Object value) {
        return of(status, new Content.Json(value));
    }

    /** See other: after a form, so that reloading does not send it again. */
    public static Reply redirect(String location) {
        return of(303, new Content.Redirect(location));
    }

    public static Reply empty() {
        return of(204, new Content.Empty());
    }

    public static Reply bytes(String mediaType, byte[] bytes) {
        return of(200, new Content.Bytes(mediaType, bytes));
    }

    /** A download of any size. @param file its name for the reader's machine; letters, digits, dots and hyphens */
    public static Reply download(String mediaType, String file, Writer writer) {
        return of(200, new Content.Stream(mediaType, writer))
                .withHeader("content-disposition", "attachment; filename=\"" + file + "\"");
    }

    private static Reply of(int status, Content content) {
        return new Reply(status, content, List.of(), Map.of());
    }

    public Reply withStatus(int other) {
        return new Reply(other, content, cookies, headers);
    }

    public Reply with(Cookie cookie) {
        var more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Reply(status, content, more, headers);
    }

    public Reply withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, content, cookies, more);
    }
}
