package org.takeup.plugin.egress;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.plugin.packaging.settings.Destination;

/**
 * The connections of one call of a plugin: nobody else's bytes ever travel on them. Connects to the address that was
 * checked, and speaks TLS with the name that was asked for. Thread-safe; waits on the calling thread, works on an event
 * loop of the platform, so that no thread or class loader of a plugin gets into Vert.x.
 */
final class Wire implements AutoCloseable {
    private final Vertx vertx;
    private final Context loop;
    private final Limits limits;
    private final Optional<TrustOptions> trust;

    /** Used on the loop alone. */
    private @Nullable HttpClient client;

    private boolean closed;

    /** @param trust other certificates than the JVM's, for tests */
    Wire(Vertx vertx, Context loop, Limits limits, Optional<TrustOptions> trust) {
        this.vertx = vertx;
        this.loop = loop;
        this.limits = limits;
        this.trust = trust;
    }

    /** No connection came about at this address; another one of the host may do. */
    static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        Unreachable(Throwable cause) {
            super(cause);
        }
    }

    /** One request and its answer, as it came: packed if the other side packed it. */
    HttpAnswer exchange(Destination to, InetAddress address, HttpCall call, long deadline)
            throws Unreachable, HttpFailed, TimeoutException, InterruptedException {
        var result = new CompletableFuture<HttpAnswer>();
        var exchange = new WireExchange(call, limits.bodyBytes(), result);
        loop.runOnContext(ignored -> begin(exchange, to, address, call, result));
        boolean done = false;
        try {
            HttpAnswer answer = result.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            done = true;
            return answer;
        } catch (ExecutionException e) {
            done = true;
            throw thrown(e.getCause());
        } finally {
            if (!done) {
                loop.runOnContext(ignored -> exchange.stop());
            }
        }
    }

    private void begin(
            WireExchange exchange,
            Destination to,
            InetAddress address,
            HttpCall call,
            CompletableFuture<HttpAnswer> result) {
        if (closed) {
            result.completeExceptionally(new HttpFailed("The plugin's call is over."));
            return;
        }
        client().request(options(to, address, call)).onComplete(exchange::connected, failure -> {
            result.completeExceptionally(new Unreachable(failure));
        });
    }

    private HttpClient client() {
        if (client == null) {
            client = vertx.createHttpClient(options(), new PoolOptions().setHttp1MaxSize(limits.atOnce()));
        }
        return client;
    }

    private HttpClientOptions options() {
        var options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setUseAlpn(false)
                .setVerifyHost(true)
                .setTrustAll(false)
                .setConnectTimeout((int) limits.connect().toMillis())
                .setSslHandshakeTimeout(limits.connect().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(limits.headerBytes())
                .setMaxRedirects(0)
                // We unpack ourselves and count while we do.
                .setDecompressionSupported(false)
                .setKeepAliveTimeout(10);
        trust.ifPresent(options::setTrustOptions);
        return options;
    }

    private static RequestOptions options(Destination to, InetAddress address, HttpCall call) {
        return new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method().name()))
                // A literal is connected to as it is: no second look-up could lead elsewhere.
                .setServer(SocketAddress.inetSocketAddress(to.port(), address.getHostAddress()))
                .setHost(to.host())
                .setPort(to.port())
                .setSsl(to.secure())
                .setURI(to.path() + to.query())
                .setFollowRedirects(false);
    }

    private static HttpFailed thrown(@Nullable Throwable cause) throws Unreachable, HttpFailed {
        if (cause instanceof Unreachable unreachable) {
            throw unreachable;
        }
        if (cause instanceof WireExchange.TooLarge tooLarge) {
            throw tooLarge;
        }
        if (cause instanceof HttpFailed failed) {
            throw new HttpFailed(String.valueOf(failed.getMessage()));
        }
        throw new HttpFailed("The connection broke before the whole answer was there.");
    }

    /** Ends every connection; a call that waits on one fails. */
    @Override
    public void close() {
        loop.runOnContext(ignored -> {
            closed = true;
            if (client != null) {
                client.close();
            }
        });
    }
}
