package org.takeup.plugin.testkit;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parent of a plugin's class loader, as in the platform: the plugin API, PF4J, and the JDK's classes for values, texts
 * and XML. Nothing else of the running program has a name in there, and none of its resources is found.
 */
final class ApiOnly extends ClassLoader {
    private static final List<String> PLATFORM =
            List.of("org.takeup.plugin.api.", "org.pf4j.", "org.jspecify.annotations.");
    private static final List<String> JDK =
            List.of("java.", "javax.xml.", "javax.crypto.", "org.w3c.dom.", "org.xml.sax.");

    ApiOnly() {
        super("takeup-plugin-api", null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isOfThePlatform(name)) {
            return ApiOnly.class.getClassLoader().loadClass(name);
        }
        if (startsWith(name, JDK)) {
            return ClassLoader.getPlatformClassLoader().loadClass(name);
        }
        throw new ClassNotFoundException(name + " is not part of what a plugin may use");
    }

    @Override
    public @Nullable URL getResource(String name) {
        return null;
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return Collections.emptyEnumeration();
    }

    /** Whether the platform brings this class, so that a package must not. */
    static boolean isOfThePlatform(String className) {
        return startsWith(className, PLATFORM);
    }

    private static boolean startsWith(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
