package org.takeup.plugin.api;

/** The version of this API. A package's {@code plugin.properties} names the range it was built for in {@code plugin.requires}. */
public final class PluginApi {
    /**
     * SemVer. A minor version adds, a major version may remove. A constant of Java: in a plugin it says what the plugin was
     * compiled against, not what the platform has.
     */
    public static final String VERSION = "1.4.0";

    private PluginApi() {}
}
