package org.takeup.chat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.chat.ChatComposer.Composed;
import org.takeup.delivery.MailState;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.egress.Outlet;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.JobRunner.Progress;
import org.takeup.tenant.Workspace;

/**
 * Sends what is due, one after the other. A message is marked as being sent before the service hears of it; whoever dies
 * with that mark leaves it to a person, because no service says whether a message has arrived. Thread-safe.
 */
final class ChatCourier {
    private static final Logger LOG = LoggerFactory.getLogger(ChatCourier.class);

    /** Longer than any call may take. */
    static final Duration LEASE = Duration.ofSeconds(90);

    static final Duration GIVE_UP_AFTER = Duration.ofDays(2);
    private static final Duration WHILE_ASIDE = Duration.ofSeconds(60);
    private static final Duration WHILE_BUSY = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(500);
    private static final long STINT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final String USE = "chat";

    private final Egress egress;
    private final Function<Workspace, Optional<Instant>> heldUntil;
    private final Map<String, ChatComposer> composers = new ConcurrentHashMap<>();

    /** @param heldUntil the end of the quiet hours, if they are now */
    ChatCourier(Egress egress, Function<Workspace, Optional<Instant>> heldUntil) {
        this.egress = egress;
        this.heldUntil = heldUntil;
    }

    void register(String kind, ChatComposer composer) {
        composers.put(kind, composer);
    }

    /**
     * Sends until nothing is due.
     *
     * @param progress told of each message that was tried
     * @throws Later with the time until more is
     */
    void run(Workspace workspace, Progress progress) throws Later, InterruptedException {
        var posts = new PostStore(workspace);
        long doubtful = posts.doubtCutOff(now(workspace));
        if (doubtful > 0) {
            LOG.warn("{} messages to chats were cut off while being sent and are left to a person", doubtful);
        }
        long begun = System.nanoTime();
        while (true) {
            Instant now = now(workspace);
            Optional<Instant> moment = posts.nextMoment();
            if (moment.isEmpty()) {
                return;
            }
            Instant wake = heldUntil.apply(workspace).orElse(moment.get());
            if (wake.isAfter(now)) {
                throw later(now, wake);
            }
            Optional<ChatPost> due = posts.nextDue(now);
            if (due.isEmpty() || System.nanoTime() - begun > STINT_NANOS) {
                throw later(now, now);
            }
            handle(workspace, posts, due.get());
            progress.made();
        }
    }

    private static Later later(Instant now, Instant wake) {
        Instant soonest = now.plus(SHORTEST_WAIT);
        return Later.until("Messages to chats wait until " + wake, wake.isAfter(soonest) ? wake : soonest);
    }

    private void handle(Workspace workspace, PostStore posts, ChatPost post) throws InterruptedException {
        Instant now = now(workspace);
        Optional<ChatHook> hook = new HookStore(workspace).find(post.hook());
        if (hook.isEmpty()) {
            posts.setAside(post, MailState.FAILED, "The chat was taken away.", now, now);
        } else if (hook.get().restUntil().isAfter(now)) {
            posts.setAside(
                    post, MailState.QUEUED, hook.get().trouble(), hook.get().restUntil(), now);
        } else {
            switch (composed(workspace, post)) {
                case Composed.NotNeeded never -> posts.setAside(post, MailState.FAILED, never.reason(), now, now);
                case Composed.NotNow wait -> postpone(posts, post, wait.reason(), now);
                case Composed.Ready ready -> send(workspace, posts, hook.get(), post, ready.message());
            }
        }
    }

    private Composed composed(Workspace workspace, ChatPost post) {
        ChatComposer composer = composers.get(post.kind());
        if (composer == null) {
            return new Composed.NotNow("This node cannot write messages of the kind " + post.kind() + ".");
        }
        try {
            return composer.compose(workspace, post.reference());
        } catch (RuntimeException e) {
            LOG.warn("Message {} of the kind {} cannot be written", post.id(), post.kind(), e);
            return new Composed.NotNow("The message could not be written; it is tried again.");
        }
    }

