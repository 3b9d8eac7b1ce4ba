package org.takeup.plugin;

import java.util.Optional;
import java.util.function.Consumer;
import org.takeup.plugin.leaflet.Leaflet;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.packaging.Manifest;
import org.takeup.plugin.packaging.PackageSignature;
import org.takeup.plugin.packaging.PackageZip;
import org.takeup.plugin.trust.PluginOwners;
import org.takeup.plugin.trust.Standing;
import org.takeup.plugin.trust.Trust;

/** What a package must pass: its form, its publisher, its classes. Each refusal is a {@link PackageRejected}. Thread-safe. */
final class Gate {
    private final Trust trust;
    private final PluginOwners owners;
    private volatile Consumer<PackageZip> scan;

    Gate(Trust trust, PluginOwners owners, Consumer<PackageZip> scan) {
        this.trust = trust;
        this.owners = owners;
        this.scan = scan;
    }

    /** For tests that let a hostile plugin in, to see the guard at work. */
    void scanWith(Consumer<PackageZip> other) {
        this.scan = other;
    }

    /** Checks form, signature and classes; done before every load. */
    PackageZip check(byte[] bytes) {
        try {
            PackageZip zip = checkForm(bytes);
            trust.verify(zip);
            scan.accept(zip);
            return zip;
        } catch (BadPackage e) {
            throw PackageRejected.of(e);
        }
    }

    /** Checks the form alone, the leaflet too: found now, and not when an admin opens a page. */
    static PackageZip checkForm(byte[] bytes) {
        try {
            PackageZip zip = PackageZip.check(bytes);
            Leaflet.of(zip);
            return zip;
        } catch (BadPackage e) {
            throw PackageRejected.of(e);
        }
    }

    /** Whether what is signed so is trusted now. */
    Standing judge(Optional<PackageSignature> signature) {
        try {
            return trust.judge(signature);
        } catch (BadPackage e) {
            throw PackageRejected.of(e);
        }
    }

    /** Whether this publisher may install this version. @param older whether it may be older than the highest so far */
    void checkOwner(PackageZip zip, boolean older) {
        try {
            owners.check(zip.manifest(), trust.judge(zip.signature()), older);
        } catch (BadPackage e) {
            throw PackageRejected.of(e);
        }
    }

    /** Binds the plugin's id to the publisher of this package. */
    void claim(PackageZip zip) {
        Manifest manifest = zip.manifest();
        try {
            owners.claim(manifest, trust.judge(zip.signature()));
        } catch (BadPackage e) {
            throw PackageRejected.of(e);
        }
    }

    boolean letsUnsignedIn() {
        return trust.letsUnsignedIn();
    }
}
