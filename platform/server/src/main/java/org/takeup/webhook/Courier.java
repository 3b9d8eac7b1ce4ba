package org.takeup.webhook;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.egress.Outlet;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.JobRunner.Progress;
import org.takeup.tenant.Workspace;
import org.takeup.webhook.Delivery.State;

/**
 * Sends what is due to one endpoint, one after the other. A node that dies in the middle leaves the delivery to be sent
 * again under the same id. Thread-safe.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** Longer than any call may take. */
    static final Duration LEASE = Duration.ofSeconds(60);

    /** How long a run sends before others get their turn. */
    private static final long STINT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Duration WHILE_BUSY = Duration.ofSeconds(5);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(5);
    private static final String USE = "webhook";

    private final Egress egress;
    private final GivenUp givenUp;
    private final RandomGenerator random = RandomGenerator.getDefault();

    /** Hears of an endpoint that the platform has switched off. */
    interface GivenUp {
        void hears(Workspace workspace, Endpoint endpoint);
    }

    Courier(Egress egress, GivenUp givenUp) {
        this.egress = egress;
        this.givenUp = givenUp;
    }

    /** What came of a try. @param refusedUntil if it was not even tried, when it may be */
    private record Answer(Optional<Integer> status, String trouble, Optional<Instant> refusedUntil) {
        boolean arrived() {
            return status.filter(code -> code / 100 == 2).isPresent();
        }
    }

    /**
     * Sends until nothing is due.
     *
     * @param turn of this run; with another one it ends
     * @param progress told of each delivery that was tried
     * @throws Later with the time until more is due
     */
    void run(Workspace workspace, String id, long turn, Progress progress) throws Later, InterruptedException {
        var endpoints = new EndpointStore(workspace);
        var deliveries = new DeliveryStore(workspace);
        long begun = System.nanoTime();
        while (true) {
            Instant now = workspace.clock().instant();
            Endpoint endpoint = endpoints.find(id).orElse(null);
            if (endpoint == null || endpoint.turn() != turn || endpoint.state() != Endpoint.State.ON) {
                endpoints.looksNoMore(id, turn);
                return;
            }
            if (endpoint.restUntil().isAfter(now)) {
                throw later(endpoints, endpoint, endpoint.restUntil());
            }
            endpoints.looks(id, turn, now);
            Optional<Delivery> claimed = deliveries.claim(id, now, LEASE);
            if (claimed.isPresent()) {
                deliver(workspace, endpoint, claimed.get());
                progress.made();
            } else if (rests(endpoints, deliveries, endpoint, now)) {
                return;
            }
            if (System.nanoTime() - begun > STINT_NANOS) {
                throw later(endpoints, endpoint, now);
            }
        }
    }

    /**
     * Says first that nobody looks any more, and then looks once more: whoever adds a delivery in between is seen here,
     * and whoever adds one after that starts another run.
     *
     * @return whether nothing waits at all
     */
    private static boolean rests(EndpointStore endpoints, DeliveryStore deliveries, Endpoint endpoint, Instant now)
            throws Later {
        endpoints.looksNoMore(endpoint.id(), endpoint.turn());
        Optional<Instant> next = deliveries.nextDue(endpoint.id());
        if (next.isPresent() && next.get().isAfter(now)) {
            throw later(endpoints, endpoint, next.get());
        }
        return next.isEmpty();
    }

    private static Later later(EndpointStore endpoints, Endpoint endpoint, Instant next) {
        endpoints.looks(endpoint.id(), endpoint.turn(), next);
        return Later.until("Webhooks wait until " + next, next);
    }

    private void deliver(Workspace workspace, Endpoint endpoint, Delivery delivery) throws InterruptedException {
        Instant begun = workspace.clock().instant();
        Answer answer = send(workspace, endpoint, delivery, begun);
        Instant now = workspace.clock().instant();
        var endpoints = new EndpointStore(workspace);
        var deliveries = new DeliveryStore(workspace);
        if (answer.refusedUntil().isPresent()) {
            deliveries.giveBack(delivery, answer.refusedUntil().get());
        } else if (answer.arrived()) {
            deliveries.tried(delivery, State.DELIVERED, answer.status(), "", now, now);
            endpoints.arrived(endpoint.id(), now);
        } else {
            failed(workspace, endpoint, delivery, answer, now);
        }
    }

    private void failed(Workspace workspace, Endpoint endpoint, Delivery delivery, Answer answer, Instant now) {
        var endpoints = new EndpointStore(workspace);
        Optional<Duration> wait = Backoff.after(delivery.tries(), random);
        new DeliveryStore(workspace)
                .tried(
                        delivery,
                        wait.isPresent() ? State.QUEUED : State.FAILED,
                        answer.status(),
                        answer.trouble(),
                        now.plus(wait.orElse(Duration.ZERO)),
                        now);
        Duration rest = wait.filter(each -> each.compareTo(LONGEST_REST) < 0).orElse(LONGEST_REST);
        endpoints.failed(endpoint.id(), now, now.plus(rest));
        boolean gone = answer.status().filter(code -> code == 410).isPresent();
        boolean forDays = endpoint.failingSince()
                .filter(since -> !since.plus(GIVE_UP_AFTER).isAfter(now))
                .isPresent();
        if (gone || forDays) {
            giveUp(
                    workspace,
                    endpoint,
                    gone
                            ? "It answered that it is gone for good (status 410)."
                            : "Nothing has arrived for " + GIVE_UP_AFTER.toDays() + " days. The last try: "
                                    + answer.trouble(),
                    now);
        }
    }

    private void giveUp(Workspace workspace, Endpoint endpoint, String reason, Instant now) {
        if (new EndpointStore(workspace).giveUp(endpoint.id(), reason)) {
            new DeliveryStore(workspace).giveUp(endpoint.id(), "The webhook was switched off.", now);
            LOG.warn("Webhook {} was switched off after it failed", endpoint.id());
            givenUp.hears(workspace, endpoint);
        }
    }

    private Answer send(Workspace workspace, Endpoint endpoint, Delivery delivery, Instant now)
            throws InterruptedException {
        long seconds = now.getEpochSecond();
        var secrets = new EndpointStore(workspace).secrets(endpoint.id(), now);
        URI to = URI.create(endpoint.url());
        HttpCall call = HttpCall.post(to, "application/json", delivery.body())
                .with("User-Agent", "Takeup-Webhook/1")
                .with("webhook-id", delivery.message())
                .with("webhook-timestamp", String.valueOf(seconds))
                .with("webhook-signature", Signature.of(secrets, delivery.message(), seconds, delivery.body()));
        try (Outlet outlet = egress.openForPlatform(workspace, USE, to)) {
            return answer(outlet.send(call));
        } catch (HttpRefused e) {
            return switch (e.reason()) {
                case PAUSED, LIMIT, OVER ->
                    new Answer(Optional.empty(), "", Optional.of(e.until().orElse(now.plus(WHILE_BUSY))));
                default -> new Answer(Optional.empty(), String.valueOf(e.getMessage()), Optional.empty());
            };
        } catch (IOException e) {
            return new Answer(Optional.empty(), String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private static Answer answer(HttpAnswer answer) {
        int status = answer.status();
        String trouble = status / 100 == 2 ? "" : "It answered with status " + status + ".";
        return new Answer(Optional.of(status), trouble, Optional.empty());
    }
}
