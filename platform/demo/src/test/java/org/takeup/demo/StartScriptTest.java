package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The start script on machines that lack something. It runs in a project of the test's own, with a JDK, an {@code mvn} and
 * a {@code df} that are scripts of a few words, and sees no other JDK of this machine.
 */
class StartScriptTest {
    private static final List<String> TOOLS = List.of(
            "env",
            "bash",
            "date",
            "dirname",
            "basename",
            "readlink",
            "sed",
            "head",
            "awk",
            "grep",
            "find",
            "mkdir",
            "tee",
            "touch",
            "cat");
    private static final String NO_JDK =
            "Takeup needs a JDK 25 (or newer) and found none: install one, for example Temurin 25 into /usr/lib/jvm, or point JAVA_HOME at it.";
    private static final String NO_NETWORK =
            "The demo could not download what it needs: check the network (or Maven's settings.xml) and start it again; what has arrived is kept.";
    private static final String BUILDS = """
            mkdir -p platform/demo/target/keycloak
            touch platform/demo/target/takeup-demo-1.jar
            echo "$PWD/platform/demo/target/takeup-demo-1.jar" > platform/demo/target/class-path.txt
            """;

    @TempDir
    private Path machine;

    private Path home;

    /** What a run of the script gave. @param said on both streams, the last line that is not empty */
    private record Outcome(int status, String said, String all) {}

    @BeforeEach
    void set() throws IOException {
        home = machine.resolve("project/platform/demo");
        for (String folder : List.of("platform/plugin-api", "platform/server", "plugins/one", "tenant-config/schema")) {
            Files.createDirectories(machine.resolve("project").resolve(folder));
        }
        Files.writeString(machine.resolve("project/pom.xml"), "");
        Files.createDirectories(home);
        // The script's usual places for JDKs, moved below the test's folder.
        String script = Files.readString(Path.of("run"))
                .replaceAll("(?<=\\s)/(usr|opt)/\\S+/\\*", machine + "$0")
                .replace("{,\"$HOME\"}/Library", "\"$HOME\"/Library");
        executable(home.resolve("run"), script);
        Files.createDirectories(machine.resolve("bin"));
        for (String tool : TOOLS) {
            executable(machine.resolve("bin").resolve(tool), "#!/bin/sh\nexec " + which(tool) + " \"$@\"\n");
        }
        jdk("jvm/jdk-25", "25.0.1");
        mvn("3.8.7", BUILDS);
        df(5_000);
    }

    @Test
    void aBuiltDemoIsStartedWithItsArguments() throws Exception {
        Outcome first = run(Map.of(), "--fresh");
        assertEquals(0, first.status(), first.all());
        assertTrue(first.said().startsWith("java of jdk-25"), first.all());
        assertTrue(first.said().endsWith("org.takeup.demo.Demo " + home + " --fresh"), first.all());

        mvn("3.8.7", "exit 1");
        assertEquals(0, run(Map.of()).status(), "nothing has changed, so nothing is built");
    }

