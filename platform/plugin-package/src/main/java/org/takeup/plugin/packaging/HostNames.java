package org.takeup.plugin.packaging;

import java.util.List;

/** Names of classes that belong to the platform; a package that brings its own of these is refused. */
public final class HostNames {
    /** What the platform brings to a plugin, as beginnings of class names. */
    public static final List<String> OWNED =
            List.of("org.takeup.plugin.api.", "org.pf4j.", "org.jspecify.annotations.");

    private HostNames() {}

    /** Whether a class file of this name would pose as one of the host or the JDK. */
    static boolean isOwned(String classFile) {
        String name = classFile.replace('/', '.');
        return name.startsWith("java.") || OWNED.stream().anyMatch(name::startsWith);
    }
}
