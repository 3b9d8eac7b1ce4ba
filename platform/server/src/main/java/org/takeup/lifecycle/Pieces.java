package org.takeup.lifecycle;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Cuts what is written into pieces of the store and digests it on the way. Not thread-safe. */
final class Pieces extends OutputStream {
    private final ExportStore store;
    private final String export;
    private final byte[] piece = new byte[ExportStore.PIECE];
    private final MessageDigest sha;
    private int filled;
    private long number;
    private long bytes;

    Pieces(ExportStore store, String export) {
        this.store = store;
        this.export = export;
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        sha.update(from, offset, length);
        bytes += length;
        int done = 0;
        while (done < length) {
            int fits = Math.min(length - done, piece.length - filled);
            System.arraycopy(from, offset + done, piece, filled, fits);
            filled += fits;
            done += fits;
            if (filled == piece.length) {
                put();
            }
        }
    }

    private void put() {
        store.piece(export, number++, Arrays.copyOf(piece, filled));
        filled = 0;
    }

    @Override
    public void close() {
        if (filled > 0) {
            put();
        }
    }

    long bytes() {
        return bytes;
    }

    /** To be asked for once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(sha.digest());
    }
}
