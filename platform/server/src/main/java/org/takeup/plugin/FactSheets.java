package org.takeup.plugin;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.plugin.PackageStore.Stored;
import org.takeup.plugin.api.PluginApi;
import org.takeup.plugin.leaflet.Leaflet;
import org.takeup.plugin.leaflet.Notes;
import org.takeup.plugin.packaging.Manifest;
import org.takeup.plugin.packaging.PackageSignature;
import org.takeup.plugin.trust.Standing;

/** What packages say about themselves, beside what this platform knows of who stands for them. Reads only. Thread-safe. */
final class FactSheets {
    private final PackageStore packages;
    private final Stock stock;

    FactSheets(PackageStore packages, Stock stock) {
        this.packages = packages;
        this.stock = stock;
    }

    /** The fact sheet of a version; empty if it is not on this platform. */
    Optional<FactSheet> of(String plugin, String version) {
        return packages.find(plugin, version).map(this::sheet);
    }

    private FactSheet sheet(Stored stored) {
        Leaflet leaflet = packages.leaflet(stored).orElseGet(() -> blank(stored));
        Manifest manifest = leaflet.manifest();
        Optional<Standing> standing = stock.standing(stored);
        boolean own = standing.map(Standing::own).orElse(false);
        return new FactSheet(
                stored.plugin(),
                stored.version(),
                manifest.provider(),
                manifest.description(),
                stored.signature().map(PackageSignature::publisher).orElse(""),
                standing.map(Standing::name).orElse(""),
                own,
                standing.isPresent(),
                !own,
                manifest.license(),
                manifest.requires(),
                Versions.inWords(manifest.requires()),
                PluginApi.VERSION,
                Versions.within(PluginApi.VERSION, manifest.requires()),
                manifest.hosts(),
                leaflet.components(),
                stored.added());
    }

    /** Of a package that cannot be read any more. */
    private static Leaflet blank(Stored stored) {
        var manifest = new Manifest(stored.plugin(), stored.version(), "", "", "", "", List.of(), List.of());
        return new Leaflet(manifest, List.of(), Optional.empty());
    }

    /** The kinds that a package says to extend; none if it does not say. */
    List<Kind> kinds(String plugin, String version) {
        return packages.find(plugin, version).flatMap(packages::leaflet).stream()
                .flatMap(leaflet -> leaflet.manifest().extensions().stream())
                .map(Kind::named)
                .toList();
    }

    /** What changed in the versions of a plugin. */
    History history(String plugin) {
        List<Stored> here = packages.all().stream()
                .filter(stored -> stored.plugin().equals(plugin))
                .sorted(Comparator.comparing(Stored::version, Versions.OLDEST_FIRST)
                        .reversed())
                .toList();
        Set<String> versions = here.stream().map(Stored::version).collect(Collectors.toSet());
        List<Notes> earlier = here.stream()
                .limit(1)
                .flatMap(newest -> notes(newest).stream())
                .filter(notes -> !versions.contains(notes.version()))
                .toList();
        return new History(here.stream().map(this::entry).toList(), earlier);
    }

    private History.Entry entry(Stored stored) {
        return notes(stored).stream()
                .filter(notes -> notes.version().equals(stored.version()))
                .findFirst()
                .map(notes -> new History.Entry(stored.version(), stored.added(), notes.date(), notes.lines()))
                .orElseGet(() -> new History.Entry(stored.version(), stored.added(), "", List.of()));
    }

    private List<Notes> notes(Stored stored) {
        return packages.leaflet(stored).map(Leaflet::notes).orElse(List.of());
    }
}
