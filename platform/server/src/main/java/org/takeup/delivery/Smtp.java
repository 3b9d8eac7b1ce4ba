package org.takeup.delivery;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** The conversation with the mail server, over a few kept connections. Thread-safe; blocks, so not for event loops. */
final class Smtp {
    /** Two workspaces can send at full speed at once; mail servers usually allow fifty for a client. */
    private static final int CONNECTIONS = 16;

    private static final long LIMIT_SECONDS = 300;
    private static final long LAST_WORD_SECONDS = 3;
    /** Replies about our own login: the operator's matter, not the mail's. */
    private static final Set<Integer> LOGIN = Set.of(454, 530, 534, 535, 538);

    private final MailClient client;
    private final Context loop;
    private final Semaphore free = new Semaphore(CONNECTIONS, true);

    Smtp(Vertx vertx, URI server, String ownHost) {
        this.loop = vertx.getOrCreateContext();
        this.client = MailClient.create(vertx, MailServer.config(server, ownHost, CONNECTIONS));
    }

    /**
     * A mail that knows whether its conversation has begun. The client asks for the headers once it has a connection on
     * which greeting, encryption and login went well; before that nothing can have been sent.
     */
    private static final class Watched extends MailMessage {
        private enum Stage {
            WAITING,
            TALKING,
            GIVEN_UP
        }

        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);

        @Override
        public MultiMap getHeaders() {
            if (!stage.compareAndSet(Stage.WAITING, Stage.TALKING) && stage.get() == Stage.GIVEN_UP) {
                throw new IllegalStateException("Nobody waits for this mail any more");
            }
            return super.getHeaders();
        }

        /** @return true if the conversation had not begun, and now never will */
        boolean giveUp() {
            return stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP);
        }
    }

    /** A place among the conversations, for one mail. */
    final class Turn implements AutoCloseable {
        private Turn() {}

        /**
         * Sends the mail and waits for the server's word.
         *
         * @throws InterruptedException only before anything was said; an interrupt later gives the server a last moment
         */
        Outcome send(Parcel parcel) throws InterruptedException {
            Watched message = message(parcel);
            return Smtp.wait(message, sending(message));
        }

        @Override
        public void close() {
            free.release();
        }
    }

    /** As {@link Turn#send}, as soon as it is this mail's turn. */
    Outcome send(Parcel parcel) throws InterruptedException {
        try (Turn turn = turn()) {
            return turn.send(parcel);
        }
    }

    /** Waits until a conversation may begin. To be closed. */
    Turn turn() throws InterruptedException {
        free.acquire();
        return new Turn();
    }

    /**
     * All conversations share one event loop. The client keeps connections for later mails, and one that is talked on from
     * two loops can lose the server's answer and wait until the limit.
     */
    private CompletableFuture<Long> sending(MailMessage message) {
        var sent = new CompletableFuture<Long>();
        loop.runOnContext(ignored -> client.sendMail(message)
                .onComplete(taken -> sent.complete(System.nanoTime()), sent::completeExceptionally));
        return sent;
    }

    /** The client is given all headers and the body as they are to go out: what was signed is not touched any more. */
    private static Watched message(Parcel parcel) {
        var message = new Watched();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        parcel.mail().headers().forEach(header -> headers.add(header.name(), header.value()));
        message.setFrom(parcel.returnPath())
                .setBounceAddress(parcel.returnPath())
                .setTo(parcel.to())
                .setText(parcel.mail().body())
                .setHeaders(headers)
                .setFixedHeaders(true);
        return message;
    }

    private static Outcome wait(Watched message, CompletableFuture<Long> sending) throws InterruptedException {
        try {
            return outcome(message, sending, LIMIT_SECONDS);
        } catch (InterruptedException e) {
            if (message.giveUp()) {
                throw e;
            }
            Outcome outcome = outcome(message, sending, LAST_WORD_SECONDS);
            Thread.currentThread().interrupt();
            return outcome;
        }
    }

    private static Outcome outcome(Watched message, CompletableFuture<Long> sending, long seconds)
            throws InterruptedException {
        try {
            return new Outcome.Sent(sending.get(seconds, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return failed(message, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return message.giveUp()
                    ? new Outcome.NotYet("The mail server did not become ready in time.", true)
                    : new Outcome.Unsure("The mail server did not say in time whether it took the mail.");
        }
    }

    private static Outcome failed(Watched message, Throwable cause) {
        if (cause instanceof SMTPException reply) {
            return refused(reply);
        }
        return message.giveUp()
                ? new Outcome.NotYet("The mail server cannot be reached: " + words(cause), true)
                : new Outcome.Unsure("The connection broke off before the mail server said whether it took the mail.");
    }

    /** Any reply other than yes means that the server did not take the mail, at whatever point it came (RFC 5321, 4.2.1). */
    private static Outcome refused(SMTPException reply) {
        int code = reply.getReplyCode();
        String words = words(reply);
        if (LOGIN.contains(code)) {
            return new Outcome.NotYet("The mail server does not accept our login: " + words, true);
        }
        return code >= 500
                ? new Outcome.Refused("The mail server refused: " + words)
                : new Outcome.NotYet("The mail server asks to try later: " + words, code == 421);
    }

    private static String words(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String plain = message.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() <= 300 ? plain : plain.substring(0, 300);
    }
}
