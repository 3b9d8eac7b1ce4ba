package org.takeup.plugin;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.plugin.Release.Canary;
import org.takeup.store.Signals;
import org.takeup.store.Store;

/**
 * Which version of each plugin the channels lead to, as the operator has decided. The truth is in the control database;
 * each node keeps a copy, which a signal renews, and time. Thread-safe.
 */
public final class Releases {
    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
    private static final long FRESH_NANOS = 2_000_000_000L;
    private static final int ROUNDS = 5;

    private final MongoCollection<Document> releases;
    private final Signals signals;
    private volatile Known known = new Known(Map.of(), System.nanoTime() - FRESH_NANOS);

    Releases(Store store, Signals signals) {
        this.releases = store.control("plugin_releases");
        this.signals = signals;
        signals.listen(Signals.Topic.PLUGINS, ignored -> look());
    }

    private record Known(Map<String, Release> byPlugin, long at) {}

    /** The release of a plugin, a moment old at most; while the store is away, as it was. Empty if no version is there. */
    public Optional<Release> of(String plugin) {
        if (System.nanoTime() - known.at() >= FRESH_NANOS) {
            lookOnce();
        }
        return Optional.ofNullable(known.byPlugin().get(plugin));
    }

    /** Asks the store, unless somebody has just done that, for whom this had to wait. */
    private synchronized void lookOnce() {
        if (System.nanoTime() - known.at() >= FRESH_NANOS) {
            look();
        }
    }

    /** Asks the store. */
    private synchronized void look() {
        try {
            var all = new HashMap<String, Release>();
            releases.find().forEach(each -> {
                Release release = read(each);
                all.put(release.plugin(), release);
            });
            known = new Known(Map.copyOf(all), System.nanoTime());
        } catch (MongoException e) {
            // Calls go on as they went; the next look is as soon as if this one had succeeded.
            known = new Known(known.byPlugin(), System.nanoTime());
            LOG.warn("Cannot look for plugin releases: {}", e.getMessage());
        }
    }

    /** A version was added to the platform. @param everybody whether it becomes the stable one, if it is the newest */
    void added(String plugin, String version, boolean everybody) {
        change(
                plugin,
                now -> Optional.of(now.map(release -> release.with(version, everybody))
                        .orElseGet(() -> Release.first(plugin, version))));
    }

    /** A version was removed from the platform. @param left the versions that are still there, newest first */
    void removed(String plugin, String version, List<String> left) {
        change(plugin, now -> now.flatMap(release -> release.without(version, left)));
    }

    /** Makes a version the stable one: new calls of everybody who follows {@code stable} go to it. */
    Release promote(String plugin, String version) {
        return changed(plugin, release -> release.promoted(version));
    }

    /** Lets a part of the workspaces try a version. */
    Release tryOut(String plugin, Canary canary) {
        return changed(plugin, release -> {
            if (canary.version().equals(release.stable())) {
                throw Problem.invalid(
                        "version", "This version is the stable one already; choose another one to try out.");
            }
            return release.trying(canary);
        });
    }

    /** Ends a trial, or brings the version before back. @throws Problem 409 if there is nothing to go back to */
    Release rollBack(String plugin) {
        return changed(
                plugin,
                release -> release.rolledBack()
                        .orElseThrow(() -> new Problem(
                                409,
                                "nothing-to-roll-back",
                                "There is no earlier version of " + plugin + " to go back to.",
                                "Add the version that you want and make it the stable one.")));
    }

    private Release changed(String plugin, UnaryOperator<Release> change) {
        change(plugin, now -> Optional.of(change.apply(now.orElseThrow(Problem::notFound))));
        return of(plugin).orElseThrow(Problem::notFound);
    }

    /** Reads, changes and writes; again if another node came in between. */
    private void change(String plugin, java.util.function.Function<Optional<Release>, Optional<Release>> change) {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Release> now =
                    Optional.ofNullable(releases.find(eq(plugin)).first()).map(Releases::read);
            Optional<Release> then = change.apply(now);
            if (then.equals(now) || write(plugin, now, then)) {
                look();
                signals.publish(Signals.Topic.PLUGINS, plugin);
                return;
            }
        }
        throw new Problem(
                409,
                "changed-meanwhile",
                "Somebody else changes the versions of " + plugin + " at this moment.",
                "Look at the page again and repeat what is still to be done.");
    }

    private boolean write(String plugin, Optional<Release> now, Optional<Release> then) {
        if (now.isEmpty()) {
            return insert(then.orElseThrow());
        }
        var asRead = and(eq(plugin), eq("revision", now.get().revision()));
        if (then.isEmpty()) {
            return releases.deleteOne(asRead).getDeletedCount() == 1;
        }
        return releases.replaceOne(asRead, write(then.get(), now.get().revision() + 1), new ReplaceOptions())
                        .getMatchedCount()
                == 1;
    }

    private boolean insert(Release release) {
        try {
            releases.insertOne(write(release, 1));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private static Document write(Release release, long revision) {
        var document = new Document("_id", release.plugin())
                .append("stable", release.stable())
                .append("next", release.next())
                .append("revision", revision);
        release.previous().ifPresent(version -> document.append("previous", version));
        release.canary()
                .ifPresent(canary -> document.append(
                        "canary",
                        new Document("version", canary.version())
                                .append("percent", canary.percent())
                                .append("tenants", List.copyOf(canary.tenants()))));
        return document;
    }

    private static Release read(Document document) {
        return new Release(
                document.getString("_id"),
                document.getString("stable"),
                document.getString("next"),
                Optional.ofNullable(document.getString("previous")),
                Optional.ofNullable(document.get("canary", Document.class)).map(Releases::canary),
                document.getLong("revision"));
    }

    private static Canary canary(Document document) {
        return new Canary(
                document.getString("version"),
                document.getInteger("percent"),
                Set.copyOf(document.getList("tenants", String.class)));
    }
}
