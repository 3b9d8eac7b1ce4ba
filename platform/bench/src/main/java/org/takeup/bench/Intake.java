package org.takeup.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers of signed-in people to waves, as the API takes them: each person answers the whole questionnaire once. */
final class Intake {
    /** The points of a scale. */
    static final int RATINGS = 5;

    private static final Duration INVITING = Duration.ofMinutes(2);
    private static final Duration CLOSING = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final String slug;
    private final Member admin;
    private final List<Member> people;

    /** @param cookies the admin's, then the people's */
    Intake(int port, String slug, List<String> cookies) throws IOException, InterruptedException {
        this.slug = slug;
        var members = new ArrayList<Member>();
        for (String cookie : cookies) {
            members.add(new Member(port, slug, cookie));
        }
        this.admin = members.getFirst();
        this.people = members.subList(1, members.size());
    }

    /** Opens a confidential wave to which everybody is invited, and waits until they are. @return its id */
    String openWave(String title) throws IOException, InterruptedException {
        return openWave(title, "confidential");
    }

    /** The same with that privacy. */
    String openWave(String title, String privacy) throws IOException, InterruptedException {
        var opening = new JsonObject()
                .put("plugin", "survey-maturity")
                .put("title", title)
                .put("privacy", privacy)
                .put("closes", Instant.now().plus(Duration.ofDays(7)).toString());
        String wave = admin.api("POST", "/waves", opening).getString("id");
        admin.api("POST", "/waves/" + wave + "/invitations", new JsonObject().put("mail", false));
        Instant end = Instant.now().plus(INVITING);
        while (invited(wave) < people.size()) {
            if (Instant.now().isAfter(end)) {
                throw new Bench.Failed("Not everybody was invited within " + INVITING.toMinutes() + " minutes.");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return wave;
    }

    private long invited(String wave) throws IOException, InterruptedException {
        return admin.api("GET", "/waves/" + wave, null)
                .getJsonObject("participation")
                .getLong("invited");
    }

    /** The pages of a wave's questionnaire. */
    List<JsonObject> pages(String wave) throws IOException, InterruptedException {
        return admin.api("GET", "/waves/" + wave + "/questionnaire", null).getJsonArray("pages").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** The forms that a browser sends, by page and by the rating that is given everywhere. */
    List<List<Buffer>> forms(String wave) throws IOException, InterruptedException {
        return pages(wave).stream()
                .map(page -> IntStream.rangeClosed(1, RATINGS)
                        .mapToObj(rating -> form(page, rating))
                        .toList())
                .toList();
    }

    private static Buffer form(JsonObject page, int rating) {
        return Buffer.buffer(page.getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(item -> item.getString("kind").equals("rating"))
                .map(item -> "a." + item.getString("id") + "=" + rating)
                .collect(Collectors.joining("&")));
    }

    /** The path of each of these people's links; one after the other. */
    List<String> links(String wave, int many) throws IOException, InterruptedException {
        var links = new ArrayList<String>(many);
        for (Member person : people.subList(0, many)) {
            links.add(person.ledTo("/my-surveys/" + wave));
        }
        return links;
    }

    /** Closes a wave and waits for its results. @return how many people gave each rating to the first item */
    long[] counted(String wave) throws IOException, InterruptedException {
        admin.api("POST", "/waves/" + wave + "/close", null);
        Instant end = Instant.now().plus(CLOSING);
        while (!admin.api("GET", "/waves/" + wave, null).getBoolean("resultsReady")) {
            if (Instant.now().isAfter(end)) {
                throw new Bench.Failed("There were no results within " + CLOSING.toMinutes() + " minutes.");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return admin
                .api("GET", "/waves/" + wave + "/results", null)
                .getJsonArray("items")
                .getJsonObject(0)
                .getJsonArray("options")
                .stream()
                .map(JsonObject.class::cast)
                .mapToLong(option -> option.getLong("count"))
                .toArray();
    }

    /** The answers that everybody gives to a wave. */
    Buffer answers(String wave) throws IOException, InterruptedException {
        return answers(wave, 4);
    }

    /** Answers with the same rating everywhere. */
    Buffer answers(String wave, int rating) throws IOException, InterruptedException {
        var answers = new JsonObject();
        admin.api("GET", "/waves/" + wave + "/questionnaire", null).getJsonArray("pages").stream()
                .map(JsonObject.class::cast)
                .flatMap(page -> page.getJsonArray("items").stream().map(JsonObject.class::cast))
                .forEach(item -> answers.put(item.getString("id"), new JsonObject().put("rating", rating)));
        return new JsonObject().put("answers", answers).put("finished", true).toBuffer();
    }

    /** What somebody finds of their answers. @param rating of the first item, 0 if there is none */
    record Given(int rating, boolean finished) {}

    /** What each person finds, in their order; one after the other. */
    List<Given> own(String wave) throws IOException, InterruptedException {
        var own = new ArrayList<Given>(people.size());
        for (Member person : people) {
            JsonObject found = person.api("GET", "/waves/" + wave + "/answers", null);
            int rating = found.getJsonObject("answers").stream()
                    .map(each -> ((JsonObject) each.getValue()).getInteger("rating", 0))
                    .reduce((one, other) -> one.equals(other) ? one : Integer.valueOf(0))
                    .orElse(0);
            own.add(new Given(rating, found.getJsonObject("progress").getBoolean("finished")));
        }
        return own;
    }

    /** The n-th person's answer. */
    ClosedLoop.Call call(String wave, Buffer answers, int n) {
        return call(wave, answers, n, "bench-" + n);
    }

    /** The same under a key of one's own: sent with the same key again, it changes nothing. */
    ClosedLoop.Call call(String wave, Buffer answers, int n, String key) {
        Member person = people.get(n);
        var request = new RequestOptions()
                .setMethod(HttpMethod.PUT)
                .setURI("/w/" + slug + "/api/v1/waves/" + wave + "/answers")
                .putHeader("cookie", person.cookie())
                .putHeader("x-takeup-csrf", person.token())
                .putHeader("origin", person.origin())
                .putHeader("idempotency-key", key)
                .putHeader("content-type", "application/json");
        return new ClosedLoop.Call(request, answers);
    }
}