    private static void postpone(PostStore posts, ChatPost post, String reason, Instant now) {
        posts.setAside(
                post, isTooOld(post, now) ? MailState.FAILED : MailState.QUEUED, reason, now.plus(WHILE_ASIDE), now);
    }

    private static boolean isTooOld(ChatPost post, Instant now) {
        return now.isAfter(post.added().plus(GIVE_UP_AFTER));
    }

    private void send(Workspace workspace, PostStore posts, ChatHook hook, ChatPost post, ChatMessage message)
            throws InterruptedException {
        Optional<URI> address = new HookStore(workspace).address(hook.id());
        if (address.isEmpty() || !posts.begin(post, now(workspace), LEASE)) {
            return;
        }
        Outcome outcome;
        boolean stopped = false;
        try (Outlet outlet = egress.openForPlatform(workspace, USE, address.get())) {
            try {
                HttpCall call = HttpCall.post(
                                address.get(),
                                "application/json; charset=utf-8",
                                hook.service().payload(message))
                        .with("User-Agent", "Takeup-Chat/1")
                        // Neither service looks at it today; whoever stands in between may.
                        .with("Idempotency-Key", post.id());
                outcome = Answers.of(hook.service(), outlet.send(call), now(workspace));
            } catch (InterruptedException e) {
                stopped = true;
                outcome = outlet.mayHaveBeenHeard()
                        ? new Outcome.Unsure("The platform was stopped in the middle; the message may have arrived.")
                        : new Outcome.NotYet("The platform was stopped before it was said.", Optional.empty());
            } catch (HttpRefused e) {
                outcome = refused(e, outlet, now(workspace));
            } catch (IOException e) {
                outcome = outlet.mayHaveBeenHeard()
                        ? new Outcome.Unsure(e.getMessage() + " The message may have arrived.")
                        : new Outcome.NotYet(String.valueOf(e.getMessage()), Optional.empty());
            }
        }
        end(workspace, posts, post, outcome);
        if (stopped) {
            throw new InterruptedException("Stopped");
        }
    }

    private static Outcome refused(HttpRefused refusal, Outlet outlet, Instant now) {
        String words = String.valueOf(refusal.getMessage());
        if (outlet.mayHaveBeenHeard()) {
            return new Outcome.Unsure(words + " The message may have arrived.");
        }
        return switch (refusal.reason()) {
            case PAUSED, LIMIT, OVER ->
                new Outcome.NotYet(
                        words,
                        Optional.of(refusal.until()
                                .map(until -> Duration.between(now, until))
                                .orElse(WHILE_BUSY)));
            default -> new Outcome.Refused(words);
        };
    }

    private static void end(Workspace workspace, PostStore posts, ChatPost post, Outcome outcome) {
        Instant now = now(workspace);
        var hooks = new HookStore(workspace);
        switch (outcome) {
            case Outcome.Arrived ignored -> {
                posts.end(post, MailState.SENT, "", now, now);
                hooks.arrived(post.hook(), now);
            }
            case Outcome.Refused refused -> {
                posts.end(post, MailState.FAILED, refused.reason(), now, now);
                hooks.failed(post.hook(), refused.reason(), now);
            }
            case Outcome.Unsure unsure -> {
                posts.end(post, MailState.UNSURE, unsure.reason(), now, now);
                hooks.failed(post.hook(), unsure.reason(), now);
            }
            case Outcome.NotYet notYet -> {
                Duration rest = notYet.rest().orElse(Duration.ZERO);
                Duration capped = rest.compareTo(GIVE_UP_AFTER) < 0 ? rest : GIVE_UP_AFTER;
                Instant due = now.plus(capped.isPositive() ? capped : pause(post.attempt() + 1));
                boolean over = isTooOld(post, now);
                String reason = over ? "Given up after two days. " + notYet.reason() : notYet.reason();
                posts.end(post, over ? MailState.FAILED : MailState.QUEUED, reason, due, now);
                hooks.failed(post.hook(), notYet.reason(), now.plus(capped));
            }
        }
    }

    /** Twice as long after each try, from two seconds to a quarter of an hour. */
    private static Duration pause(int attempt) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempt, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private static Instant now(Workspace workspace) {
        return workspace.clock().instant();
    }
}
