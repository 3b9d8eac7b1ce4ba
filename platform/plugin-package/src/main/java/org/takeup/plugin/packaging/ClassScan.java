package org.takeup.plugin.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Looks into every class of a package, its libraries' too, for what a plugin that only gets and returns values has no
 * business with. A help for honest authors and a hurdle for others; the isolated mode is what holds. The rules stand in
 * {@code class-rules.txt}. Runs nothing of the package. Thread-safe.
 */
public final class ClassScan {
    /** How many findings a report lists; there may be more. */
    public static final int MOST_FINDINGS = 50;

    private static final String CLASSES = "classes/";
    private static final ClassRules RULES = ClassRules.load();

    private ClassScan() {}

    /**
     * One thing that a class does and a plugin must not.
     *
     * @param type the class
     * @param member the method, or empty if it is said of the class as a whole
     * @param what it does, for example {@code calls java.lang.System.exit}
     * @param reason why that is refused
     */
    public record Finding(String type, String member, String what, String reason) {
        @Override
        public String toString() {
            return ZipNames.shown(type) + (member.isEmpty() ? "" : "." + ZipNames.shown(member)) + " "
                    + ZipNames.shown(what) + ": " + reason;
        }
    }

    /** @throws BadPackage listing what was found, at most {@link #MOST_FINDINGS} lines */
    public static void check(PackageZip zip) {
        List<Finding> findings = findings(zip);
        if (!findings.isEmpty()) {
            throw new BadPackage(
                    "its classes do what a plugin must not do; the first of " + findings.size() + ": "
                            + findings.getFirst(),
                    "Leave it out, or ask the platform for it through the plugin API.",
                    findings.stream()
                            .limit(MOST_FINDINGS)
                            .map(Finding::toString)
                            .toList());
        }
    }

    /** All that is found, in the order of the package. */
    public static List<Finding> findings(PackageZip zip) {
        var findings = new LinkedHashSet<Finding>();
        var hierarchy = new Hierarchy();
        var models = new ArrayList<ClassModel>();
        for (Source source : sources(zip, findings)) {
            try {
                ClassModel model = ClassFile.of().parse(source.bytes());
                hierarchy.add(model);
                models.add(model);
            } catch (RuntimeException e) {
                // Whatever breaks the reader: it is not loaded.
                findings.add(unreadable(source.name()));
            }
        }
        for (ClassModel model : models) {
            try {
                findings.addAll(new ClassLook(model, hierarchy, RULES).findings());
            } catch (RuntimeException e) {
                // The class file is read bit by bit, so a broken part shows only here, in many ways.
                findings.add(unreadable(Hierarchy.name(model.thisClass())));
            }
        }
        return List.copyOf(findings);
    }

    private static Finding unreadable(String name) {
        return new Finding(name, "", "cannot be read", "what cannot be looked at is not loaded");
    }

    private record Source(String name, byte[] bytes) {}

    private static List<Source> sources(PackageZip zip, Set<Finding> findings) {
        var sources = new ArrayList<Source>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip.bytes()), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                if (ZipNames.isLibrary(name)) {
                    library(name, in.readAllBytes(), sources, findings);
                } else if (name.startsWith(CLASSES) && name.endsWith(".class")) {
                    sources.add(new Source(name, in.readAllBytes()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    /** Read as a class loader reads it, by its directory: one that is read from the front could show other classes. */
    private static void library(String name, byte[] jar, List<Source> sources, Set<Finding> findings)
            throws IOException {
        Path file = Files.createTempFile("takeup-library", ".jar");
        try {
            Files.write(file, jar);
            try (var zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    String inside = entry.getName();
                    if (inside.equals("META-INF/MANIFEST.MF")) {
                        refuseClassPath(name, zip.getInputStream(entry), findings);
                    } else if (inside.endsWith(".class") && !entry.isDirectory()) {
                        sources.add(new Source(name + "!" + inside, read(zip, entry)));
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            findings.add(unreadable(name));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** A class loader follows it to jars that nobody has looked at. */
    private static void refuseClassPath(String library, InputStream manifest, Set<Finding> findings)
            throws IOException {
        try (manifest) {
            var attributes = new java.util.jar.Manifest(manifest).getMainAttributes();
            if (attributes.getValue(Attributes.Name.CLASS_PATH) != null) {
                findings.add(new Finding(
                        library,
                        "",
                        "has a Class-Path in its manifest",
                        "it leads to classes that nobody has looked at"));
            }
        }
    }
}
