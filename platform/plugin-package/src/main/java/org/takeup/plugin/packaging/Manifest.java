package org.takeup.plugin.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.pf4j.DefaultVersionManager;
import org.pf4j.VersionManager;
import org.takeup.plugin.api.PluginApi;

/**
 * What a package says about itself in {@code plugin.properties}, checked.
 *
 * @param plugin id: lower-case letters, digits and hyphens, 3 to 60 characters
 * @param version SemVer
 * @param requires range of API versions, for example {@code >=1.0.0 & <2.0.0}
 * @param extensions the kinds that it says to extend: survey, plan, lms; empty if it does not say
 * @param hosts names of the hosts that it wants to reach, {@code example.com} or {@code *.example.com}
 */
public record Manifest(
        String plugin,
        String version,
        String provider,
        String requires,
        String license,
        String description,
        List<String> extensions,
        List<String> hosts) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,58}[a-z0-9]");
    private static final Pattern VERSION =
            Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})(-[0-9A-Za-z.-]{1,40})?");
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?(" + LABEL + "\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");
    private static final List<String> KINDS = List.of("survey", "plan", "lms");
    private static final int MOST_HOSTS = 50;
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_TEXT = 500;
    private static final VersionManager VERSIONS = new DefaultVersionManager();

    /** Copies the lists. */
    public Manifest {
        extensions = List.copyOf(extensions);
        hosts = List.copyOf(hosts);
    }

    /** Reads and checks a manifest. @throws BadPackage naming the key that does not fit */
    public static Manifest read(byte[] properties) {
        Properties read = properties(properties);
        var manifest = new Manifest(
                fitting(read, "plugin.id", ID, "3 to 60 lower-case letters, digits and hyphens"),
                fitting(read, "plugin.version", VERSION, "a version such as 1.0.0"),
                text(read, "plugin.provider"),
                required(read, "plugin.requires", "a range of API versions such as >=1.0.0 & <2.0.0"),
                text(read, "plugin.license"),
                text(read, "plugin.description"),
                extensions(read),
                hosts(read));
        manifest.refuseOtherApi();
        return manifest;
    }

    private void refuseOtherApi() {
        if (!fits(requires)) {
            throw new BadPackage(
                    plugin + " " + version + " was built for the plugin API " + ZipNames.shown(requires)
                            + ", and this platform has " + PluginApi.VERSION,
                    "Get a version of the plugin for this API, or update the platform.");
        }
    }

    private static boolean fits(String range) {
        try {
            return VERSIONS.checkVersionConstraint(PluginApi.VERSION, range);
        } catch (RuntimeException e) {
            throw new BadPackage(
                    "plugin.requires is '" + ZipNames.shown(range) + "', which is no range of versions",
                    "Write it like >=1.0.0 & <2.0.0.");
        }
    }

    private static Properties properties(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var read = new Properties();
        try (var in = new InputStreamReader(new ByteArrayInputStream(bytes), decoder)) {
            read.load(in);
            return read;
        } catch (IOException | IllegalArgumentException e) {
            throw new BadPackage("plugin.properties cannot be read", "Write it as key=value lines in UTF-8.");
        }
    }

    private static List<String> extensions(Properties read) {
        List<String> kinds = list(read, "plugin.extensions");
        if (!KINDS.containsAll(kinds) || Set.copyOf(kinds).size() < kinds.size()) {
            throw new BadPackage(
                    "plugin.extensions is '" + ZipNames.shown(String.join(",", kinds)) + "'",
                    "List each of survey, plan and lms that the plugin extends, once, with commas between.");
        }
        return kinds;
    }

    private static List<String> hosts(Properties read) {
        List<String> hosts = list(read, "plugin.hosts");
        if (hosts.size() > MOST_HOSTS) {
            throw new BadPackage("plugin.hosts has more than " + MOST_HOSTS + " names", "Name fewer hosts.");
        }
        for (String host : hosts) {
            if (host.length() > LONGEST_HOST || !HOST.matcher(host).matches()) {
                throw new BadPackage(
                        "plugin.hosts names '" + ZipNames.shown(host) + "', which is no name of a host",
                        "Write names such as api.example.com or *.example.com, in small letters, without port or path.");
            }
        }
        return hosts;
    }

    private static List<String> list(Properties read, String key) {
        return Arrays.stream(read.getProperty(key, "").split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static String fitting(Properties read, String key, Pattern pattern, String meaning) {
        String value = required(read, key, meaning);
        if (!pattern.matcher(value).matches()) {
            throw new BadPackage(
                    key + " is '" + ZipNames.shown(value) + "'",
                    "Set " + key + " in plugin.properties to " + meaning + ".");
        }
        return value;
    }

    private static String required(Properties read, String key, String meaning) {
        String value = text(read, key);
        if (value.isEmpty()) {
            throw new BadPackage(
                    "plugin.properties has no " + key, "Set " + key + " in plugin.properties to " + meaning + ".");
        }
        return value;
    }

    private static String text(Properties read, String key) {
        String value = read.getProperty(key, "").strip();
        if (value.length() > LONGEST_TEXT) {
            throw new BadPackage(key + " is longer than " + LONGEST_TEXT + " characters", "Shorten it.");
        }
        return value;
    }
}
