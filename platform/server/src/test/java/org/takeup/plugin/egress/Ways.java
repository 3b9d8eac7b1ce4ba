package org.takeup.plugin.egress;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Workspace;

/** Ways out for tests: names and limits of their own, waiting that only takes note. */
final class Ways {
    private static final Limits SMALL = new Limits(
            Duration.ofSeconds(5), Duration.ofSeconds(20), 8 * 1024, 64 * 1024, 50, 4, Duration.ofSeconds(5));

    private final TestPlatform platform;
    private final Vertx vertx;
    private final Map<String, List<InetAddress>> names = new HashMap<>();
    private final List<String> lookedUp = new ArrayList<>();
    private final List<Duration> waited = new ArrayList<>();
    private final List<String> allowed = new ArrayList<>();
    private Limits limits = SMALL;
    private Optional<TrustOptions> trust = Optional.empty();

    Ways(TestPlatform platform, Vertx vertx) {
        this.platform = platform;
        this.vertx = vertx;
    }

    Ways name(String host, String... addresses) {
        names.put(host, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
        return this;
    }

    /** The operator allows this. */
    Ways allowed(String entry) {
        allowed.add(entry);
        return this;
    }

    Ways limits(Limits other) {
        this.limits = other;
        return this;
    }

    Ways total(Duration total) {
        var was = limits;
        return limits(new Limits(
                was.connect(),
                total,
                was.headerBytes(),
                was.bodyBytes(),
                was.calls(),
                was.atOnce(),
                was.longestWait()));
    }

    Ways atMost(int calls, int atOnce) {
        var was = limits;
        return limits(new Limits(
                was.connect(), was.total(), was.headerBytes(), was.bodyBytes(), calls, atOnce, was.longestWait()));
    }

    Ways longestWait(Duration wait) {
        var was = limits;
        return limits(new Limits(
                was.connect(), was.total(), was.headerBytes(), was.bodyBytes(), was.calls(), was.atOnce(), wait));
    }

    Ways trusting(TrustOptions certificates) {
        this.trust = Optional.of(certificates);
        return this;
    }

    List<String> lookedUp() {
        return lookedUp;
    }

    List<Duration> waited() {
        return waited;
    }

    Egress egress() {
        Resolver resolver = host -> {
            lookedUp.add(host);
            List<InetAddress> found = names.get(host);
            if (found == null) {
                throw new java.net.UnknownHostException(host);
            }
            return found;
        };
        return new Egress(
                vertx,
                new SimpleMeterRegistry(),
                PrivateHosts.of(allowed),
                new Egress.Means(limits, resolver, waited::add, trust, 10));
    }

    /** A way out to the origins of these addresses, as if a workspace's settings held them. */
    Outlet open(Workspace workspace, String... settings) {
        return egress().open(
                        workspace,
                        "sample",
                        Set.of(),
                        Arrays.stream(settings).map(URI::create).toList());
    }

    Workspace workspace(String slug) {
        return platform.tenant(slug);
    }

    static List<Document> calls(Workspace workspace) {
        return workspace.collection(CallLog.CALLS).all().into(new ArrayList<>());
    }
}
