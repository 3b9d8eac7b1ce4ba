package org.takeup.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;
import org.takeup.bench.Intake.Given;

/**
 * Two nodes take answers, in turns; ten times one of them is killed and started again. Whoever is cut off tries the other
 * node once, as a proxy would have it do, and as by a proxy a node that cut somebody off is left alone until it says that
 * it is ready. Whoever is refused tries once more when {@code Retry-After} says. Everybody answers five times, each time
 * otherwise. In the end each finds what was acknowledged last, and the results count each once. Prints its result, as
 * {@link Bench} says.
 */
final class NodesRun {
    private static final int PEOPLE = 10_000;
    private static final int ROUNDS = 5;
    private static final int RATE = 80;
    private static final int KILLS = 10;
    private static final Duration BEFORE_THE_FIRST = Duration.ofSeconds(20);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(57);
    private static final Duration DOWN = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    /** After a kill, in which the aim allows that it is slower. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofMillis(500);

    private final Vertx vertx;
    private final String mongoUri;
    private final Path plugins;
    private final Path folder;
    private final String slug = PlatformServer.newSlug();
    private final List<Node> nodes = new ArrayList<>();

    private NodesRun(Vertx vertx, String mongoUri, Path plugins) throws IOException {
        this.vertx = vertx;
        this.mongoUri = mongoUri;
        this.plugins = plugins;
        this.folder = Files.createTempDirectory("takeup-bench");
    }

    /** A node, and whether nobody asks it, as it cut somebody off and did not say yet that it is ready. */
    private final class Node implements AutoCloseable {
        private final int port = Child.freePort();
        private final int bus = Child.freePort();
        private final int meeting = Child.freePort();
        private final int management = Child.freePort();
        private final AtomicBoolean leftAlone = new AtomicBoolean();
        private volatile @Nullable Child process;

        private Node() throws IOException {}

        Child start(int people, int other) throws IOException {
            Child started = PlatformServer.node(
                    port, mongoUri, plugins, folder, slug, people, List.of(management, bus, meeting, other));
            process = started;
            return started;
        }

        @Override
        public void close() {
            Child running = process;
            if (running != null) {
                running.close();
            }
        }
    }

