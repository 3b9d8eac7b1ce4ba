package org.takeup.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.event.Event;
import org.takeup.webhook.Delivery.State;

/** What pages show of webhooks and the API answers. */
public final class WebhookViews {
    private WebhookViews() {}

    /**
     * An endpoint, without its secret.
     *
     * @param oldSecretUntil until when the secret before signs as well, if it does
     */
    public record Hook(
            String id,
            String url,
            String note,
            List<String> events,
            Endpoint.State state,
            String reason,
            long version,
            Instant created,
            String createdBy,
            Optional<Instant> lastDelivered,
            Optional<Instant> failingSince,
            Optional<Instant> oldSecretUntil) {
        static Hook of(Endpoint endpoint, Instant now) {
            return new Hook(
                    endpoint.id(),
                    endpoint.url(),
                    endpoint.note(),
                    endpoint.types(),
                    endpoint.state(),
                    endpoint.reason(),
                    endpoint.version(),
                    endpoint.created(),
                    endpoint.createdBy(),
                    endpoint.lastDelivered(),
                    endpoint.failingSince(),
                    endpoint.oldSecretUntil().filter(now::isBefore));
        }

        /** What people call it. */
        public String title() {
            return note.isEmpty() ? url : note;
        }
    }

    /** All endpoints. */
    public record Hooks(List<Hook> webhooks) {}

    /** An endpoint with a secret that is shown once, here. */
    public record WithSecret(Hook webhook, String secret) {
        static WithSecret of(Webhooks.Made made, Instant now) {
            return new WithSecret(Hook.of(made.endpoint(), now), made.secret());
        }

        @Override
        public String toString() {
            return "WithSecret[" + webhook.id() + "]";
        }
    }

    /**
     * A delivery.
     *
     * @param message the webhook-id that it is sent with
     * @param next when it is tried next, while it is queued
     */
    public record Sent(
            String id,
            String message,
            String type,
            Instant at,
            State state,
            int tries,
            Instant changed,
            Optional<Integer> status,
            String trouble,
            Optional<Instant> next) {
        static Sent of(Delivery delivery) {
            return new Sent(
                    delivery.id(),
                    delivery.message(),
                    delivery.type(),
                    delivery.at(),
                    delivery.state(),
                    delivery.tries(),
                    delivery.changed(),
                    delivery.status(),
                    delivery.trouble(),
                    Optional.of(delivery.due()).filter(ignored -> delivery.state() == State.QUEUED));
        }
    }

    /** Deliveries, newest first. @param next for the parameter {@code after}, if there is more */
    public record Part(List<Sent> deliveries, Optional<String> next) {}

    /** An event that can be chosen. */
    public record Choice(String type, String words) {
        static List<Choice> all() {
            return Webhooks.choices().stream().map(Choice::of).toList();
        }

        private static Choice of(Event.Kind kind) {
            return new Choice(kind.type(), kind.words());
        }
    }

    /** The page of all. @param made the one that was just made, or null */
    public record ListPage(
            List<Hook> webhooks,
            List<Choice> choices,
            @Nullable WithSecret made,
            int most) {}

    /** The page of one. @param fresh its secret, if it was just changed, or null @param shown the state that is asked for */
    public record HookPage(
            Hook webhook,
            List<Choice> choices,
            Part part,
            String shown,
            @Nullable String fresh,
            long again) {}
}
