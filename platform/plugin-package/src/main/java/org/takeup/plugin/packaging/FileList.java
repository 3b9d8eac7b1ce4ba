package org.takeup.plugin.packaging;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of all entries that a signed package carries, so that the one that was changed can be named. It is no proof;
 * the signature is.
 */
final class FileList {
    static final String NAME = "META-INF/files.sha256";

    /** Enough for the most entries with the longest names. */
    static final int MOST_BYTES = 1024 * 1024;

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.{1,240})");

    private FileList() {}

    /** @param digests SHA-256 in hex, by name of the entry */
    static byte[] write(Map<String, String> digests) {
        var text = new StringBuilder();
        new TreeMap<>(digests).forEach((name, digest) -> {
            if (!name.equals(NAME)) {
                text.append(digest).append("  ").append(name).append('\n');
            }
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws BadPackage naming the first entry that is another than the list says, more, or missing */
    static void check(byte[] list, Map<String, String> digests) {
        Map<String, String> listed = read(list);
        var names = new TreeSet<>(listed.keySet());
        names.addAll(digests.keySet());
        names.remove(NAME);
        for (String name : names) {
            if (!listed.containsKey(name)) {
                throw changed("the entry " + ZipNames.shown(name) + " was added");
            }
            if (!digests.containsKey(name)) {
                throw changed("the entry " + ZipNames.shown(name) + " is missing");
            }
            if (!listed.get(name).equals(digests.get(name))) {
                throw changed("the entry " + ZipNames.shown(name) + " was changed");
            }
        }
    }

    private static Map<String, String> read(byte[] list) {
        var listed = new TreeMap<String, String>();
        for (String line : new String(list, StandardCharsets.UTF_8).split("\n", -1)) {
            Matcher form = LINE.matcher(line);
            if (form.matches()) {
                listed.put(form.group(2), form.group(1));
            } else if (!line.isEmpty()) {
                throw new BadPackage(NAME + " cannot be read", "Sign the package again.");
            }
        }
        return listed;
    }

    private static BadPackage changed(String what) {
        return new BadPackage(
                what + " after " + NAME + " was written",
                "Get the package from its publisher again; do not use this one.");
    }
}
