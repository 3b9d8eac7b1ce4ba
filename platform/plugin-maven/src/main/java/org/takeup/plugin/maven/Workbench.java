package org.takeup.plugin.maven;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.takeup.plugin.packaging.BadPackage;

/**
 * Compiles and packs a project's sources in this process, in a fraction of the time that Maven needs. For trying out
 * only: what is handed on is built by Maven.
 *
 * @param sources folders with Java files
 * @param resources folders with other files
 * @param classPath jars to compile against; PF4J's annotation processor is among them
 * @param classes where to put the classes; emptied first
 * @param layout how classes become a package
 */
record Workbench(
        List<Path> sources, List<Path> resources, List<Path> classPath, Path classes, Function<Path, Layout> layout) {
    private static final String RELEASE = "25";

    /** @throws BadPackage with the compiler's words, or with what a platform would refuse */
    byte[] build() throws IOException {
        empty();
        for (Path folder : resources) {
            copy(folder);
        }
        compile();
        return layout.apply(classes).pack();
    }

    /** When each file of the project was last changed; equal if nothing was saved in between. */
    Map<Path, Long> saved() throws IOException {
        var saved = new TreeMap<Path, Long>();
        for (Path folder : Stream.concat(sources.stream(), resources.stream()).toList()) {
            for (Path file : files(folder)) {
                saved.put(file, Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file));
            }
        }
        return saved;
    }

    private void compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new BadPackage("Maven runs on a JRE, which has no compiler", "Point JAVA_HOME at a JDK 25.");
        }
        var java = new ArrayList<Path>();
        for (Path folder : sources) {
            files(folder).stream()
                    .filter(file -> file.toString().endsWith(".java"))
                    .forEach(java::add);
        }
        String path = String.join(
                System.getProperty("path.separator"),
                classPath.stream().map(Path::toString).toList());
        var options = List.of(
                "--release",
                RELEASE,
                "-proc:full",
                "-nowarn",
                "-d",
                classes.toString(),
                "-cp",
                path,
                "-encoding",
                "UTF-8");
        var words = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task = compiler.getTask(words, files, null, options, null, files.getJavaFileObjectsFromPaths(java));
            if (!task.call()) {
                throw new BadPackage("it does not compile:\n" + words, "Mend it and save.");
            }
        }
    }

    private void empty() throws IOException {
        if (Files.isDirectory(classes)) {
            try (Stream<Path> all = Files.walk(classes)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
        Files.createDirectories(classes);
    }

    private void copy(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Path target = classes.resolve(folder.relativize(file).toString());
            Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
            Files.copy(file, target);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
