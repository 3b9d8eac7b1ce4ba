package org.takeup.plugin.trial;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.PluginApi;

/**
 * Not a test: writes down the API as it is now, because it is released. The name keeps it out of the build; {@code
 * released/README.md} says when and how it is run.
 */
class ReleaseApi {
    /** Where what was released stands. */
    static final Path FOLDER = Path.of("../plugin-api/released");

    /** The API as this build has compiled it. */
    static ApiText now() {
        return ApiReader.read(Path.of("../plugin-api/target/classes"), ReleasedApi.LIBRARIES);
    }

    @Test
    void writeItDown() throws IOException {
        String version = PluginApi.VERSION.substring(0, PluginApi.VERSION.lastIndexOf('.'));
        Path file = FOLDER.resolve(version + ".api");
        assertFalse(Files.exists(file), file + " is released and stays as it is; raise PluginApi.VERSION");
        Files.writeString(
                file,
                "# The plugin API " + version
                        + " as it was released; README.md says how this was written. Never changed.\n\n"
                        + now());
    }
}