    @Test
    void withoutAJdk25ItSaysWhereToPutOne() throws Exception {
        jdk("jvm/jdk-25", "24.0.2");
        refused(NO_JDK, run(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_HOME", "JAVA_25_HOME"})
    void aJdkThatAVariableNamesIsFound(String variable) throws Exception {
        jdk("jvm/jdk-25", "24.0.2");
        jdk("elsewhere/mine", "25.0.1");
        Outcome outcome = run(Map.of(variable, machine.resolve("elsewhere/mine").toString()));
        assertTrue(outcome.said().startsWith("java of mine"), outcome.all());
    }

    @Test
    void withoutMavenItSaysSo() throws Exception {
        Files.delete(machine.resolve("bin/mvn"));
        refused("Takeup is built with Maven 3.8 or newer and there is no mvn on the PATH: install it.", run(Map.of()));
    }

    @Test
    void anOldMavenIsNamedWithItsVersion() throws Exception {
        mvn("3.6.3", BUILDS);
        refused(
                "Takeup is built with Maven 3.8 or newer; this is 3.6: put a newer mvn first on the PATH.",
                run(Map.of()));
    }

    @Test
    void aMavenThatDoesNotRunIsNamedToo() throws Exception {
        executable(machine.resolve("bin/mvn"), "#!/usr/bin/env bash\nexit 1\n");
        refused(
                "Takeup is built with Maven 3.8 or newer, and 'mvn -v' does not say what it is: put a working mvn first on the PATH.",
                run(Map.of()));
    }

    @Test
    void aJavaHomeThatIsGoneDoesNotKeepMavenFromRunning() throws Exception {
        mvn("3.8.7", BUILDS + "[[ -x \"$JAVA_HOME/bin/javac\" ]] || exit 1\n");
        assertEquals(0, run(Map.of("JAVA_HOME", machine + "/gone")).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Could not transfer artifact a:b:jar:1 from central",
                "Cannot access central (https://repository.example/maven2) in offline mode"
            })
    void withoutANetworkItSaysThatWhatHasArrivedIsKept(String maven) throws Exception {
        mvn("3.8.7", "echo '[ERROR] " + maven + "'; exit 1");
        refused(NO_NETWORK, run(Map.of()));
    }

    @Test
    void aBuildThatFailsOtherwisePointsAtItsLog() throws Exception {
        mvn("3.8.7", "echo '[ERROR] cannot find symbol'; exit 1");
        refused("The build failed; the reason is above and in " + home + "/target/build.log.", run(Map.of()));
    }

    @Test
    void withoutSpaceItSaysHowMuchIsNeededAndWhere() throws Exception {
        df(1_400);
        refused(
                "The demo needs 1500 MB of free disk space below " + home
                        + " and there are only 1400 MB: make room first.",
                run(Map.of()));
    }

    @Test
    void mavensRepositoryNeedsSpaceToo() throws Exception {
        df("[[ $2 == " + home + "* ]] && free=5000 || free=400");
        refused(
                "The demo needs 500 MB of free disk space below " + machine
                        + "/.m2/repository and there are only 400 MB: make room first.",
                run(Map.of()));
    }

    @Test
    void whatIsBuiltNeedsLittleSpace() throws Exception {
        run(Map.of());
        df(350);
        assertEquals(0, run(Map.of()).status());
        df(250);
        refused(
                "The demo needs 300 MB of free disk space below " + home
                        + " and there are only 250 MB: make room first.",
                run(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "platform/server/A.java",
                "platform/demo/A.java",
                "plugins/one/A.java",
                "tenant-config/schema/tenant.schema.json"
            })
    void aChangedSourceIsBuiltAnew(String source) throws Exception {
        run(Map.of());
        Path changed = machine.resolve("project").resolve(source);
        Files.writeString(changed, "changed");
        Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(5)));
        mvn("3.8.7", "echo '[ERROR] cannot find symbol'; exit 1");
        assertEquals(1, run(Map.of()).status());
    }

    private static void refused(String sentence, Outcome outcome) {
        assertEquals(sentence, outcome.said(), outcome.all());
        assertNotEquals(0, outcome.status());
    }

    private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        var builder = new ProcessBuilder(home.resolve("run").toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", machine.resolve("bin").toString());
        builder.environment().put("HOME", machine.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String last = all.lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line);
        return new Outcome(process.waitFor(), last, all);
    }

    private void jdk(String folder, String version) throws IOException {
        Path jdk = folder.startsWith("jvm/") ? machine.resolve("usr/lib").resolve(folder) : machine.resolve(folder);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(jdk.resolve("bin/javac"), "#!/usr/bin/env bash\n");
        executable(jdk.resolve("bin/java"), "#!/usr/bin/env bash\necho java of " + jdk.getFileName() + " \"$@\"\n");
    }

    /** @param build what it does when it is to build, in the project's folder */
    private void mvn(String version, String build) throws IOException {
        executable(
                machine.resolve("bin/mvn"),
                "#!/usr/bin/env bash\nif [[ $1 == -v ]]; then echo 'Apache Maven " + version + " (abc)'; exit; fi\n"
                        + build);
    }

    private void df(int freeMb) throws IOException {
        df("free=" + freeMb);
    }

    private void df(String free) throws IOException {
        executable(
                machine.resolve("bin/df"),
                "#!/usr/bin/env bash\n" + free + "\necho Filesystem\necho \"disk 9 9 $((free * 1024)) 1% /\"\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path which(String tool) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
