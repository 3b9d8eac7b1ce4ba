package org.takeup.plugin.leaflet;

import java.util.List;
import java.util.Optional;
import org.takeup.plugin.packaging.Manifest;
import org.takeup.plugin.packaging.PackageZip;

/**
 * What one package says about itself to people. Whether it is true is another matter: its publisher stands for it.
 *
 * @param notes what changed in this version and in earlier ones, in the package's order
 * @param components what it brings; empty if it does not say
 */
public record Leaflet(Manifest manifest, List<Notes> notes, Optional<List<Component>> components) {
    public Leaflet {
        notes = List.copyOf(notes);
        components = components.map(List::copyOf);
    }

    /** @throws org.takeup.plugin.packaging.BadPackage if its list of components cannot be read */
    public static Leaflet of(PackageZip zip) {
        return new Leaflet(
                zip.manifest(),
                zip.changes().map(ChangeReader::read).orElse(List.of()),
                zip.sbom().map(SbomReader::read));
    }
}
