package org.takeup.plugin.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads compiled classes of the API into words. Public and protected things only: nothing else is promised. */
final class ApiReader {
    private static final String INFO = "package-info";

    /** Declared by every record, or by every enum. */
    private static final Set<String> OF_ALL_RECORDS = Set.of("equals", "hashCode", "toString");

    private ApiReader() {}

    /**
     * Reads the classes in a folder. They are loaded apart from those of the test, so that a changed copy can be read too.
     *
     * @param libraries what the classes refer to beside the JDK
     */
    static ApiText read(Path classes, List<Path> libraries) {
        URL[] places = Stream.concat(Stream.of(classes), libraries.stream())
                .map(ApiReader::url)
                .toArray(URL[]::new);
        try (var loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
                Stream<Path> files = Files.walk(classes)) {
            var marked = new TreeMap<String, Boolean>();
            var types = new ArrayList<ApiType>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replaceAll("[/\\\\]", ".");
                Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()), false, loader);
                if (isOpen(type)) {
                    types.add(type(type));
                    marked.putIfAbsent(type.getPackageName(), false);
                } else if (type.getSimpleName().equals(INFO)) {
                    marked.put(type.getPackageName(), has(type, "NullMarked"));
                }
            }
            return ApiText.of(marked, types);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOpen(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && !type.isAnonymousClass() && (outer == null || isOpen(outer));
    }

    private static ApiType type(Class<?> type) {
        Words words = new Words(type.getPackageName());
        var lines = new ArrayList<String>();
        if (!type.isInterface() && !type.isEnum() && !type.isRecord() && type.getSuperclass() != Object.class) {
            lines.add("extends " + words.of(type.getAnnotatedSuperclass()));
        }
        if (!type.isAnnotation()) {
            all(lines, type.getAnnotatedInterfaces(), each -> "implements " + words.of(each));
        }
        if (type.isSealed()) {
            all(lines, type.getPermittedSubclasses(), each -> "permits " + words.of(each.getName()));
        }
        if (type.isRecord()) {
            all(
                    lines,
                    type.getRecordComponents(),
                    each -> "component " + words.of(each.getAnnotatedType()) + " " + each.getName());
        }
        if (type.isEnum()) {
            Arrays.stream(type.getFields())
                    .filter(Field::isEnumConstant)
                    .forEach(each -> lines.add("constant " + each.getName()));
        }
        lines.addAll(members(type, words));
        return new ApiType(
                type.getPackageName(),
                words.of(type.getName()),
                form(type),
                parameters(type.getTypeParameters(), words),
                lines);
    }

    private static List<String> members(Class<?> type, Words words) {
        var lines = new ArrayList<String>();
        Stream.of(type.getDeclaredConstructors())
                .filter(each -> isOpen(each.getModifiers()) && !type.isEnum())
                .map(each -> constructor(each, words))
                .sorted()
                .forEach(lines::add);
        Stream.of(type.getDeclaredFields())
                .filter(each -> isOpen(each.getModifiers()) && !each.isEnumConstant() && !each.isSynthetic())
                .map(each -> field(each, words))
                .sorted()
                .forEach(lines::add);
        Stream.of(type.getDeclaredMethods())
                .filter(each -> isOpen(each.getModifiers()) && !each.isSynthetic() && !isImplied(type, each))
                .map(each -> method(type, each, words))
                .sorted()
                .forEach(lines::add);
        return lines;
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static boolean isImplied(Class<?> type, Method method) {
        if (type.isEnum()) {
            return Modifier.isStatic(method.getModifiers())
                    && Set.of("values", "valueOf").contains(method.getName());
        }
        return type.isRecord()
                && (OF_ALL_RECORDS.contains(method.getName())
                        || method.getParameterCount() == 0
                                && Arrays.stream(type.getRecordComponents())
                                        .map(RecordComponent::getName)
                                        .anyMatch(method.getName()::equals));
    }

    private static String form(Class<?> type) {
        int modifiers = type.getModifiers();
        boolean ownWord = type.isInterface() || type.isEnum() || type.isRecord();
        String kind = type.isAnnotation()
                ? "annotation"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        return (has(type, "MayGrow") ? ApiType.GROWS + " " : "")
                + (type.isSealed() ? "sealed " : "")
                + (!ownWord && Modifier.isAbstract(modifiers) ? "abstract " : "")
                + (!ownWord && Modifier.isFinal(modifiers) ? "final " : "")
                + kind;
    }

    private static String constructor(Constructor<?> of, Words words) {
        return "constructor " + access(of.getModifiers()) + "(" + arguments(of, words) + ")" + thrown(of, words);
    }

    /** A constant's value is read by those who are compiled against it, so it is part of the words. */
    private static String field(Field field, Words words) {
        String line = "field " + access(field.getModifiers())
                + (Modifier.isStatic(field.getModifiers()) ? "static " : "")
                + (Modifier.isFinal(field.getModifiers()) ? "final " : "")
                + words.of(field.getAnnotatedType()) + " " + field.getName();
        try {
            boolean constant = Modifier.isStatic(field.getModifiers()) && field.getType() == String.class;
            return constant ? line + " = \"" + field.get(null) + "\"" : line;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String method(Class<?> type, Method method, Words words) {
        int modifiers = method.getModifiers();
        String parameters = parameters(method.getTypeParameters(), words);
        return "method " + access(modifiers)
                + (Modifier.isStatic(modifiers) ? "static " : "")
                + (method.isDefault() ? "default " : "")
                + (Modifier.isAbstract(modifiers) ? "abstract " : "")
                + (Modifier.isFinal(modifiers) && !type.isRecord() ? "final " : "")
                + (parameters.isEmpty() ? "" : parameters + " ")
                + words.of(method.getAnnotatedReturnType()) + " " + method.getName()
                + "(" + arguments(method, words) + ")" + thrown(method, words);
    }

    private static String access(int modifiers) {
        return Modifier.isProtected(modifiers) ? "protected " : "";
    }

    private static String arguments(Executable of, Words words) {
        String list =
                Arrays.stream(of.getAnnotatedParameterTypes()).map(words::of).collect(Collectors.joining(", "));
        return of.isVarArgs() ? list.replaceAll("\\[]$", "...") : list;
    }

    private static String thrown(Executable of, Words words) {
        return of.getAnnotatedExceptionTypes().length == 0
                ? ""
                : " throws "
                        + Arrays.stream(of.getAnnotatedExceptionTypes())
                                .map(words::of)
                                .sorted()
                                .collect(Collectors.joining(", "));
    }

    private static String parameters(TypeVariable<?>[] variables, Words words) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(each -> each.getName() + " extends "
                                + Arrays.stream(each.getAnnotatedBounds())
                                        .map(words::of)
                                        .collect(Collectors.joining(" & ")))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static boolean has(AnnotatedElement element, String annotation) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(each -> each.annotationType().getSimpleName().equals(annotation));
    }

    private static <T> void all(List<String> lines, T[] things, Function<T, String> line) {
        Arrays.stream(things).map(line).forEach(lines::add);
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types as they are written in a file of this package. */
    private record Words(String room) {
        String of(AnnotatedType type) {
            return of(type.toString());
        }

        String of(String type) {
            return type.replaceAll("@org\\.jspecify\\.annotations\\.Nullable(\\(\\))?", "@Nullable")
                    .replace('$', '.')
                    .replaceAll("@Nullable (([a-z]\\w*\\.)+)", "$1@Nullable ")
                    .replaceAll(
                            "(?<![\\w.])(java\\.lang|" + room.replace(".", "\\.") + ")\\.(?=(@Nullable )?[A-Z])", "");
        }
    }
}
