package org.takeup.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * People who answer a survey page by page, each at their time. Whoever is refused or cut off tries again, as somebody does
 * who reloads a page. Thread-safe.
 */
final class Respondents implements AutoCloseable {
    private static final Pattern SLIP = Pattern.compile("name=\"slip\" value=\"([^\"]+)\"");
    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofMillis(500);

    private final Vertx vertx;
    private final HttpClient client;
    private final String origin;
    private final List<List<Buffer>> forms;
    private final Duration each;
    private final boolean anonymous;
    private final Told told = new Told();

    /**
     * @param forms what is sent of each page, for each rating
     * @param each how long somebody takes for all pages
     * @param anonymous whether the link gives a slip first, with which one begins
     */
    Respondents(Vertx vertx, int port, List<List<Buffer>> forms, Duration each, boolean anonymous) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("localhost").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(512).setMaxWaitQueueSize(-1));
        this.origin = "http://localhost:" + port;
        this.forms = forms;
        this.each = each;
        this.anonymous = anonymous;
    }

    /**
     * What people were told, and after how long: nanoseconds from the moment in which they wanted it.
     *
     * @param refused tries that were answered with 429 or 503 @param broken all others that failed
     */
    record Told(ConcurrentHistogram shown, ConcurrentHistogram saved, AtomicLong refused, AtomicLong broken) {
        private Told() {
            this(histogram(), histogram(), new AtomicLong(), new AtomicLong());
        }

        private static ConcurrentHistogram histogram() {
            return new ConcurrentHistogram(Duration.ofMinutes(10).toNanos(), 3);
        }
    }

    /** What came back. @param location where a redirect leads to; else empty */
    private record Answer(int status, String location, String body) {}

    Told told() {
        return told;
    }

    /** Somebody opens their link at that time and answers all. @param done called when they were told that all is kept */
    void begin(String link, int rating, long due, Runnable done) {
        at(
                due,
                () -> show(link, due, page -> {
                    if (!anonymous) {
                        answer(link, 0, rating, due, done);
                        return;
                    }
                    Matcher slip = SLIP.matcher(page.body());
                    if (!slip.find()) {
                        throw new Bench.Failed("The page of an anonymous survey has no slip.");
                    }
                    Buffer form = Buffer.buffer("slip=" + URLEncoder.encode(slip.group(1), StandardCharsets.UTF_8));
                    // Letting somebody in is a page that is shown, too: it leads to the first one.
                    send(
                            HttpMethod.POST,
                            link,
                            form,
                            System.nanoTime(),
                            told.shown(),
                            let -> answer(let.location(), 0, rating, due, done));
                }));
    }

    private void answer(String ballot, int page, int rating, long begun, Runnable done) {
        long due = begun + each.toNanos() * (page + 1) / (forms.size() + 1);
        Runnable send = () -> at(due, () -> {
            Buffer form = forms.get(page).get(rating - 1);
            send(HttpMethod.POST, ballot + "/" + (page + 1), form, due, told.saved(), saved -> {
                if (page + 1 < forms.size()) {
                    answer(ballot, page + 1, rating, begun, done);
                } else {
                    show(ballot + "/done", System.nanoTime(), end -> done.run());
                }
            });
        });
        show(ballot + "/" + (page + 1), System.nanoTime(), shown -> send.run());
    }

    private void show(String path, long due, Consumer<Answer> then) {
        send(HttpMethod.GET, path, Buffer.buffer(), due, told.shown(), then);
    }

    private void send(
            HttpMethod method, String path, Buffer form, long due, ConcurrentHistogram times, Consumer<Answer> then) {
        var request = new RequestOptions().setMethod(method).setURI(path);
        if (method == HttpMethod.POST) {
            request.putHeader("origin", origin).putHeader("content-type", "application/x-www-form-urlencoded");
        }
        client.request(request).compose(sent -> answered(sent, form)).onComplete(answer -> {
            // What a page needs is a 200, and what a form needs is to be led on.
            if (answer.succeeded() && answer.result().status() == (method == HttpMethod.GET ? 200 : 303)) {
                times.recordValue(Math.max(0, System.nanoTime() - due));
                then.accept(answer.result());
                return;
            }
            int status = answer.succeeded() ? answer.result().status() : -1;
            (status == 503 || status == 429 ? told.refused() : told.broken()).incrementAndGet();
            vertx.setTimer(BEFORE_THE_NEXT_TRY.toMillis(), ignored -> send(method, path, form, due, times, then));
        });
    }

    private static Future<Answer> answered(HttpClientRequest request, Buffer form) {
        return request.send(form)
                .compose(response -> response.body().map(body -> {
                    String location = response.getHeader(HttpHeaders.LOCATION);
                    return new Answer(
                            response.statusCode(),
                            location == null ? "" : URI.create(location).getRawPath(),
                            body.toString());
                }));
    }

    private void at(long due, Runnable deed) {
        vertx.setTimer(Math.max(1, (due - System.nanoTime()) / 1_000_000), ignored -> deed.run());
    }

    @Override
    public void close() {
        client.close();
    }
}
