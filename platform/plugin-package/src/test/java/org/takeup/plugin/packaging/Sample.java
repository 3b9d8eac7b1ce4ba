package org.takeup.plugin.packaging;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.takeup.plugin.trial.Zips;

/** Small packages for the tests here. */
final class Sample {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private Sample() {}

    /** A package with a manifest and a few texts, of some size, so that chance hits every part of it. */
    static Sample of(String id, String version) {
        return new Sample()
                .entry(
                        "plugin.properties",
                        "plugin.id=%s\nplugin.version=%s\nplugin.requires=>=1.0.0 & <2.0.0\n".formatted(id, version))
                .entry("classes/texts.properties", "hello=" + "Hello, dear reader. ".repeat(30))
                .entry("classes/more.txt", "Lines that do not repeat: " + "0123456789abcdef".hashCode());
    }

    Sample entry(String name, String text) {
        return entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Sample entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    Sample without(String name) {
        entries.remove(name);
        return this;
    }

    byte[] zip() {
        return Zips.of(entries);
    }
}
