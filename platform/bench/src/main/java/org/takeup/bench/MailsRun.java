package org.takeup.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** How fast a mailing goes out, and whether the node's heap stays as it is meanwhile. */
final class MailsRun {
    private static final int MAILS = 100_000;
    private static final int PARTS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private MailsRun() {}

    /** @param mongoUri empty for the embedded store */
    static void run(String mongoUri) throws Exception {
        Path folder = Files.createTempDirectory("takeup-bench");
        String slug = PlatformServer.newSlug();
        try (var sink = new SmtpSink();
                Child node = MailsServer.child(mongoUri, folder, slug, sink.port(), MAILS)) {
            node.awaitFile(folder.resolve("ready.txt"));
            System.out.println("| mails | seconds | mails/s | heap after a collection |");
            System.out.println("|---|---|---|---|");
            Instant begin = Instant.now();
            for (int part = 1; part <= PARTS; part++) {
                long enough = (long) MAILS * part / PARTS;
                Instant from = Instant.now();
                long before = sink.taken();
                await(sink, enough, begin);
                double seconds = seconds(from);
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %.1f | %.0f | %.0f MB |%n",
                        sink.taken(),
                        seconds,
                        (sink.taken() - before) / seconds,
                        node.heapInUse() / 1e6);
            }
            node.awaitFile(folder.resolve("done.txt"));
            System.out.printf(
                    Locale.ROOT,
                    "%nAll in %.1f s, %.0f a second; arrived %d, of them %d once; %s%n",
                    seconds(begin),
                    MAILS / seconds(begin),
                    sink.taken(),
                    sink.distinct(),
                    Files.readString(folder.resolve("done.txt")).strip());
        }
    }

    private static void await(SmtpSink sink, long enough, Instant begin) {
        while (sink.taken() < enough) {
            if (Duration.between(begin, Instant.now()).compareTo(LIMIT) > 0) {
                throw new Bench.Failed("Only " + sink.taken() + " mails within " + LIMIT.toMinutes() + " minutes.");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static double seconds(Instant from) {
        return Duration.between(from, Instant.now()).toNanos() / 1e9;
    }
}
