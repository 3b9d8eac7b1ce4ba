package org.takeup.benchmark;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.http.Json;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;

/** Releases and the runs that make them, in the installation's own data. They name no organisation. */
final class ReleaseStore {
    private static final CollectionSpec RELEASES = CollectionSpec.named("benchmark_releases")
            .index("instrument", "period")
            .index("noted", "period");
    private static final CollectionSpec RUNS = CollectionSpec.named("benchmark_runs");

    static final List<CollectionSpec> COLLECTIONS = List.of(RELEASES, RUNS);

    /** A run that has not been heard of for so long is taken over. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final String MAKING = "making";

    private final TenantCollection releases;
    private final TenantCollection runs;

    ReleaseStore(Function<CollectionSpec, TenantCollection> collections) {
        this.releases = collections.apply(RELEASES);
        this.runs = collections.apply(RUNS);
    }

    /** A release as it is kept. @param token of the run that made it @param digest SHA-256 of what is released, in hex */
    record Kept(Release release, String token, String digest) {}

    /** Begins the run of a period, if there is none or its node has died. @return its token; empty if there is one */
    Optional<String> begin(String period, Instant now) {
        String token = UUID.randomUUID().toString();
        boolean begun = runs.insert(
                        period,
                        new Document("token", token).append("state", MAKING).append("at", Date.from(now)))
                || runs.updateIf(
                        period,
                        and(eq("state", MAKING), lt("at", Date.from(now.minus(LEASE)))),
                        combine(set("token", token), set("at", Date.from(now))));
        return begun ? Optional.of(token) : Optional.empty();
    }

    /** Says that the run goes on. @return false if another node has it by now */
    boolean goesOn(String period, String token, Instant now) {
        return runs.updateIf(period, and(eq("token", token), eq("state", MAKING)), set("at", Date.from(now)));
    }

    void end(String period, String token) {
        runs.updateIf(period, eq("token", token), set("state", "made"));
    }

    /** Whether the period's run is over. */
    boolean isMade(String period) {
        return runs.find(period)
                .filter(run -> !run.getString("state").equals(MAKING))
                .isPresent();
    }

    /** Keeps a release that nobody sees before it is in the ledger. @return false if there is one already */
    boolean add(Release release, String token) {
        byte[] json = Json.write(release);
        return releases.insert(
                release.id(),
                new Document("instrument", release.instrument())
                        .append("period", release.period())
                        .append("token", token)
                        .append("noted", false)
                        .append("json", new String(json, StandardCharsets.UTF_8)));
    }

    boolean has(String id) {
        return releases.find(id).isPresent();
    }

    /** Shows a release that is in the ledger. */
    void show(String id) {
        releases.update(id, set("noted", true));
    }

    List<Kept> notNoted() {
        return list(eq("noted", false), Integer.MAX_VALUE);
    }

    /** The releases of an instrument, newest first. */
    List<Kept> of(String instrument, int most) {
        return list(and(eq("instrument", instrument), eq("noted", true)), most);
    }

    /** All that are shown, newest first. */
    List<Kept> all() {
        return list(eq("noted", true), Integer.MAX_VALUE);
    }

    private List<Kept> list(Bson filter, int most) {
        return releases.find(filter)
                .sort(Sorts.descending("period"))
                .limit(most == Integer.MAX_VALUE ? 0 : most)
                .map(ReleaseStore::read)
                .into(new ArrayList<>());
    }

    private static Kept read(Document found) {
        byte[] json = found.getString("json").getBytes(StandardCharsets.UTF_8);
        return new Kept(Json.read(json, Release.class), found.getString("token"), digest(json));
    }

    private static String digest(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
