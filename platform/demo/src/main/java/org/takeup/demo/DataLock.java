package org.takeup.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sees to it that one demo at a time uses a data folder. The lock is on a file beside the folder, so that the folder can
 * be thrown away under it; the operating system lets go of it when the process ends, however that happens.
 */
final class DataLock implements AutoCloseable {
    private final FileChannel file;

    private DataLock(FileChannel file) {
        this.file = file;
    }

    /** @throws StartFailed if another demo has the folder */
    static DataLock take(Path data) throws IOException {
        Path beside = data.resolveSibling(data.getFileName() + ".lock");
        Files.createDirectories(beside.toAbsolutePath().getParent());
        FileChannel file = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(file)) {
            return new DataLock(file);
        }
        file.close();
        throw new StartFailed(
                "Another demo runs on the data in " + data + ": stop it with Ctrl-C where it was started, or choose"
                        + " another folder with " + DemoSettings.DATA + "=<folder> platform/demo/run");
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // The other demo is in this process, as in tests.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
