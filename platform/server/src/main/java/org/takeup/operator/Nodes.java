package org.takeup.operator;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.Listed;
import org.takeup.plugin.Packages;
import org.takeup.plugin.Running;
import org.takeup.plugin.isolated.ProcessState;
import org.takeup.store.Store;

/** The nodes of this platform, as they report themselves every few seconds. This node reports until it is closed. Thread-safe. */
public final class Nodes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration GONE_AFTER = Duration.ofMinutes(5);
    private static final Duration SILENT_AFTER = Duration.ofSeconds(20);

    private final MongoCollection<Document> nodes;
    private final Packages packages;
    private final Clock clock;
    private final String id = UUID.randomUUID().toString();
    private final String address;
    private final Instant started;
    private volatile boolean open = true;

    /** @param address where this node listens, for people to tell nodes apart */
    public Nodes(Store store, Packages packages, String address, Clock clock) {
        this.nodes = store.control("nodes");
        this.packages = packages;
        this.address = address;
        this.clock = clock;
        this.started = clock.instant();
    }

    /**
     * A node.
     *
     * @param silent whether it has not reported lately: it was killed, or cannot reach the store
     * @param plugins what it has made of each version
     */
    public record Node(
            String id, String address, Instant started, Instant seen, boolean silent, List<OnNode> plugins) {}

    /**
     * A version of a plugin on a node.
     *
     * @param since when this state began
     * @param why it is refused; empty otherwise
     * @param running how it runs there, if it is loaded
     */
    public record OnNode(
            String plugin, String version, Listed.State state, Instant since, String why, Optional<Running> running) {}

    /** Begins to report. */
    public void start() {
        Thread.ofVirtual().name("node-report").start(() -> {
            while (open) {
                reportNow();
                try {
                    Thread.sleep(EVERY);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        });
    }

    /** Reports at once, so that the operator's next page shows what was just done here. Blocks. */
    public void reportNow() {
        try {
            report();
        } catch (MongoException | IllegalStateException e) {
            LOG.debug("Cannot report this node: {}", e.getMessage());
        }
    }

    private void report() {
        List<Document> plugins = packages.list().stream().map(Nodes::document).toList();
        var document = new Document("_id", id)
                .append("address", address)
                .append("started", Date.from(started))
                .append("seen", Date.from(clock.instant()))
                .append("plugins", plugins);
        if (open) {
            nodes.replaceOne(eq(id), document, new ReplaceOptions().upsert(true));
            nodes.deleteMany(lt("seen", Date.from(clock.instant().minus(GONE_AFTER))));
        }
    }

    /** All nodes that reported within the last minutes, by address. */
    public List<Node> list() {
        return nodes.find().sort(Sorts.ascending("address")).map(this::node).into(new ArrayList<>());
    }

    private Node node(Document document) {
        Instant seen = document.getDate("seen").toInstant();
        return new Node(
                document.getString("_id"),
                document.getString("address"),
                document.getDate("started").toInstant(),
                seen,
                seen.isBefore(clock.instant().minus(SILENT_AFTER)),
                document.getList("plugins", Document.class, List.of()).stream()
                        .map(Nodes::onNode)
                        .toList());
    }

    private static Document document(Listed each) {
        var document = new Document("plugin", each.version().plugin())
                .append("version", each.version().version())
                .append("state", each.state().name())
                .append("since", Date.from(each.since()))
                .append("why", each.trouble());
        each.running().ifPresent(running -> document.append("running", document(running)));
        return document;
    }

    private static Document document(Running running) {
        return new Document("isolated", running.isolated())
                .append("phase", running.phase().name())
                .append("since", Date.from(running.since()))
                .append("restarts", running.restarts())
                .append("heapMegabytes", running.heapMegabytes())
                .append("confinement", running.confinement())
                .append("reason", running.reason());
    }

    private static Running running(Document document) {
        return new Running(
                document.getBoolean("isolated"),
                ProcessState.Phase.valueOf(document.getString("phase")),
                document.getDate("since").toInstant(),
                document.getLong("restarts"),
                document.getInteger("heapMegabytes"),
                document.getList("confinement", String.class),
                document.getString("reason"));
    }

    private static OnNode onNode(Document document) {
        return new OnNode(
                document.getString("plugin"),
                document.getString("version"),
                Listed.State.valueOf(document.getString("state")),
                document.getDate("since").toInstant(),
                document.getString("why"),
                Optional.ofNullable(document.get("running", Document.class)).map(Nodes::running));
    }

    /** A version of a plugin on one node, with what is said of the node itself. */
    public record Copy(String address, boolean silent, OnNode state) {}

    /** One plugin on all nodes, by address and version. */
    public List<Copy> copies(String plugin) {
        return list().stream()
                .flatMap(node -> node.plugins().stream()
                        .filter(each -> each.plugin().equals(plugin))
                        .map(each -> new Copy(node.address(), node.silent(), each)))
                .toList();
    }

    /** Takes this node from the list. */
    @Override
    public void close() {
        open = false;
        try {
            nodes.deleteOne(eq(id));
        } catch (MongoException | IllegalStateException e) {
            LOG.debug("Cannot take this node from the list: {}", e.getMessage());
        }
    }
}
