package org.takeup.plugin;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.plugin.PackageStore.Stored;
import org.takeup.plugin.Packages.Version;
import org.takeup.plugin.Refusals.Refusal;
import org.takeup.plugin.packaging.PackageSignature;
import org.takeup.plugin.trust.Standing;

/** What is stored, beside what this node has made of it. Reads only. Thread-safe. */
final class Stock {
    private final PackageStore store;
    private final Gate gate;
    private final Catalogue catalogue;
    private final Refusals refusals;
    private final Map<String, Arrival> arrivals;
    private final Moments moments;

    /** @param arrivals by digest, for what is loaded here */
    Stock(
            PackageStore store,
            Gate gate,
            Catalogue catalogue,
            Refusals refusals,
            Map<String, Arrival> arrivals,
            Moments moments) {
        this.store = store;
        this.gate = gate;
        this.catalogue = catalogue;
        this.refusals = refusals;
        this.arrivals = arrivals;
        this.moments = moments;
    }

    /** When a version was loaded here. @param anew how often an operator had asked for that by then */
    record Arrival(Instant at, long anew) {}

    /** All packages, by id, newest first. */
    List<Listed> list() {
        return store.all().stream()
                .map(this::listed)
                .sorted(Comparator.comparing((Listed each) -> each.version().plugin())
                        .thenComparing(Listed::added, Comparator.reverseOrder()))
                .toList();
    }

    /** A version of a plugin. */
    Optional<Listed> find(String plugin, String version) {
        return store.find(plugin, version).map(this::listed);
    }

    boolean isLoaded(Stored stored) {
        return loaded(stored).isPresent();
    }

    /** Whether it is loaded, and was so after an operator last asked for it to be loaded anew. */
    boolean isCurrent(Stored stored) {
        Arrival arrival = arrivals.get(stored.digest());
        return isLoaded(stored) && arrival != null && arrival.anew() == stored.anew();
    }

    private Optional<Loaded> loaded(Stored stored) {
        return catalogue
                .find(stored.plugin(), stored.version())
                .filter(loaded -> loaded.digest().equals(stored.digest()));
    }

    private static Version of(Stored stored) {
        return new Version(stored.plugin(), stored.version());
    }

    Listed listed(Stored stored) {
        Optional<Refusal> refusal = refusals.find(of(stored));
        Optional<Loaded> here = loaded(stored);
        boolean loaded = here.isPresent();
        Listed.State state =
                loaded ? Listed.State.LOADED : refusal.isPresent() ? Listed.State.REFUSED : Listed.State.WAITING;
        Instant since = loaded
                ? Optional.ofNullable(arrivals.get(stored.digest()))
                        .map(Arrival::at)
                        .orElse(stored.added())
                : refusal.map(Refusal::since).orElse(stored.added());
        Optional<Standing> standing = standing(stored);
        return new Listed(
                of(stored),
                stored.digest(),
                stored.bytes(),
                stored.origin().name().toLowerCase(Locale.ROOT),
                stored.added(),
                loaded,
                loaded ? "" : refusal.map(Refusal::reason).orElse(""),
                loaded ? List.of() : refusal.map(Refusal::findings).orElse(List.of()),
                state,
                since,
                stored.signature().map(PackageSignature::publisher).orElse(""),
                standing.map(Standing::own).orElse(false),
                standing.isPresent(),
                here.map(each -> each.running(moments)));
    }

    /** Who stands for it, if that is trusted now. */
    Optional<Standing> standing(Stored stored) {
        try {
            return Optional.of(gate.judge(stored.signature()));
        } catch (PackageRejected e) {
            return Optional.empty();
        }
    }

    /** The times of this node's readings. */
    Moments moments() {
        return moments;
    }

    /** Plugins of which no version runs because nobody who is trusted stands for one, by id; for tenants to know. */
    List<String> stopped() {
        return store.all().stream()
                .filter(stored -> standing(stored).isEmpty())
                .map(Stored::plugin)
                .filter(plugin -> catalogue.newest(plugin).isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** Plugins that run without a signature, by id; only a development switch lets them. */
    Set<String> unsigned() {
        return store.all().stream()
                .filter(stored -> stored.signature().isEmpty() && isLoaded(stored))
                .map(Stored::plugin)
                .collect(Collectors.toSet());
    }
}
