package org.takeup.plugin;

import java.util.List;
import org.takeup.http.Problem;
import org.takeup.plugin.packaging.BadPackage;

/** A package that is not taken in. Nothing of it was stored, unpacked or loaded. */
public final class PackageRejected extends Problem {
    private static final long serialVersionUID = 1;

    PackageRejected(String reason, String remedy) {
        this(reason, remedy, List.of());
    }

    private PackageRejected(String reason, String remedy, List<Field> findings) {
        super(422, "plugin-rejected", "This plugin package cannot be used: " + reason + ".", remedy, findings);
    }

    static PackageRejected of(BadPackage bad) {
        return new PackageRejected(
                bad.what(),
                bad.remedy(),
                bad.findings().stream()
                        .map(finding -> new Field("classes", finding))
                        .toList());
    }
}
