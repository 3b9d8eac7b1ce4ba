package org.takeup.plugin.egress;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;

/** One request on one connection. Lives on the event loop; only the result leaves it. */
final class WireExchange {
    private final HttpCall call;
    private final int mostBytes;
    private final CompletableFuture<HttpAnswer> result;
    private final Buffer body = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private boolean stopped;

    WireExchange(HttpCall call, int mostBytes, CompletableFuture<HttpAnswer> result) {
        this.call = call;
        this.mostBytes = mostBytes;
        this.result = result;
    }

    /** The answer is larger than it may be. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    /** Sends what there is to send; the caller may have gone by now. */
    void connected(HttpClientRequest connected) {
        request = connected;
        if (stopped) {
            stop();
            return;
        }
        // Without a handler Vert.x writes what went wrong into our log, in words that the other side chose.
        connected.connection().exceptionHandler(this::fail);
        call.headers().forEach(connected::putHeader);
        connected.putHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
        connected.response().onComplete(this::answered, this::fail);
        if (call.body().isPresent()) {
            connected.end(Buffer.buffer(call.body().get()));
        } else if (call.method() == HttpCall.Method.GET || call.method() == HttpCall.Method.DELETE) {
            connected.end();
        } else {
            connected.putHeader(HttpHeaders.CONTENT_LENGTH, "0").end();
        }
    }

    private void answered(HttpClientResponse response) {
        response.exceptionHandler(this::fail);
        response.handler(this::add);
        response.endHandler(ignored ->
                result.complete(new HttpAnswer(response.statusCode(), headers(response.headers()), body.getBytes())));
    }

    private void add(Buffer more) {
        if (stopped) {
            return;
        }
        if (body.length() + more.length() > mostBytes) {
            fail(new TooLarge());
        } else {
            body.appendBuffer(more);
        }
    }

    private void fail(Throwable cause) {
        result.completeExceptionally(cause);
        stop();
    }

    /** Cuts the connection: nothing more is sent or taken. */
    void stop() {
        stopped = true;
        if (request != null && request.connection() != null) {
            request.connection().close();
        }
    }

    private static Map<String, List<String>> headers(MultiMap headers) {
        var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.names().forEach(name -> all.put(name, headers.getAll(name)));
        return all;
    }
}
