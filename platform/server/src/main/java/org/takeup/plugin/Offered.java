package org.takeup.plugin;

import java.time.Duration;
import org.pf4j.ExtensionPoint;
import org.takeup.tenant.Workspace;

/**
 * An extension that a workspace may use. Holds no object of the plugin: each call finds the version that the workspace
 * gets then, so one that is kept over a hot swap simply goes on with the new version. Thread-safe.
 */
public final class Offered<E extends ExtensionPoint> {
    /** How long a call may take unless it says otherwise. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    private final Plugins plugins;
    private final Workspace workspace;
    private final Class<E> kind;
    private final String plugin;
    private final String version;

    Offered(Plugins plugins, Workspace workspace, Class<E> kind, String plugin, String version) {
        this.plugins = plugins;
        this.workspace = workspace;
        this.kind = kind;
        this.plugin = plugin;
        this.version = version;
    }

    /** Id of the plugin. */
    public String plugin() {
        return plugin;
    }

    /** The version that was offered. */
    public String version() {
        return version;
    }

    /** As {@link #call(Duration, PluginCall)} with {@link #LIMIT}. */
    public <R> R call(PluginCall<E, R> call) {
        return call(LIMIT, call);
    }

    /**
     * Calls the extension through the guard and waits for its result. Blocks the calling thread only.
     *
     * @throws PluginFailed if it threw, was too slow, is busy or rests; and if the caller was interrupted, whose
     *     interrupt flag is then set again
     * @throws PluginMissing if it was removed or disabled since it was offered
     * @throws RuntimeException what the platform's own code threw within the call, for example a sink of ours, as it is
     */
    public <R> R call(Duration limit, PluginCall<E, R> call) {
        return plugins.call(workspace, kind, plugin, limit, call).value();
    }

    /**
     * As {@link #call(PluginCall)}, and says which version answered. What belongs together is asked in one call: between
     * two of them another version may have taken over.
     */
    public <R> Answered<R> ask(PluginCall<E, R> call) {
        return plugins.call(workspace, kind, plugin, LIMIT, call);
    }

    /** A result. @param version the one that gave it */
    public record Answered<R>(String version, R value) {}
}
