package org.takeup.tenant.life;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * A checksum of documents that does not depend on their order: the sum of the SHA-256 of each line, as unsigned numbers,
 * modulo 2^256. Not thread-safe.
 */
final class Checksum {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private final MessageDigest sha = sha256();
    private BigInteger sum = BigInteger.ZERO;
    private long documents;
    private long bytes;

    /** What was added up. @param sum 64 hex digits */
    record Total(long documents, long bytes, String sum) {}

    /** Adds a line, without its end. */
    void add(byte[] line) {
        sum = sum.add(new BigInteger(1, sha.digest(line))).mod(MODULUS);
        documents++;
        bytes += line.length + 1L;
    }

    Total total() {
        return new Total(documents, bytes, String.format(Locale.ROOT, "%064x", sum));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
