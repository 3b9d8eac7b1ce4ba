package org.takeup.plugin.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.takeup.plugin.api.PluginApi;

/**
 * A plugin's first sources: a project of its own that builds, passes the test kit and does something small.
 *
 * @param kind what it extends
 * @param id the plugin's id, which is the artifact's as well
 * @param group the Maven group; with the id it gives the Java package
 * @param kit the version of the partner kit
 */
record NewProject(Kind kind, String id, String group, String kit) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final Pattern PLACE = Pattern.compile("@([a-z]+)@");

    /** What can be created. */
    enum Kind {
        SURVEY("Survey"),
        PLAN("Builder"),
        LMS("Connector");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        private List<String> files() {
            return List.of(
                    "pom.xml",
                    "README.md",
                    "CHANGES.md",
                    "src/main/java/@path@/@class@.java",
                    "src/main/resources/@path@/texts_en.properties",
                    "src/main/resources/@path@/texts_de.properties",
                    "src/test/java/@path@/@class@ContractIT.java");
        }
    }

    /** @throws IllegalArgumentException saying which value does not fit */
    NewProject {
        require(ID.matcher(id).matches() && id.length() >= 3 && id.length() <= 60, "id", id, "my-survey");
        require(GROUP.matcher(group).matches(), "group", group, "com.example");
        require(SourceVersion.isName(javaPackage(group, id)), "id", id, "my-survey");
    }

    private static void require(boolean fits, String name, String value, String example) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "-D" + name + "=" + value + " does not fit; write it like " + example + ".");
        }
    }

    /**
     * Writes the project.
     *
     * @param folder a new one
     * @throws java.nio.file.FileAlreadyExistsException if it is there already
     */
    void writeTo(Path folder) throws IOException {
        Files.createDirectory(folder);
        for (String file : kind.files()) {
            Path target = folder.resolve(filled(file));
            Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
            Files.writeString(target, filled(template(file)));
        }
    }

    /** A kind's own file if there is one, else the one that all kinds share. */
    private String template(String file) throws IOException {
        String name = file.substring(file.lastIndexOf('/') + 1).replace("@class@", "Plugin");
        for (String folder : List.of(kind.word(), "shared")) {
            try (InputStream in = NewProject.class.getResourceAsStream("templates/" + folder + "/" + name)) {
                if (in != null) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IllegalStateException("The kit has no template " + name);
    }

    private String filled(String text) {
        Map<String, String> values = values();
        return PLACE.matcher(text).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalStateException("No value for " + place.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private Map<String, String> values() {
        String javaPackage = javaPackage(group, id);
        return Map.of(
                "id",
                id,
                "group",
                group,
                "kit",
                kit,
                "kind",
                kind.word(),
                "package",
                javaPackage,
                "path",
                javaPackage.replace('.', '/'),
                "class",
                className(),
                "name",
                words(),
                "api",
                PluginApi.VERSION,
                "contract",
                contract());
    }

    private static String javaPackage(String group, String id) {
        return group + "." + id.replace("-", "");
    }

    private String contract() {
        return switch (kind) {
            case SURVEY -> "SurveyInstrumentContract";
            case PLAN -> "PlanBuilderContract";
            case LMS -> "LmsConnectorContract";
        };
    }

    /** {@code my-survey} becomes {@code MySurvey}; the kind is added if the id does not say it. */
    private String className() {
        String name = Arrays.stream(id.split("-")).map(NewProject::upper).collect(Collectors.joining());
        return name.endsWith(kind.noun) ? name : name + kind.noun;
    }

    private String words() {
        return upper(id.replace('-', ' '));
    }

    private static String upper(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
