package org.takeup.plugin.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Projects for the tests here, made by the kit itself. */
final class Projects {
    /** Where the build puts the classes that plugins compile against. */
    private static final List<Path> CLASS_PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(System.getProperty("path.separator")))
            .map(Path::of)
            .toList();

    private Projects() {}

    /** A new project in this folder, and what compiles and packs it. */
    static Workbench create(NewProject.Kind kind, Path folder) throws IOException {
        new NewProject(kind, "my-" + kind.word(), "com.example", "0").writeTo(folder);
        return new Workbench(
                List.of(folder.resolve("src/main/java")),
                List.of(folder.resolve("src/main/resources")),
                CLASS_PATH,
                folder.resolve("target/takeup-run"),
                classes -> new Layout(identity("my-" + kind.word()), classes, List.of(), folder));
    }

    static Map<String, String> identity(String id) {
        var identity = new LinkedHashMap<String, String>();
        identity.put("id", id);
        identity.put("version", "1.0.0");
        identity.put("provider", "Example");
        identity.put("requires", ">=1.0.0 & <2.0.0");
        identity.put("license", "Apache-2.0");
        identity.put("description", "For tests,\n   on two lines with a \\ and ä.");
        return identity;
    }
}
