package org.takeup.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser without script and without a window: keeps cookies, follows redirects until it is told to stop, sends forms. */
final class WebVisitor implements AutoCloseable {
    private static final int MOST_REDIRECTS = 20;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final CookieJar cookies = new CookieJar();
    private final String stopAt;

    /**
     * @param stopAt a redirect to an address that begins with this is not followed: its address is the result; a text that
     *     no address begins with means that all are followed
     */
    WebVisitor(String stopAt) {
        this.stopAt = stopAt;
    }

    Page open(URI address) {
        return follow(HttpRequest.newBuilder(address).GET(), address);
    }

    Page send(Page.Form form) {
        return follow(
                HttpRequest.newBuilder(form.action())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encode(form.fields()))),
                form.action());
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Page follow(HttpRequest.Builder request, URI address) {
        HttpRequest.Builder next = request;
        URI here = address;
        for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
            HttpResponse<String> response = exchange(next, here);
            String location = response.headers().firstValue("Location").orElse("");
            if (location.isEmpty()) {
                return new Page(here, response.statusCode(), response.body());
            }
            here = here.resolve(location);
            if (here.toString().startsWith(stopAt)) {
                return new Page(here, response.statusCode(), "");
            }
            next = HttpRequest.newBuilder(here).GET();
        }
        throw new AssertionError("More than " + MOST_REDIRECTS + " redirects, the last to " + here);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request, URI address) {
        String header = cookies.header(address);
        if (!header.isEmpty()) {
            request.header("Cookie", header);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            cookies.keep(response.headers());
            return response;
        } catch (IOException e) {
            throw new AssertionError("No answer from " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + address, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
