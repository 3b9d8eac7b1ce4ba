package org.takeup.plugin;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.packaging.HostNames;

/**
 * What a plugin sees of the platform: the API, PF4J's annotations and interfaces, and the JDK's own classes for values,
 * texts and XML. Nothing else of the host has a name in there, and no resource of the host is found.
 */
public final class HostClasses extends ClassLoader {
    private static final List<String> JDK =
            List.of("java.", "javax.xml.", "javax.crypto.", "org.w3c.dom.", "org.xml.sax.");

    static {
        registerAsParallelCapable();
    }

    public HostClasses() {
        super("takeup-plugin-api", null);
    }

    /** Whether a plugin sees a class of this name. */
    static boolean shows(String className) {
        return startsWith(className, HostNames.OWNED) || startsWith(className, JDK);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (startsWith(name, HostNames.OWNED)) {
            return HostClasses.class.getClassLoader().loadClass(name);
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

    private static boolean startsWith(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
