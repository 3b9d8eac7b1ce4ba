package org.takeup.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.HdrHistogram.Histogram;

/**
 * People who send their answers at a steady rate, each at their time, whatever became of the ones before. Each sends
 * again, under the same key, what was not acknowledged.
 */
final class Answerers implements Callable<Answerers.Told> {
    /** As many as a proxy may hold. */
    static final int CONNECTIONS = 1_024;

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private static final long MOMENT = 250 * MILLISECOND;

    /** When somebody tries again who was refused. Whoever was cut off always does a moment later. */
    enum Again {
        /** A quarter of a second later, whatever they were told. */
        A_MOMENT_LATER,
        /** When {@code Retry-After} says. */
        WHEN_TOLD
    }

    private final int port;
    private final Intake intake;
    private final int people;
    private final List<String> waves;
    private final int rate;
    private final Again again;
    private final int connections;
    private final FutureTask<Told> task = new FutureTask<>(this);
    private final List<List<Buffer>> contents = new ArrayList<>();
    private final Queue<Try> comeBack = new PriorityQueue<>(Comparator.comparingLong(Try::at));
    private final int[] acknowledged;
    private int kept;
    private int keptWhenAllWereDue;

    private final Histogram waits = histogram();
    private final Histogram accepted = histogram();
    private final Histogram refused = histogram();
    private final Histogram late = histogram();
    private BySecond bySecond = new BySecond(0);
    private long broken;

    /**
     * @param waves that each of the people answers; one wave after the other comes due
     * @param rate answers that come due in a second
     * @param connections over which they send; what is more waits for one
     */
    Answerers(int port, Intake intake, int people, List<String> waves, int rate, Again again, int connections)
            throws Exception {
        this.connections = connections;
        this.port = port;
        this.intake = intake;
        this.people = people;
        this.waves = waves;
        this.rate = rate;
        this.again = again;
        this.acknowledged = new int[people * waves.size()];
        for (String wave : waves) {
            contents.add(contents(wave));
        }
    }

    private static Histogram histogram() {
        return new Histogram(Duration.ofMinutes(10).toNanos(), 3);
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
     * @param accepted how long the tries took that were acknowledged
     * @param refused the same of those that were answered with 429 or 503
     * @param late how much later than every millisecond the load looked what it has to send and hear
     * @param broken all others
     * @param keptPerSecond while answers came due at the full rate
     * @param keptPerSecondInAll until all were kept
     * @param bySecond the same, of each second
     */
    record Told(
            Histogram waits,
            Histogram accepted,
            Histogram refused,
            Histogram late,
            long broken,
            double keptPerSecond,
            double keptPerSecondInAll,
            BySecond bySecond) {}

    /** Begins, in a thread of its own; comes back at once. */
    void begin() {
        Thread.ofPlatform().name("answerers").daemon().start(task);
    }

    /** Waits until all answers are acknowledged. */
    Told await() throws InterruptedException, ExecutionException {
        return task.get();
    }

    /** One more time that somebody sends. @param at when @param due when they wanted to, first */
    private record Try(long at, int answer, long due, ByteBuffer request) {}

    /** For {@link #begin}. */
    @Override
    public Told call() throws IOException {
        double seconds;
        try (var wire = new Wire(port, connections)) {
            long begun = System.nanoTime();
            bySecond = new BySecond(begun);
            long looked = begun;
            int next = 0;
            while (kept < acknowledged.length) {
                long now = System.nanoTime();
                late.recordValueWithExpectedInterval(Math.max(0, now - looked - MILLISECOND), MILLISECOND);
                looked = now;
                while (next < acknowledged.length && (now - begun) * (double) rate / SECOND >= next) {
                    if (next == acknowledged.length - 1) {
                        keptWhenAllWereDue = kept;
                    }
                    long due = begun + (long) (next * (double) SECOND / rate);
                    send(wire, new Try(due, next, due, request(next)));
                    next++;
                }
                for (Try first = comeBack.peek(); first != null && first.at() <= now; first = comeBack.peek()) {
                    send(wire, comeBack.remove());
                }
                wire.turn(1);
            }
            seconds = (System.nanoTime() - begun) / (double) SECOND;
        }
        double due = acknowledged.length / (double) rate;
        return new Told(
                waits,
                accepted,
                refused,
                late,
                broken,
                keptWhenAllWereDue / due,
                acknowledged.length / seconds,
                bySecond);
    }

    private void send(Wire wire, Try one) {
        wire.send(one.request().rewind(), (status, retryAfter, nanos) -> {
            long now = System.nanoTime();
            if (status / 100 == 2) {
                accepted.recordValue(nanos);
                bySecond.kept(now, nanos);
                waits.recordValue(now - one.due());
                acknowledged[one.answer()] = rating(one.answer());
                kept++;
                return;
            }
            long wait = MOMENT;
            if (status == 503 || status == 429) {
                refused.recordValue(nanos);
                bySecond.refused(now, nanos);
                wait = again == Again.WHEN_TOLD ? retryAfter * SECOND : MOMENT;
            } else {
                broken++;
            }
            comeBack.add(new Try(now + wait, one.answer(), one.due(), one.request()));
        });
    }

    private int rating(int answer) {
        return 1 + answer % people % Intake.RATINGS;
    }

    /** As it is sent. */
    private ByteBuffer request(int answer) {
        int wave = answer / people;
        Buffer content = contents.get(wave).get(rating(answer) - 1);
        RequestOptions call =
                intake.call(waves.get(wave), content, answer % people).request();
        var head = new StringBuilder(1_000)
                .append(call.getMethod().name())
                .append(' ')
                .append(call.getURI())
                .append(" HTTP/1.1\r\nhost: localhost:")
                .append(port)
                .append("\r\ncontent-length: ")
                .append(content.length())
                .append("\r\n");
        call.getHeaders()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(bytes.length + content.length())
                .put(bytes)
                .put(content.getBytes())
                .flip();
    }

    /** The ledger: the rating that was acknowledged. */
    int acknowledged(int wave, int person) {
        return acknowledged[wave * people + person];
    }
}
