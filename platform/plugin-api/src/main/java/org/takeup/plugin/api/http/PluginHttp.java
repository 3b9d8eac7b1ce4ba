package org.takeup.plugin.api.http;

import java.io.IOException;

/**
 * The one way out of a plugin. It reaches the hosts that the package's manifest names and those of the settings that are
 * marked {@code "format": "uri"}, over HTTPS, and no private address unless the operator allows it.
 *
 * <pre>{@code
 * URI courses = URI.create(context.settings().get("url") + "/api/v1/courses?page=1");
 * try {
 *     HttpAnswer answer = context.http().send(HttpCall.get(courses).with("Authorization", "Bearer " + token));
 *     if (answer.status() == 200) {
 *         read(answer.text());
 *     }
 * } catch (HttpRefused e) {
 *     throw new UnreadableSource(e.getMessage()); // says what to change, or when to come back
 * } catch (IOException e) {
 *     throw new UnreadableSource("The learning system does not answer: " + e.getMessage());
 * }
 * }</pre>
 *
 * <p>An answer of any status is an answer: 404 and 500 throw nothing. Redirects are followed, at most five, each checked
 * like a first call; at another origin none of your headers arrives but {@code Accept}, {@code Accept-Language} and
 * {@code Content-Type}. After a 429 or 503 with {@code Retry-After} the next call to that host waits for a short time,
 * or is refused and says until when. Works for the call that it was handed to, and not after it. Thread-safe; blocks.
 */
public interface PluginHttp {
    /**
     * Makes one call and waits for the whole answer.
     *
     * @throws HttpRefused if the platform does not let it go out, or stopped it at a limit
     * @throws HttpFailed if the other side cannot be reached, is not who it should be, or broke off
     * @throws InterruptedException if the thread was interrupted; the call is stopped
     */
    HttpAnswer send(HttpCall call) throws IOException, InterruptedException;

    /** Reaches nothing: what a connector has that reads uploads only. */
    static PluginHttp none() {
        return call -> {
            throw new HttpRefused(HttpRefused.Reason.NOT_ALLOWED, "Nothing can be reached from here.");
        };
    }
}
