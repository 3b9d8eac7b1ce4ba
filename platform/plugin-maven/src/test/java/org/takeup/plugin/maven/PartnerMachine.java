package org.takeup.plugin.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * A machine with Maven, a JDK, and an empty home, on which nobody has our sources. The kit is in its Maven repository as
 * after an install. All else comes from the repository of the running build, read only.
 */
public final class PartnerMachine {
    private static final String VERSION = System.getProperty("takeup.test.version");
    private static final Path REPOSITORY = Path.of(System.getProperty("takeup.test.repository"));
    private static final Path MAVEN = Path.of(System.getProperty("takeup.test.maven"), "bin", "mvn");
    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();

    /** Folders of the modules that a partner needs. */
    static final List<String> KIT = List.of(
            "platform/plugin-api", "platform/plugin-package", "platform/plugin-testkit", "platform/plugin-maven");

    /**
     * The running build's repository comes first. What it lacks is fetched as always: a first build on an empty machine
     * runs these tests before it has fetched all. The mirror keeps other mirrors from taking the folder's place.
     */
    private static final String SETTINGS = """
            <settings>
              <mirrors>
                <mirror><id>build-folder</id><mirrorOf>build</mirrorOf><url>@url@</url></mirror>
              </mirrors>
              <profiles>
                <profile>
                  <id>build</id>
                  <repositories>
                    <repository>
                      <id>build</id><url>@url@</url>
                      <releases><checksumPolicy>ignore</checksumPolicy></releases>
                    </repository>
                  </repositories>
                  <pluginRepositories>
                    <pluginRepository>
                      <id>build</id><url>@url@</url>
                      <releases><checksumPolicy>ignore</checksumPolicy></releases>
                    </pluginRepository>
                  </pluginRepositories>
                </profile>
              </profiles>
              <activeProfiles><activeProfile>build</activeProfile></activeProfiles>
            </settings>
            """;

    private final Path folder;
    private final Path work;

    /** What a script said. */
    public record Said(int exit, String text) {}

    public PartnerMachine(Path folder) throws IOException {
        this.folder = folder;
        this.work = Files.createDirectories(folder.resolve("work"));
        install("takeup", PROJECT);
        for (String module : KIT) {
            String artifact = module.endsWith("plugin-maven")
                    ? "takeup-plugin-maven-plugin"
                    : module.replace("platform/", "takeup-");
            install(artifact, PROJECT.resolve(module));
        }
        Files.writeString(
                folder.resolve("settings.xml"),
                SETTINGS.replace("@url@", REPOSITORY.toUri().toString()));
        Path mvn = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(
                mvn,
                "#!/bin/sh\nexec '%s' -B -ntp -s '%s' -Dmaven.repo.local='%s' \"$@\"\n"
                        .formatted(MAVEN, folder.resolve("settings.xml"), folder.resolve("repository")));
        mvn.toFile().setExecutable(true);
    }

    private void install(String artifact, Path module) throws IOException {
        Path target = Files.createDirectories(
                folder.resolve("repository/org/takeup").resolve(artifact).resolve(VERSION));
        String name = artifact + "-" + VERSION;
        Files.copy(module.resolve("pom.xml"), target.resolve(name + ".pom"));
        Path jar = module.resolve("target").resolve(name + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, target.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Where scripts begin. */
    public Path work() {
        return work;
    }

    /** The home of the person; their key goes there. */
    public Path home() {
        return folder.resolve("home");
    }

    /** Runs a script that stops at the first failing command. */
    public Said run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", home().toString());
        builder.environment().put("MAVEN_OPTS", "-Duser.home=" + home() + " -Xshare:auto -XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        return new Said(exit, Files.readString(out, StandardCharsets.UTF_8));
    }

    /** Runs a script that must work. @return what it said */
    public String mustRun(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Said said = run(script, environment);
        assertEquals(0, said.exit(), said.text());
        return said.text();
    }
}
