package org.takeup.app;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How nodes find each other. Hazelcast carries the event bus with its signals and nothing else: it has no login and no
 * encryption in this edition, so its ports are for the nodes alone, and nothing confidential is put into it.
 */
final class Clustering {
    /**
     * Two nodes that form the cluster at the same moment can wait for one another for minutes. The one that gives up is
     * started again by whoever runs it, and finds a cluster to join.
     */
    private static final int MOST_SECONDS_TO_JOIN = 60;

    private final Configuration.Cluster settings;
    private final HazelcastClusterManager members;

    Clustering(Configuration.Cluster settings) {
        this.settings = settings;
        this.members = new HazelcastClusterManager(config(settings));
    }

    /** How many nodes this one sees, itself included. */
    int size() {
        return members.getNodes().size();
    }

    /** Builds Vert.x as a member of the cluster. Blocks until it has joined, or is the first; throws if that takes too long. */
    Vertx join(VertxOptions options, VertxBuilder builder) {
        options.setEventBusOptions(
                new EventBusOptions().setHost(settings.host()).setPort(settings.eventBusPort()));
        return builder.with(options)
                .withClusterManager(members)
                .buildClustered()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(MOST_SECONDS_TO_JOIN, TimeUnit.SECONDS)
                .join();
    }

    private static Config config(Configuration.Cluster cluster) {
        var config = new Config()
                .setClusterName(cluster.name())
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.logging.type", "slf4j");
        config.getJetConfig().setEnabled(false);
        config.getManagementCenterConfig()
                .setConsoleEnabled(false)
                .setScriptingEnabled(false)
                .setDataAccessEnabled(false);
        config.getSerializationConfig().setJavaSerializationFilterConfig(filter());
        network(config.getNetworkConfig(), cluster);
        // The names and settings that Vert.x expects for its own registrations.
        config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
                .setBackupCount(1)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
        config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
        return config;
    }

    /** Members are named; nothing is announced. A name with several addresses stands for all of them. */
    private static void network(NetworkConfig network, Configuration.Cluster cluster) {
        network.setPort(cluster.port()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(cluster.host());
        network.getRestApiConfig().setEnabled(false);
        var join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        join.getTcpIpConfig()
                .setEnabled(true)
                .setMembers(cluster.members().isEmpty() ? List.of(cluster.host()) : cluster.members());
    }

    /**
     * Only classes that the event bus itself sends are read, whoever may have got into the cluster's network. Exceptions
     * are among them: "this partition is moving, ask again" is one, and a node that cannot read it waits for ever.
     */
    static JavaSerializationFilterConfig filter() {
        var filter = new JavaSerializationFilterConfig();
        filter.setDefaultsDisabled(true);
        filter.getWhitelist()
                .addPrefixes("com.hazelcast.", "io.vertx.spi.cluster.hazelcast.", "java.lang.")
                .addClasses(
                        "[Ljava.lang.StackTraceElement;",
                        "java.io.IOException",
                        "java.util.ArrayList",
                        "java.util.Collections$EmptyList",
                        "java.util.Collections$UnmodifiableCollection",
                        "java.util.Collections$UnmodifiableList",
                        "java.util.Collections$UnmodifiableRandomAccessList",
                        "java.util.concurrent.CancellationException",
                        "java.util.concurrent.CompletionException",
                        "java.util.concurrent.ExecutionException",
                        "java.util.concurrent.TimeoutException");
        return filter;
    }
}
