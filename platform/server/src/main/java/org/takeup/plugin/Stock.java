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
    private final Map<String, Instant> loadedSince;

    /** @param loadedSince by digest, for what is loaded here */
    Stock(PackageStore store, Gate gate, Catalogue catalogue, Refusals refusals, Map<String, Instant> loadedSince) {
        this.store = store;
        this.gate = gate;
        this.catalogue = catalogue;
        this.refusals = refusals;
        this.loadedSince = loadedSince;
    }

    /** All packages, by id, newest first. */
    List<Listed> list() {
        return store.all().stream()
                .map(this::listed)
                .sorted(Comparator.comparing((Listed each) -> each.version().plugin())
                        .thenComparing(Listed::added, Comparator.reverseOrder()))
                .toList();
    }

    boolean isLoaded(Stored stored) {
        return catalogue.all().stream().anyMatch(loaded -> loaded.digest().equals(stored.digest()));
    }

    private static Version of(Stored stored) {
        return new Version(stored.plugin(), stored.version());
    }

    Listed listed(Stored stored) {
        Optional<Refusal> refusal = refusals.find(of(stored));
        boolean loaded = isLoaded(stored);
        Listed.State state =
                loaded ? Listed.State.LOADED : refusal.isPresent() ? Listed.State.REFUSED : Listed.State.WAITING;
        Instant since = loaded
                ? loadedSince.getOrDefault(stored.digest(), stored.added())
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
                standing.isPresent());
    }

    private Optional<Standing> standing(Stored stored) {
        try {
            return Optional.of(gate.judge(stored.signature()));
        } catch (PackageRejected e) {
            return Optional.empty();
        }
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
