package org.takeup.plugin.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The API as it was released, and plugins of that time. Both stand as texts in {@code plugin-api/released}; what is made of
 * them is what a partner's build made then.
 */
public final class ReleasedApi {
    /** What the API itself is compiled against. */
    static final List<Path> LIBRARIES =
            List.of(placeOf(org.pf4j.ExtensionPoint.class), placeOf(org.jspecify.annotations.Nullable.class));

    private static final String PACKAGE = "released";

    private final String version;

    /** @param version for example {@code 1.0} */
    public ReleasedApi(String version) {
        this.version = version;
    }

    /**
     * The class files of a plugin of that time, by entry name, compiled against the API as it was.
     *
     * @param name of its class, which stands in the package {@code released}
     * @param work an empty folder
     */
    public Map<String, byte[]> plugin(String name, Path work) {
        Path api = Zips.jar(work, "api.jar", stub());
        return Compiler.compile(Map.of(PACKAGE + "." + name, text(version + "/" + name + ".java")), with(api));
    }

    /** What a plugin is compiled against now. @param api a class of the API */
    public static List<Path> placesWith(Class<?> api) {
        return with(placeOf(api));
    }

    private static List<Path> with(Path api) {
        return Stream.concat(Stream.of(api), LIBRARIES.stream()).toList();
    }

    /** The class files of the API as it was: its declarations, without what they do. */
    Map<String, byte[]> stub() {
        return Compiler.compile(StubSources.of(words()), LIBRARIES);
    }

    ApiText words() {
        return ApiText.read(text(version + ".api"));
    }

    private static String text(String name) {
        try (InputStream in = ReleasedApi.class.getResourceAsStream("/released/" + name)) {
            if (in == null) {
                throw new IllegalStateException("There is no plugin-api/released/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
