package org.takeup.plugin;

import org.takeup.http.Problem;

/** A package that is not taken in. Nothing of it was stored, unpacked or loaded. */
public final class PackageRejected extends Problem {
    private static final long serialVersionUID = 1;

    PackageRejected(String reason, String remedy) {
        super(422, "plugin-rejected", "This plugin package cannot be used: " + reason + ".", remedy);
    }

    static PackageRejected notAZip() {
        return new PackageRejected(
                "it is not a zip file that can be read", "Send the zip that the plugin's build makes.");
    }
}
