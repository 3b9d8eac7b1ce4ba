package org.takeup.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sends what a route writes, part by part, from the route's own thread. A part is handed over when the one before it has
 * left, so a slow client holds up its own route and no memory. The head goes out with the first part: what fails before
 * is answered like any other failure.
 */
final class ReplyStream extends OutputStream {
    private static final int PART = 32 * 1024;
    private static final long PATIENCE_SECONDS = 60;

    private final Context context;
    private final Function<Buffer, Future<Void>> write;
    private final Supplier<Future<Void>> end;
    private Buffer part = Buffer.buffer(PART);
    private boolean begun;

    /**
     * @param context where both may be called
     * @param write sends a part, and the head before the first one
     * @param end ends the response
     */
    ReplyStream(Context context, Function<Buffer, Future<Void>> write, Supplier<Future<Void>> end) {
        this.context = context;
        this.write = write;
        this.end = end;
    }

    /** Whether something was sent already, so that nothing else can be answered any more. */
    boolean begun() {
        return begun;
    }

    @Override
    public void write(int single) throws IOException {
        part.appendByte((byte) single);
        sendIfFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        part.appendBytes(bytes, offset, length);
        sendIfFull();
    }

    /** Sends what there is now, for whoever writes little and seldom. */
    @Override
    public void flush() throws IOException {
        if (part.length() > 0) {
            send();
        }
    }

    private void sendIfFull() throws IOException {
        if (part.length() >= PART) {
            send();
        }
    }

    private void send() throws IOException {
        Buffer full = part;
        part = Buffer.buffer(PART);
        begun = true;
        await(() -> write.apply(full));
    }

    /** Sends the rest and ends the response. */
    void finish() throws IOException {
        send();
        await(end);
    }

    private void await(Supplier<Future<Void>> step) throws IOException {
        var done = new CompletableFuture<Void>();
        context.runOnContext(ignored -> {
            try {
                step.get().onComplete(result -> {
                    if (result.succeeded()) {
                        done.complete(null);
                    } else {
                        done.completeExceptionally(result.cause());
                    }
                });
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("The client has gone", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("The client takes nothing any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The node stops", e);
        }
    }
}
