package org.takeup.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers of signed-in people to a wave, as the API takes them: each person answers the whole questionnaire once. */
final class Intake {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final String admin;
    private final String adminToken;
    private final List<Person> people;

    private record Person(String cookie, String token) {}

    /** @param cookies the admin's, then the people's */
    Intake(int port, List<String> cookies) throws IOException, InterruptedException {
        this.port = port;
        this.admin = cookies.getFirst();
        this.adminToken = token(admin);
        var signedIn = new java.util.ArrayList<Person>();
        for (String cookie : cookies.subList(1, cookies.size())) {
            signedIn.add(new Person(cookie, token(cookie)));
        }
        this.people = List.copyOf(signedIn);
    }

    /** Opens a wave to which everybody is invited, and waits until they are. @return its id */
    String openWave(String title) throws IOException, InterruptedException {
        var opening = new JsonObject()
                .put("plugin", "survey-maturity")
                .put("title", title)
                .put("closes", Instant.now().plus(Duration.ofDays(7)).toString());
        String wave = new JsonObject(call("POST", "/waves", opening)).getString("id");
        call("POST", "/waves/" + wave + "/invitations", new JsonObject().put("mail", false));
        while (invited(wave) < people.size()) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return wave;
    }

    private long invited(String wave) throws IOException, InterruptedException {
        return new JsonObject(call("GET", "/waves/" + wave, null))
                .getJsonObject("participation")
                .getLong("invited");
    }

    /** The answers that everybody gives to a wave. */
    Buffer answers(String wave) throws IOException, InterruptedException {
        var answers = new JsonObject();
        var asked = new JsonObject(call("GET", "/waves/" + wave + "/questionnaire", null));
        asked.getJsonArray("pages").stream()
                .map(JsonObject.class::cast)
                .flatMap(page -> page.getJsonArray("items").stream().map(JsonObject.class::cast))
                .forEach(item -> answers.put(item.getString("id"), new JsonObject().put("rating", 4)));
        return new JsonObject().put("answers", answers).put("finished", true).toBuffer();
    }

    /** The n-th person's answer. */
    ClosedLoop.Call call(String wave, Buffer answers, int n) {
        Person person = people.get(n);
        var request = new RequestOptions()
                .setMethod(HttpMethod.PUT)
                .setURI(path("/waves/" + wave + "/answers"))
                .putHeader("cookie", person.cookie())
                .putHeader("x-takeup-csrf", person.token())
                .putHeader("origin", origin())
                .putHeader("idempotency-key", "bench-" + n)
                .putHeader("content-type", "application/json");
        return new ClosedLoop.Call(request, answers);
    }

    private String token(String cookie) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(origin() + "/w/" + IntakeServer.SLUG + "/"))
                .header("Cookie", cookie)
                .build();
        String page = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Matcher matcher = TOKEN.matcher(page);
        if (!matcher.find()) {
            throw new IOException("The home page carries no token; is the person signed in?\n" + page);
        }
        return matcher.group(1);
    }

    private String call(String method, String path, @org.jspecify.annotations.Nullable JsonObject body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(origin() + path(path)))
                .header("Cookie", admin)
                .header("X-Takeup-CSRF", adminToken)
                .header("Origin", origin())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private String origin() {
        return "http://localhost:" + port;
    }

    private static String path(String path) {
        return "/w/" + IntakeServer.SLUG + "/api/v1" + path;
    }
}
