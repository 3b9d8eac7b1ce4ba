package org.takeup.plugin.trust;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.packaging.PackageSignature;
import org.takeup.plugin.packaging.PackageZip;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.plugin.trust.Publisher.Key;
import org.takeup.plugin.trust.Publisher.Revocation;

/** Decides whether somebody whom this platform trusts stands for a package. Thread-safe. */
public final class Trust {
    private static final Duration CLOCKS_MAY_DIFFER_BY = Duration.ofMinutes(10);
    private static final String ASK = "Ask the operator of this platform to approve the publisher, if it is known.";

    private final Publishers publishers;
    private final boolean unsigned;
    private final Clock clock;

    /** @param unsigned whether packages without a signature are let in; for development only */
    public Trust(Publishers publishers, boolean unsigned, Clock clock) {
        this.publishers = publishers;
        this.unsigned = unsigned;
        this.clock = clock;
    }

    /** Whether packages without a signature are let in. */
    public boolean letsUnsignedIn() {
        return unsigned;
    }

    /**
     * Whether a package that is signed so would be trusted now. Proves nothing about the package; {@link #verify} does.
     *
     * @throws BadPackage saying why not
     */
    public Standing judge(Optional<PackageSignature> signature) {
        if (signature.isPresent()) {
            Publisher publisher = publisher(signature.get());
            key(publisher, signature.get());
            return Standing.of(publisher);
        }
        if (!unsigned) {
            throw new BadPackage(
                    "it is not signed",
                    "Let its publisher sign it. While developing, TAKEUP_PLUGINS_UNSIGNED=allow lets it in.");
        }
        return Standing.UNSIGNED;
    }

    /** As {@link #judge}, and every byte of the package is held against its signature. */
    public Standing verify(PackageZip zip) {
        Standing standing = judge(zip.signature());
        zip.signature().ifPresent(signature -> {
            Key key = key(publisher(signature), signature);
            signature.verify(zip, PublisherKey.read(key.publicKey()));
        });
        return standing;
    }

    private Publisher publisher(PackageSignature signature) {
        String id = signature.publisher();
        Publisher publisher = publishers
                .find(id)
                .orElseThrow(() -> new BadPackage("its publisher, " + id + ", is not approved here", ASK));
        Revocation revoked = publisher.revoked();
        if (revoked != null) {
            throw new BadPackage(
                    "its publisher, " + id + ", is not approved any more: " + revoked.reason(),
                    "Remove the plugin, or approve the publisher again.");
        }
        return publisher;
    }

    private Key key(Publisher publisher, PackageSignature signature) {
        String id = publisher.id();
        String name = signature.key().substring(0, 16);
        Key key = publisher
                .key(signature.key())
                .orElseThrow(() -> new BadPackage(
                        "it is signed with the key " + name + "..., which is no key of its publisher, " + id, ASK));
        Revocation revoked = key.revoked();
        if (revoked != null) {
            throw new BadPackage(
                    "the key " + name + "... of its publisher, " + id + ", was revoked: " + revoked.reason(),
                    "Get a package that is signed with another key of " + id + ".");
        }
        refuseTime(signature.signed(), key);
        return key;
    }

    private void refuseTime(Instant signed, Key key) {
        if (signed.isAfter(clock.instant().plus(CLOCKS_MAY_DIFFER_BY))) {
            throw new BadPackage(
                    "it says that it was signed at " + signed + ", which is still to come",
                    "Let its publisher set the clock and sign it again.");
        }
        Instant until = key.until();
        if (signed.isBefore(key.from()) || (until != null && signed.isAfter(until))) {
            throw new BadPackage(
                    "it was signed at " + signed + ", when the key was not valid: that is from " + key.from()
                            + (until == null ? "" : " until " + until),
                    "Let its publisher sign it with a key that is valid.");
        }
    }
}
