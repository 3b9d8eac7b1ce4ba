package org.takeup.plugin.packaging;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who extends whom: the package's own classes by their files, those of the JDK by asking it, without running any. */
final class Hierarchy {
    private final Map<String, ClassModel> own = new HashMap<>();
    private final Map<String, Optional<Class<?>>> platform = new HashMap<>();

    /** A class of the package. Names of the JDK's stay the JDK's: its class is the one that would be loaded. */
    void add(ClassModel model) {
        String name = name(model.thisClass());
        if (platform(name).isEmpty()) {
            own.putIfAbsent(name, model);
        }
    }

    static String name(ClassEntry entry) {
        return entry.asInternalName().replace('/', '.');
    }

    boolean isOwn(String type) {
        return own.containsKey(type);
    }

    /**
     * The types outside of the package that a member of this owner can come from: the owner itself if it is outside, or
     * the first ones above it that are, unless the package declares the member on the way.
     */
    Set<String> origins(String owner, String name, String descriptor) {
        var found = new LinkedHashSet<String>();
        var seen = new LinkedHashSet<String>();
        // No recursion: a package may have a chain of thousands, or a circle.
        var open = new ArrayDeque<String>(List.of(owner));
        while (!open.isEmpty()) {
            String type = open.removeFirst();
            ClassModel model = own.get(type);
            if (!seen.add(type)) {
                continue;
            }
            if (model == null) {
                if (type.equals(owner) || has(type, name)) {
                    found.add(type);
                }
            } else if (!declares(model, name, descriptor)) {
                model.superclass().ifPresent(above -> open.add(name(above)));
                model.interfaces().forEach(above -> open.add(name(above)));
            }
        }
        return found;
    }

    private static boolean declares(ClassModel model, String name, String descriptor) {
        return model.methods().stream()
                        .anyMatch(method -> method.methodName().equalsString(name)
                                && method.methodType().equalsString(descriptor))
                || model.fields().stream()
                        .anyMatch(field -> field.fieldName().equalsString(name)
                                && field.fieldType().equalsString(descriptor));
    }

    /** Whether a type of the JDK has a member of this name; what is unknown may have it. */
    private boolean has(String type, String name) {
        return platform(type)
                .map(found -> name.startsWith("<")
                        || allAbove(found).stream()
                                .anyMatch(each -> Arrays.stream(each.getDeclaredMethods())
                                                .anyMatch(method ->
                                                        method.getName().equals(name))
                                        || Arrays.stream(each.getDeclaredFields())
                                                .anyMatch(
                                                        field -> field.getName().equals(name))))
                .orElse(true);
    }

    /** All types of the JDK that this one extends or implements. */
    List<String> above(String type) {
        return platform(type)
                .map(found -> allAbove(found).stream()
                        .map(Class::getName)
                        .filter(name -> !name.equals(type))
                        .toList())
                .orElse(List.of());
    }

    private static List<Class<?>> allAbove(Class<?> type) {
        var all = new LinkedHashSet<Class<?>>();
        var open = new ArrayList<Class<?>>(List.of(type, Object.class));
        while (!open.isEmpty()) {
            Class<?> next = open.removeLast();
            if (all.add(next)) {
                open.addAll(List.of(next.getInterfaces()));
                if (next.getSuperclass() != null) {
                    open.add(next.getSuperclass());
                }
            }
        }
        return List.copyOf(all);
    }

    private Optional<Class<?>> platform(String type) {
        return platform.computeIfAbsent(type, name -> {
            try {
                return Optional.of(Class.forName(name, false, ClassLoader.getPlatformClassLoader()));
            } catch (ClassNotFoundException | LinkageError e) {
                return Optional.empty();
            }
        });
    }
}
