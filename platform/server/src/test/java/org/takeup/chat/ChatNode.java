package org.takeup.chat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.takeup.app.TestPlatform;
import org.takeup.chat.ChatComposer.Composed;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.egress.PrivateHosts;
import org.takeup.store.JobRunner;
import org.takeup.store.Jobs;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/** The store, the jobs and the chats of one node, without the web: enough to send messages. */
final class ChatNode implements AutoCloseable {
    static final String KIND = "test";

    private final Store store;
    private final Vertx vertx = Vertx.vertx();
    private final JobRunner runner;
    private final Tenants tenants;
    private final Chats chats;

    ChatNode(Store store, String service, Clock clock) {
        this.store = store;
        var signals = new Signals(vertx);
        var jobs = new Jobs(store, signals, clock);
        this.runner = new JobRunner(jobs, signals, clock);
        var schema = new TenantSchema(store, Chats.COLLECTIONS);
        byte[] key = Arrays.copyOf("for tests only".getBytes(StandardCharsets.UTF_8), 32);
        this.tenants = new Tenants(store, schema, Sealer.fromMaster(key, "tenants"), signals, clock);
        schema.preparePool();
        this.chats = new Chats(
                new Egress(vertx, new SimpleMeterRegistry(), PrivateHosts.of(List.of(service))),
                new TenantJobs(jobs, runner, tenants),
                workspace -> Optional.empty());
        chats.register(
                KIND,
                (workspace, reference) ->
                        new Composed.Ready(new ChatMessage("Key " + reference, "Words", Optional.empty())));
        runner.start();
    }

    Chats chats() {
        return chats;
    }

    /** The workspace, with one chat at this address. */
    Workspace tenant(String slug, String url) {
        tenants.apply(TestPlatform.definition(slug, Placement.DEDICATED));
        Workspace workspace = tenants.bySlug(slug).orElseThrow();
        var hooks = new HookStore(workspace);
        if (hooks.all(1).isEmpty()) {
            hooks.add(
                    "hook",
                    Service.SLACK,
                    "#learning",
                    url,
                    "nobody",
                    workspace.clock().instant());
        }
        return workspace;
    }

    @Override
    public void close() {
        runner.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
    }
}