    /** @param plugins the folder with plugin packages */
    static void run(String mongoUri, Path plugins) throws Exception {
        Vertx vertx = Vertx.vertx();
        var run = new NodesRun(vertx, mongoUri, plugins);
        try {
            run.measure();
        } finally {
            run.nodes.forEach(Node::close);
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void measure() throws Exception {
        var one = new Node();
        var other = new Node();
        nodes.addAll(List.of(one, other));
        Path cookies = folder.resolve("cookies.txt");
        one.start(PEOPLE, other.meeting).awaitFile(cookies);
        List<String> everybody = Files.readAllLines(cookies);
        other.start(0, one.meeting).awaitPort();
        var intake = new Intake(one.port, slug, everybody);
        String wave = intake.openWave("Killed ten times");
        var load = new Load(intake, wave);
        load.begin();
        // Kills come at set times into a load that goes on: here time itself is the plan, and nothing else could end a
        // wait.
        Thread.sleep(BEFORE_THE_FIRST);
        for (int kill = 0; kill < KILLS; kill++) {
            Node node = nodes.get(kill % nodes.size());
            load.killed.set(kill, System.nanoTime());
            node.close();
            Thread.sleep(DOWN);
            node.start(0, nodes.get((kill + 1) % nodes.size()).meeting).awaitPort();
            Thread.sleep(BETWEEN_KILLS);
        }
        load.left.await();
        load.print();
        verify(intake, wave, load);
    }

    private void verify(Intake intake, String wave, Load load) throws Exception {
        int lost = 0;
        List<Given> own = intake.own(wave);
        for (int person = 0; person < PEOPLE; person++) {
            lost += own.get(person).equals(new Given(load.acknowledged.get(person), true)) ? 0 : 1;
        }
        long counted = 0;
        for (long each : intake.counted(wave)) {
            counted += each;
        }
        System.out.printf(
                "%d people find something else than what was acknowledged last; the results count %d of %d people%n",
                lost, counted, PEOPLE);
    }

    private final class Load {
        private final Intake intake;
        private final String wave;
        private final List<Buffer> contents = new ArrayList<>();
        private final HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(1_000),
                new PoolOptions().setHttp1MaxSize(256).setMaxWaitQueueSize(-1));
        private final ConcurrentHistogram latencies =
                new ConcurrentHistogram(Duration.ofMinutes(10).toNanos(), 3);
        private final ConcurrentHistogram soonAfterAKill = new ConcurrentHistogram(latencies);
        private final ConcurrentHistogram otherwise = new ConcurrentHistogram(latencies);
        /** Each kill's moment, and the last one after it in which a first try failed. */
        private final AtomicLongArray killed = new AtomicLongArray(KILLS);

        private final AtomicLongArray lastFailed = new AtomicLongArray(KILLS);
        /** How often, by why. */
        private final ConcurrentHashMap<String, Integer> firstFailed = new ConcurrentHashMap<>();

        private final ConcurrentHashMap<String, Integer> bothFailed = new ConcurrentHashMap<>();

        private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(PEOPLE);
        private final CountDownLatch left = new CountDownLatch(PEOPLE * ROUNDS);

        private Load(Intake intake, String wave) throws Exception {
            this.intake = intake;
            this.wave = wave;
            for (int rating = 1; rating <= Intake.RATINGS; rating++) {
                contents.add(intake.answers(wave, rating));
            }
        }

        void begin() {
            long begin = System.nanoTime();
            for (int person = 0; person < PEOPLE; person++) {
                answer(person, 0, begin);
            }
        }

        /** One try of somebody's answer. @param number from 1 @param before why the one before failed */
        private record Try(int person, int round, long due, int number, String before) {
            Try next(String why) {
                return new Try(person, round, due, number + 1, why);
            }
        }

        /** Answers when it is this person's turn, and then again: nobody sends two answers at a time. */
        private void answer(int person, int round, long begin) {
            long due = begin + (long) ((round * (double) PEOPLE + person) * 1e9 / RATE);
            Runnable next = round + 1 < ROUNDS ? () -> answer(person, round + 1, begin) : () -> {};
            vertx.setTimer(
                    Math.max(1, (due - System.nanoTime()) / 1_000_000),
                    ignored -> send(new Try(person, round, due, 1, ""), next));
        }

        private boolean isSoonAfterAKill(long moment) {
            for (int kill = 0; kill < KILLS; kill++) {
                long since = moment - killed.get(kill);
                if (killed.get(kill) != 0 && since > 0 && since < SETTLED.toNanos()) {
                    return true;
                }
            }
            return false;
        }

        private Node node(Try now) {
            Node wanted = nodes.get((now.person() + now.number()) % nodes.size());
            Node second = nodes.get((now.person() + now.number() + 1) % nodes.size());
            return wanted.leftAlone.get() ? second : wanted;
        }

        /** Nobody asks a node any more until it is ready. */
        private void leaveAlone(Node node) {
            if (!node.leftAlone.compareAndSet(false, true)) {
                return;
            }
            vertx.setPeriodic(
                    BETWEEN_LOOKS.toMillis(),
                    timer -> client.request(HttpMethod.GET, node.management, "localhost", "/health/ready")
                            .compose(HttpClientRequest::send)
                            .compose(response -> response.end().map(ignored -> response.statusCode()))
                            .onSuccess(status -> {
                                if (status == 200 && vertx.cancelTimer(timer)) {
                                    node.leftAlone.set(false);
                                }
                            }));
        }

        private void send(Try now, Runnable next) {
            Node node = node(now);
            int rating = 1 + (now.person() + now.round()) % Intake.RATINGS;
            ClosedLoop.Call call = intake.call(
                    wave, contents.get(rating - 1), now.person(), "bench-" + now.person() + "-" + now.round());
            call.request().setHost("localhost").setPort(node.port).putHeader("origin", "http://localhost:" + node.port);
            client.request(call.request())
                    .compose(request -> request.send(call.body()))
                    .compose(response -> response.end().map(ignored -> response))
                    .onComplete(response -> {
                        if (response.succeeded() && response.result().statusCode() / 100 == 2) {
                            long took = System.nanoTime() - now.due();
                            latencies.recordValue(took);
                            (isSoonAfterAKill(now.due()) ? soonAfterAKill : otherwise).recordValue(took);
                            acknowledged.set(now.person(), rating);
                            left.countDown();
                            next.run();
                            return;
                        }
                        String why = nodes.indexOf(node) + " "
                                + (response.succeeded()
                                        ? String.valueOf(response.result().statusCode())
                                        : response.cause());
                        failed(node, now, response.failed(), why);
                        if (now.number() == 1 && response.failed()) {
                            send(now.next(why), next);
                        } else {
                            vertx.setTimer(wait(response.result()), ignored -> send(now.next(why), next));
                        }
                    });
        }

        /** @param refusal null if there was no response @return milliseconds until another try makes sense */
        private static long wait(@Nullable HttpClientResponse refusal) {
            String seconds = refusal == null ? null : refusal.getHeader("retry-after");
            return seconds == null ? BEFORE_THE_NEXT_TRY.toMillis() : Long.parseLong(seconds) * 1_000;
        }

        private void failed(Node node, Try failed, boolean cutOff, String why) {
            long now = System.nanoTime();
            if (cutOff) {
                leaveAlone(node);
            }
            if (failed.number() == 2) {
                bothFailed.merge(failed.before() + ", then " + why, 1, Integer::sum);
            }
            if (failed.number() == 1) {
                firstFailed.merge(why, 1, Integer::sum);
                for (int kill = KILLS - 1; kill >= 0; kill--) {
                    if (killed.get(kill) != 0) {
                        lastFailed.set(kill, now - killed.get(kill));
                        break;
                    }
                }
            }
        }

        void print() {
            var windows = new ArrayList<String>();
            for (int kill = 0; kill < KILLS; kill++) {
                windows.add(String.format(Locale.ROOT, "%.1f", lastFailed.get(kill) / 1e9));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d answers to %d nodes at %d a second, %d kills: p50 %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
                    latencies.getTotalCount(),
                    nodes.size(),
                    RATE,
                    KILLS,
                    latencies.getValueAtPercentile(50) / 1e6,
                    latencies.getValueAtPercentile(99) / 1e6,
                    latencies.getMaxValue() / 1e6);
            System.out.printf(
                    Locale.ROOT,
                    "p99 of what came due within %d s of a kill %.1f ms, of the rest %.1f ms%n",
                    SETTLED.toSeconds(),
                    soonAfterAKill.getValueAtPercentile(99) / 1e6,
                    otherwise.getValueAtPercentile(99) / 1e6);
            System.out.printf(
                    "first tries that failed: %s; both tries failed: %s; last failed first try after each kill: %s s%n",
                    firstFailed, bothFailed, windows);
        }
    }
}
