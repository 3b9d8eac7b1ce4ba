package org.takeup.app;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** People who ask for the same thing again and again while something happens to the platform. Each answer is looked at. */
final class SteadyRequests implements AutoCloseable {
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> people = new ArrayList<>();

    /** One person for each visitor. @param good whether an answer is what it should be */
    SteadyRequests(List<Visitor> visitors, String path, Predicate<HttpResponse<String>> good) {
        for (Visitor visitor : visitors) {
            people.add(Thread.ofVirtual().start(() -> ask(visitor, path, good)));
        }
    }

    private void ask(Visitor visitor, String path, Predicate<HttpResponse<String>> good) {
        while (open.get()) {
            try {
                HttpResponse<String> answer = visitor.get(path);
                if (good.test(answer)) {
                    answered.incrementAndGet();
                } else {
                    failures.add(answer.statusCode() + " " + answer.body());
                }
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
        }
    }

    /** How many were answered as they should be. */
    int answered() {
        return answered.get();
    }

    /** Stops. @return what went wrong */
    List<String> stop() throws InterruptedException {
        open.set(false);
        for (Thread each : people) {
            each.join();
        }
        return List.copyOf(failures);
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
