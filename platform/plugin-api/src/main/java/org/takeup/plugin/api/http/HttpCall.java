package org.takeup.plugin.api.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.MayGrow;

/**
 * A call to another system. Immutable; {@link #with} and {@link #sending} give changed copies.
 *
 * @param method what is asked for
 * @param uri {@code https://host[:port]/path?query}, without user and password
 * @param headers by name; {@code Host}, {@code Content-Length}, {@code Accept-Encoding} and the like are the platform's
 * @param body what is sent, if anything is; at most 8 MB
 */
public record HttpCall(Method method, URI uri, Map<String, String> headers, Optional<byte[]> body) {
    /** What is asked for. */
    @MayGrow
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    public HttpCall {
        headers = Map.copyOf(headers);
        body = body.map(byte[]::clone);
    }

    /** A call without headers and body. */
    public static HttpCall to(Method method, URI uri) {
        return new HttpCall(method, uri, Map.of(), Optional.empty());
    }

    /** A GET. */
    public static HttpCall get(URI uri) {
        return to(Method.GET, uri);
    }

    /** A POST of these bytes. @param type for example {@code application/json} */
    public static HttpCall post(URI uri, String type, byte[] body) {
        return to(Method.POST, uri).sending(type, body);
    }

    /** This call with one more header, or with another value for it. */
    public HttpCall with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(header::equalsIgnoreCase);
        more.put(header, value);
        return new HttpCall(method, uri, more, body);
    }

    /** This call with a body. @param type for example {@code application/json} */
    public HttpCall sending(String type, byte[] bytes) {
        return new HttpCall(method, uri, headers, Optional.of(bytes)).with("Content-Type", type);
    }

    /** A copy of the body. */
    @Override
    public Optional<byte[]> body() {
        return body.map(byte[]::clone);
    }

    /** Where it goes and what it carries, by name: headers and queries hold secrets. */
    @Override
    public String toString() {
        return "HttpCall[" + method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath() + " "
                + new java.util.TreeSet<>(headers.keySet()) + "]";
    }
}
