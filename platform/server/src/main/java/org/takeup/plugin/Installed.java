package org.takeup.plugin;

import java.util.List;

/**
 * A plugin as a workspace sees it.
 *
 * @param plugin id
 * @param version the one that calls of this workspace go to
 * @param description what it does, one or two sentences
 * @param kinds what it extends
 * @param enabled whether this workspace uses it
 * @param follows {@code stable}, {@code next}, or the version that is pinned
 */
public record Installed(
        String plugin,
        String version,
        String provider,
        String description,
        List<Kind> kinds,
        boolean enabled,
        String follows) {
    public Installed {
        kinds = List.copyOf(kinds);
    }
}
