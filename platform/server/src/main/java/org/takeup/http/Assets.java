package org.takeup.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Addresses of static files. Each carries the first digits of its file's digest, so that browsers may keep a file for a
 * year and still get a new one at once. Thread-safe.
 */
public final class Assets {
    private static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

    private Assets() {}

    /**
     * @param file below {@code src/main/resources/static}, for example {@code takeup.css}
     * @throws IllegalArgumentException if there is no such file
     */
    public static String address(String file) {
        return ADDRESSES.computeIfAbsent(file, Assets::withDigest);
    }

    private static String withDigest(String file) {
        try (InputStream in = Assets.class.getResourceAsStream("/static/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no static file " + file);
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            return "/static/" + file + "?v=" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
