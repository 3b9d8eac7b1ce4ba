package org.takeup.plugin;

import org.takeup.http.Problem;

/** The plugin is not there any more, is not enabled in this workspace, or has no such extension. */
public final class PluginMissing extends Problem {
    private static final long serialVersionUID = 1;

    public PluginMissing(String plugin) {
        super(
                409,
                "plugin-missing",
                "The plugin " + plugin + " is not available in this workspace.",
                "An admin of the workspace can enable it on the plugins page; what was made with it stays.");
    }
}
