package org.takeup.plugin.egress;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.packaging.settings.Destination;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Workspace;

/** Where plugins' HTTP leaves this node. One per node. Thread-safe. */
public final class Egress {
    /** What is kept of the calls. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(CallLog.CALLS);

    private final Machine machine;
    private final ConcurrentHashMap<Lane, Semaphore> lanes = new ConcurrentHashMap<>();

    private record Lane(String tenant, String plugin) {}

    /** @param privateHosts what the operator lets plugins reach inside the own network */
    public Egress(Vertx vertx, MeterRegistry metrics, PrivateHosts privateHosts) {
        this(vertx, metrics, privateHosts, Means.usual());
    }

    Egress(Vertx vertx, MeterRegistry metrics, PrivateHosts privateHosts, Means means) {
        this.machine = new Machine(
                vertx,
                vertx.getOrCreateContext(),
                metrics,
                privateHosts,
                means,
                new Pauses(),
                new CallLog(means.kept()));
    }

    /** Waits. Tests do not. */
    @FunctionalInterface
    interface Waiting {
        void await(Duration time) throws InterruptedException;
    }

    /** What tests replace. @param kept calls on record for a tenant */
    record Means(Limits limits, Resolver resolver, Waiting waiting, Optional<TrustOptions> trust, int kept) {
        static Means usual() {
            return new Means(
                    Limits.usual(),
                    host -> List.of(InetAddress.getAllByName(host)),
                    Thread::sleep,
                    Optional.empty(),
                    CallLog.KEPT);
        }
    }

    /**
     * Opens the way out for one call of a plugin. Close it when the plugin's call is over.
     *
     * @param patterns the manifest's hosts: {@code lms.example.com} or {@code *.example.com}
     * @param settings what the workspace's settings of this plugin hold as addresses
     */
    public Outlet open(Workspace workspace, String plugin, Set<String> patterns, Collection<URI> settings) {
        var rules = new HostRules(patterns, settings, machine.privateHosts());
        Semaphore places = lanes.computeIfAbsent(
                new Lane(workspace.tenant().id(), plugin),
                ignored -> new Semaphore(machine.limits().atOnce(), true));
        return new Outlet(machine, workspace, plugin, rules, places, Outlet.Manner.PLUGIN);
    }

    /**
     * Opens the way out for the platform's own calls to an address that a workspace has given: to that origin alone,
     * without redirects, and not in the record of what plugins called.
     *
     * @param use what the calls are for, such as {@code webhook}; each has its own places and pauses
     */
    public Outlet openForPlatform(Workspace workspace, String use, URI to) {
        var rules = new HostRules(Set.of(), List.of(to), machine.privateHosts());
        Semaphore places = lanes.computeIfAbsent(
                new Lane(workspace.tenant().id(), use),
                ignored -> new Semaphore(machine.limits().atOnce(), true));
        return new Outlet(machine, workspace, use, rules, places, Outlet.Manner.PLATFORM);
    }

    /**
     * What keeps calls from this address, as far as the address alone says; where its name leads is looked at with each
     * call.
     */
    public Optional<String> wrong(String address) {
        try {
            URI uri = URI.create(address);
            Destination to = Destination.of(uri);
            new HostRules(Set.of(), List.of(uri), machine.privateHosts()).check(to);
            new Lookup(machine.resolver(), machine.privateHosts()).checkLiteral(to);
            return Optional.empty();
        } catch (HttpRefused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Optional.of("Give an address like https://hooks.example.com/takeup.");
        }
    }

    /** Whether the operator named exactly the origin of this address as one that may be called inside the own network. */
    public boolean namedByOperator(String address) {
        try {
            return machine.privateHosts().hold(Destination.of(URI.create(address)));
        } catch (HttpRefused | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Looks whether an address that somebody typed may be called from here, without calling it: by https to the public
     * internet, or where the operator allows it. For addresses that another program of ours will call.
     *
     * @throws HttpRefused saying why not
     * @throws HttpFailed if there is no such host
     */
    public void requireAllowed(URI address) throws IOException, InterruptedException {
        Destination to = Destination.of(address);
        new HostRules(Set.of(), List.of(address), machine.privateHosts()).check(to);
        long deadline = System.nanoTime() + machine.limits().connect().toNanos();
        try {
            new Lookup(machine.resolver(), machine.privateHosts()).checked(to, deadline);
        } catch (TimeoutException e) {
            throw new HttpFailed("The name " + to.host() + " could not be looked up in time.");
        }
    }

    /** Scheme, host and, unless it is the usual one, port of an address; empty if no plugin could call it. */
    public static Optional<String> origin(String address) {
        try {
            Destination to = Destination.of(URI.create(address));
            return Optional.of((to.secure() ? "https://" : "http://") + to.authority());
        } catch (HttpRefused | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What all outlets share. */
    record Machine(
            Vertx vertx,
            Context loop,
            MeterRegistry metrics,
            PrivateHosts privateHosts,
            Means means,
            Pauses pauses,
            CallLog log) {
        Limits limits() {
            return means.limits();
        }

        Resolver resolver() {
            return means.resolver();
        }

        Waiting waiting() {
            return means.waiting();
        }

        Wire wire() {
            return new Wire(vertx, loop, limits(), means.trust());
        }

        void measure(String plugin, String outcome, long nanos) {
            String kind = Character.isDigit(outcome.charAt(0)) ? outcome.charAt(0) + "xx" : outcome.split(" ", 2)[0];
            metrics.timer("takeup.plugin.http", "plugin", plugin, "outcome", kind)
                    .record(nanos, TimeUnit.NANOSECONDS);
        }

        void record(Workspace workspace, String plugin, HttpCall call, String outcome, long bytes, long nanos) {
            String host = "";
            String path = "";
            try {
                Destination to = Destination.of(call.uri());
                host = to.authority();
                path = to.path();
            } catch (HttpRefused e) {
                // The outcome says so; an address that cannot be read is not kept, it may hold a password.
                host = "";
            }
            log.write(
                    workspace,
                    new CallLog.Entry(
                            workspace.clock().instant(),
                            plugin,
                            call.method().name(),
                            host,
                            path,
                            outcome,
                            bytes,
                            TimeUnit.NANOSECONDS.toMillis(nanos)));
        }
    }
}
