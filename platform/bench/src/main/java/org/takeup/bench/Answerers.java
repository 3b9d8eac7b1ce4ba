package org.takeup.bench;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * People who send their answers at a steady rate, each at their time, whatever became of the ones before. Each sends
 * again, under the same key, what was not acknowledged.
 */
final class Answerers {
    private static final int CONNECTIONS = 512;
    private static final long MILLISECOND = 1_000_000;
    /** Each so many-th answer is sent by a thread of its own, which tells how long its tries took. */
    private static final int OBSERVED = 40;

    private static final Duration MOMENT = Duration.ofMillis(250);

    /** When somebody tries again who was refused. Whoever was cut off always does a moment later. */
    enum Again {
        /** A quarter of a second later, whatever they were told. */
        A_MOMENT_LATER,
        /** When {@code Retry-After} says. */
        WHEN_TOLD
    }

    /** Each with its connections; one alone would hear late of much. */
    private static final int EVENT_LOOPS = 2;

    private final Vertx vertx;
    private final int port;
    private final Observers observers;
    private final Intake intake;
    private final int people;
    private final List<String> waves;
    private final int rate;
    private final Again again;
    private final List<Future<String>> senders = new ArrayList<>();
    private final List<List<Buffer>> contents = new ArrayList<>();
    private final AtomicIntegerArray acknowledged;
    private final CountDownLatch left;
    private final AtomicInteger kept = new AtomicInteger();
    private volatile int keptWhenAllWereDue;

    private final ConcurrentHistogram waits = histogram();
    private final ConcurrentHistogram accepted = histogram();
    private final ConcurrentHistogram refused = histogram();
    private final ConcurrentHistogram late = histogram();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();

    /**
     * @param waves that each of the people answers; one wave after the other comes due
     * @param rate answers that come due in a second
     */
    Answerers(Vertx vertx, int port, Intake intake, int people, List<String> waves, int rate, Again again)
            throws Exception {
        this.vertx = vertx;
        this.port = port;
        this.observers = new Observers(port);
        this.intake = intake;
        this.people = people;
        this.waves = waves;
        this.rate = rate;
        this.again = again;
        this.acknowledged = new AtomicIntegerArray(people * waves.size());
        this.left = new CountDownLatch(acknowledged.length());
        for (String wave : waves) {
            contents.add(contents(wave));
        }
    }

    private static ConcurrentHistogram histogram() {
        return new ConcurrentHistogram(Duration.ofMinutes(10).toNanos(), 3);
    }

    /** One content for each point of the scale, so that somebody else's answers are not taken for one's own. */
    private List<Buffer> contents(String wave) throws Exception {
        var ofWave = new ArrayList<Buffer>();
        for (int rating = 1; rating <= Intake.RATINGS; rating++) {
            ofWave.add(intake.answers(wave, rating));
        }
        return ofWave;
    }

    /**
     * What they were told.
     *
     * @param waits from the moment in which somebody wanted to answer to the one in which they knew that it is kept
     * @param accepted how long the tries took that were acknowledged, of those who are observed
     * @param refused the same of those that were not
     * @param refusals how many tries of all were answered with 429 or 503
     * @param late how much later than every millisecond the load looked what it has to send, while answers came due: that
     *     late it hears, too
     * @param broken all others
     * @param keptPerSecond while answers came due at the full rate
     */
    record Told(
            ConcurrentHistogram waits,
            ConcurrentHistogram accepted,
            ConcurrentHistogram refused,
            long refusals,
            ConcurrentHistogram late,
            long broken,
            double keptPerSecond) {}

    /** Begins; comes back at once. */
    void begin() {
        long begun = System.nanoTime();
        for (int loop = 0; loop < EVENT_LOOPS; loop++) {
            senders.add(vertx.deployVerticle(new Sender(loop, begun)));
        }
    }

    /** Waits until all answers are acknowledged. */
    Told await() throws InterruptedException {
        left.await();
        observers.close();
        senders.forEach(sender -> sender.compose(vertx::undeploy)
                .toCompletionStage()
                .toCompletableFuture()
                .join());
        double seconds = acknowledged.length() / (double) rate;
        return new Told(waits, accepted, refused, refusals.get(), late, broken.get(), keptWhenAllWereDue / seconds);
    }

    /** Every so many of the people. A verticle, as each of those has an event loop of its own. */
    private final class Sender extends VerticleBase {
        private final long begun;
        private int next;
        private long ticked = System.nanoTime();
        private final HttpClient client;

        Sender(int first, long begun) {
            this.next = first;
            this.begun = begun;
            this.client = Answerers.this.vertx.createHttpClient(
                    new HttpClientOptions().setDefaultHost("localhost").setDefaultPort(port),
                    new PoolOptions()
                            .setHttp1MaxSize(CONNECTIONS / EVENT_LOOPS)
                            .setMaxWaitQueueSize(acknowledged.length()));
        }

        @Override
        public Future<?> start() {
            vertx.setPeriodic(1, this::sendWhatIsDue);
            return Future.succeededFuture();
        }

        @Override
        public Future<?> stop() {
            return client.close();
        }

        private void sendWhatIsDue(long timer) {
            long now = System.nanoTime();
            late.recordValueWithExpectedInterval(Math.max(0, now - ticked - MILLISECOND), MILLISECOND);
            ticked = now;
            while (next < acknowledged.length() && (now - begun) * (double) rate / 1e9 >= next) {
                if (next == acknowledged.length() - 1) {
                    keptWhenAllWereDue = kept.get();
                }
                send(next, begun + (long) (next * 1e9 / rate));
                next += EVENT_LOOPS;
            }
            if (next >= acknowledged.length()) {
                vertx.cancelTimer(timer);
            }
        }

        private void send(int answer, long due) {
            int person = answer % people;
            int wave = answer / people;
            int rating = 1 + person % Intake.RATINGS;
            ClosedLoop.Call call =
                    intake.call(waves.get(wave), contents.get(wave).get(rating - 1), person);
            if (answer % OBSERVED == 0) {
                observers.send(call, heard -> {
                    if (heard.status() > 0) {
                        (heard.status() / 100 == 2 ? accepted : refused).recordValue(heard.nanos());
                    }
                    context.runOnContext(ignored -> told(heard.status(), heard.retryAfter(), answer, rating, due));
                });
                return;
            }
            client.request(call.request())
                    .compose(request -> request.send(call.body()))
                    .compose(response -> response.end().map(ignored -> response))
                    .onSuccess(response -> told(response.statusCode(), retryAfter(response), answer, rating, due))
                    .onFailure(cut -> told(0, 0, answer, rating, due));
        }

        private static int retryAfter(HttpClientResponse response) {
            String said = response.getHeader("retry-after");
            return said == null ? 0 : Integer.parseInt(said);
        }

        /** @param status 0 if it was cut off */
        private void told(int status, int retryAfter, int answer, int rating, long due) {
            if (status / 100 == 2) {
                waits.recordValue(System.nanoTime() - due);
                acknowledged.set(answer, rating);
                kept.incrementAndGet();
                left.countDown();
                return;
            }
            boolean refusal = status == 503 || status == 429;
            (refusal ? refusals : broken).incrementAndGet();
            Duration wait = refusal && again == Again.WHEN_TOLD ? Duration.ofSeconds(retryAfter) : MOMENT;
            vertx.setTimer(wait.toMillis(), timer -> send(answer, due));
        }
    }

    /** The ledger: the rating that was acknowledged. */
    int acknowledged(int wave, int person) {
        return acknowledged.get(wave * people + person);
    }
}
