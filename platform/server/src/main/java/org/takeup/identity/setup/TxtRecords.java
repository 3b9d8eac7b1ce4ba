package org.takeup.identity.setup;

import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.identity.company.Domains;

/** Asks DNS for TXT records. Thread-safe; blocks for {@link #PATIENCE} at most. */
public final class TxtRecords implements Domains.Texts {
    private static final Logger LOG = LoggerFactory.getLogger(TxtRecords.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DnsClient client;

    /** A server to ask. */
    public record Server(String host, int port) {}

    /** @param server the machine's own resolver if there is none */
    public TxtRecords(Vertx vertx, Optional<Server> server) {
        var options = new DnsClientOptions().setQueryTimeout(PATIENCE.toMillis());
        server.ifPresent(known -> options.setHost(known.host()).setPort(known.port()));
        this.client = vertx.createDnsClient(options);
    }

    @Override
    public List<String> at(String name) {
        try {
            return client.resolveTXT(name)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DnsException known && known.code() == DnsResponseCode.NXDOMAIN) {
                return List.of();
            }
            LOG.warn("DNS does not answer: {}", String.valueOf(e.getCause()));
            throw away();
        } catch (TimeoutException e) {
            throw away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away();
        }
    }

    private static Problem away() {
        return new Problem(
                503,
                "dns-away",
                "DNS did not answer just now.",
                "Nothing has changed. Try again in a minute; if it goes on, tell the operator of this platform.");
    }
}
