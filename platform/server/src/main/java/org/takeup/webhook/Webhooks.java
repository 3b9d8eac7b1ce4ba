package org.takeup.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.delivery.Outbox;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.plugin.egress.Egress;
import org.takeup.store.CollectionSpec;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.JobRunner.Progress;
import org.takeup.tenant.Caller;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;
import org.takeup.webhook.Delivery.State;

/** The webhooks of workspaces: who is told of what, and what became of it. Thread-safe; calls block on the store. */
public final class Webhooks {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(EndpointStore.ENDPOINTS, DeliveryStore.DELIVERIES);

    /** How many a workspace may have. */
    static final int MOST = 20;

    static final Duration KEPT = Duration.ofDays(30);
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(20);

    private final Egress egress;
    private final Announcer announcer;
    private final Courier courier;

    /** @param egress that lets out what the operator lets webhooks reach */
    public Webhooks(Events events, TenantJobs jobs, Egress egress, People people, Outbox outbox) {
        this.egress = egress;
        this.announcer = new Announcer(jobs);
        var mails = new GivenUpMails(people, outbox);
        this.courier = new Courier(egress, mails::write);
        events.listen(announcer::heard);
        jobs.registerQueue(Announcer.JOB, this::send);
    }

    /** An endpoint that was just made or got a new secret. @param secret shown once, here */
    record Made(Endpoint endpoint, String secret) {
        @Override
        public String toString() {
            return "Made[" + endpoint.id() + "]";
        }
    }

    private void send(Workspace workspace, Document payload, Progress progress) throws Later, InterruptedException {
        try {
            courier.run(workspace, payload.getString("endpoint"), payload.getLong("turn"), progress);
        } catch (RuntimeException e) {
            // Deliveries must not end in a job that was set aside: they have a schedule of their own.
            LOG.warn("Webhooks cannot be sent now", e);
            throw new Later("Webhooks cannot be sent now", AFTER_TROUBLE);
        }
    }

    /** All endpoints, the oldest first. */
    List<Endpoint> list(Workspace workspace) {
        return new EndpointStore(workspace).all(MOST);
    }

    /** @throws Problem not found */
    Endpoint find(Workspace workspace, String id) {
        return new EndpointStore(workspace).find(id).orElseThrow(Problem::notFound);
    }

    /** @throws Problem 422 if the address cannot be called, 409 if there are {@value #MOST} already */
    Made make(Workspace workspace, Caller by, Endpoint.Wish wish) {
        check(wish);
        var store = new EndpointStore(workspace);
        if (store.all(MOST).size() >= MOST) {
            throw new Problem(
                    409,
                    "too-many-webhooks",
                    "The workspace has " + MOST + " webhooks.",
                    "Take away one that is not used any more.");
        }
        String id = Announcer.random().substring(0, 16);
        byte[] secret = Signature.freshSecret();
        store.add(id, wish, secret, by.personId(), workspace.clock().instant());
        return new Made(find(workspace, id), Signature.shown(secret));
    }

    private void check(Endpoint.Wish wish) {
        egress.wrong(wish.url()).ifPresent(wrong -> {
            throw Problem.invalid("url", wrong);
        });
        if (wish.events().isEmpty()) {
            throw Problem.invalid("events", "Choose at least one event.");
        }
    }

    /** @throws Problem 404, 409 if there is a newer version than the one that was seen, 422 */
    Endpoint change(Workspace workspace, String id, long seen, Endpoint.Wish wish) {
        find(workspace, id);
        check(wish);
        if (!new EndpointStore(workspace).change(id, seen, wish)) {
            throw stale();
        }
        if (wish.on()) {
            announcer.wake(workspace, id, workspace.clock().instant());
        }
        return find(workspace, id);
    }

    private static Problem stale() {
        return new Problem(
                412,
                "webhook-changed",
                "Somebody else has changed this webhook.",
                "Open it again and make your change to what is there now.");
    }

    /** Takes an endpoint away, and all that waits for it. @throws Problem not found */
    void remove(Workspace workspace, String id) {
        if (!new EndpointStore(workspace).remove(id)) {
            throw Problem.notFound();
        }
        new DeliveryStore(workspace).forget(id);
    }

    /** A new secret. @param both how long the old one signs as well */
    Made changeSecret(Workspace workspace, String id, Duration both) {
        find(workspace, id);
        byte[] secret = Signature.freshSecret();
        Instant until = workspace.clock().instant().plus(both);
        if (!new EndpointStore(workspace).changeSecret(id, secret, until)) {
            throw stale();
        }
        return new Made(find(workspace, id), Signature.shown(secret));
    }

    /** Sends a trial, whatever events the endpoint wants. @return its delivery @throws Problem 404, 409 if it is off */
    String ping(Workspace workspace, String id) {
        Endpoint endpoint = switchedOn(workspace, id);
        return announcer.ping(workspace, endpoint);
    }

    private Endpoint switchedOn(Workspace workspace, String id) {
        Endpoint endpoint = find(workspace, id);
        if (endpoint.state() != Endpoint.State.ON) {
            throw new Problem(
                    409,
                    "webhook-off",
                    "This webhook is switched off.",
                    "Switch it on first; then things can be sent.");
        }
        return endpoint;
    }

    /** Deliveries, newest first. @param after the cursor of the part before */
    List<Delivery> deliveries(Workspace workspace, String id, Optional<State> state, Optional<String> after, int most) {
        return new DeliveryStore(workspace).list(id, state, after, most);
    }

    /** Sends one again, under the id that it had. @throws Problem 404, 409 if the endpoint is off */
    void resend(Workspace workspace, String id, String delivery) {
        switchedOn(workspace, id);
        Instant now = workspace.clock().instant();
        if (!new DeliveryStore(workspace).resend(id, delivery, now)) {
            throw Problem.notFound();
        }
        announcer.wake(workspace, id, now);
    }

    /**
     * Sends those again that happened since.
     *
     * @param all also those that arrived
     * @return how many
     */
    long resendSince(Workspace workspace, String id, Instant since, boolean all) {
        switchedOn(workspace, id);
        Instant now = workspace.clock().instant();
        Collection<State> states = all ? EnumSet.of(State.FAILED, State.DELIVERED) : EnumSet.of(State.FAILED);
        long again = new DeliveryStore(workspace).resendSince(id, states, since, now);
        if (again > 0) {
            announcer.wake(workspace, id, now);
        }
        return again;
    }

    /** The events that can be chosen. */
    static Set<Event.Kind> choices() {
        return EnumSet.complementOf(EnumSet.of(Event.Kind.PING));
    }

    /** The kind with this name. @throws Problem 422 if there is none that can be chosen */
    static Event.Kind kind(String type) {
        return choices().stream()
                .filter(kind -> kind.type().equals(type))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "events",
                        "Choose among "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Event.Kind.values())
                                                .filter(choices()::contains)
                                                .map(Event.Kind::type)
                                                .toList())
                                + "."));
    }
}
