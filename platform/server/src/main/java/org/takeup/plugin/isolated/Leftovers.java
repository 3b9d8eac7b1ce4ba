package org.takeup.plugin.isolated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a child can leave on the machine: processes that it started, and empty files where everybody may make some. All of
 * it belongs to the child's own user, and nothing else does. Without such a user nothing can be told apart and nothing is
 * taken away.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final int LONGEST_SECONDS = 5;

    private final List<String> become;
    private final int user;

    /** @param become the command that changes to the user */
    Leftovers(List<String> become, int user) {
        this.become = become;
        this.user = user;
    }

    /** Ends the processes, then deletes the files. Blocks for a moment; to be called when the child has ended. */
    void remove() {
        try {
            endProcesses();
            for (Path place : places()) {
                deleteIn(place);
            }
        } catch (IOException e) {
            LOG.warn("Cannot take away what an isolated plugin left: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The user ends all of its own, at one stroke: what is found one by one could start others meanwhile. */
    private void endProcesses() throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(become);
        command.addAll(List.of("/bin/sh", "-c", "kill -KILL -1"));
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        Process process = builder.start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static Set<Path> places() {
        Set<Path> places = new TreeSet<>();
        for (String place : List.of(System.getProperty("java.io.tmpdir"), "/tmp", "/var/tmp", "/dev/shm")) {
            Path folder = Path.of(place);
            if (Files.isDirectory(folder)) {
                places.add(folder);
            }
        }
        return places;
    }

    private void deleteIn(Path place) throws IOException {
        try (var entries = Files.newDirectoryStream(place, this::isOfUser)) {
            for (Path each : entries) {
                Files.walkFileTree(each, new Deletes());
            }
        } catch (UncheckedIOException | java.nio.file.DirectoryIteratorException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean isOfUser(Path entry) {
        try {
            return Integer.valueOf(user).equals(Files.getAttribute(entry, "unix:uid", LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            // Somebody has deleted it meanwhile.
            return false;
        }
    }

    private static final class Deletes extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
